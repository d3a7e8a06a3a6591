import { AppError } from '@headway/platform/errors';
import { SignalsError } from '@headway/signals';
import { loadSignals, type Signals } from '@headway/signals/loader';
import { z } from 'zod';

const split = (list: string) =>
  list
    .split(',')
    .map((file) => file.trim())
    .filter((file) => file !== '');
const files = (text: string) => z.string().default('').transform(split).describe(text);

/** Settings of the apps that know signals: a catalogue of one's own. */
export const signalSettings = {
  HEADWAY_VSS_CATALOGUE: z.string().optional().describe('VSS catalogue in the official JSON export; the built-in one by default'),
  HEADWAY_VSS_OVERLAYS: files('Overlays on the catalogue, files separated by commas, applied in order'),
  HEADWAY_SIGNAL_IDS: z
    .string()
    .optional()
    .describe('Append-only id map of that catalogue, made and extended by itself; its history lies beside it'),
  HEADWAY_SIGNAL_MAPS: files('Maps of vehicles with other numbers: JSON files that name ids and catalogue, separated by commas'),
};
type SignalSettings = z.infer<z.ZodObject<typeof signalSettings>>;

/**
 * The signals that the settings name.
 * @throws AppError `invalid-settings` with one readable line
 */
export function configuredSignals(settings: SignalSettings): Signals {
  const { HEADWAY_VSS_CATALOGUE: catalogue, HEADWAY_SIGNAL_IDS: ids } = settings;
  try {
    return loadSignals({
      ...(catalogue ? { catalogue } : {}),
      overlays: settings.HEADWAY_VSS_OVERLAYS,
      ...(ids ? { ids } : {}),
      maps: settings.HEADWAY_SIGNAL_MAPS,
    });
  } catch (cause) {
    if (cause instanceof SignalsError) throw new AppError('invalid-settings', `signals: ${cause.message}`);
    throw cause;
  }
}
