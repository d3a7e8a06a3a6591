import { serviceSettings, vehiclesSetting } from '@headway/composition';
import { z } from 'zod';

/** Environment of `apps/ingest`. */
export const settingsShape = {
  ...serviceSettings,
  ...vehiclesSetting,
  HEADWAY_INSTANCE: z
    .string()
    .regex(/^[a-zA-Z0-9_-]{1,40}$/, 'letters, digits, _ and -')
    .default('1')
    .describe('Name of this instance, its own among several and the same after a restart: the broker keeps its session'),
};
