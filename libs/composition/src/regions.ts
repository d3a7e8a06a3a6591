import { setTimeout as delay } from 'node:timers/promises';
import { type Region, regionSchema } from '@headway/contracts';
import { AppError } from '@headway/platform/errors';
import { z } from 'zod';

/** Places of the regions that ship with Headway; a deployment names its own with `HEADWAY_REGIONS_FILE`. */
const PLACES: Record<string, Omit<Region, 'url'>> = {
  'cn-east': { id: 'cn-east', name: '上海 Shanghai', latitude: 31.2304, longitude: 121.4737, residency: 'cn' },
  'cn-south': { id: 'cn-south', name: '深圳 Shenzhen', latitude: 22.5431, longitude: 114.0579, residency: 'cn' },
  'eu-central': { id: 'eu-central', name: 'Frankfurt', latitude: 50.1109, longitude: 8.6821, residency: 'eu' },
};

/** Ids of the regions that ship with Headway. */
export const REGION_IDS = Object.keys(PLACES);

/** The region directory's entry of a shipped region at `url`. */
export function regionAt(id: string, url: string): Region {
  const place = PLACES[id];
  if (!place) throw new AppError('invalid-settings', `unknown region "${id}"; there are ${REGION_IDS.join(', ')}`);
  return { ...place, url };
}

/** Setting `HEADWAY_REGIONS`: `id=url` pairs separated by commas. */
export const regionsSetting = z
  .string()
  .default('')
  .describe('Regions of the directory: id=url, separated by commas')
  .transform((text, context): Region[] =>
    text
      .split(',')
      .filter(Boolean)
      .flatMap((pair) => {
        const [id = '', url = ''] = pair.split(/=(.*)/s);
        const region = regionSchema.safeParse({ ...PLACES[id], url });
        if (region.success) return [region.data];
        context.addIssue({ code: 'custom', message: `"${pair}" is not id=url with an id of ${REGION_IDS.join(', ')}` });
        return [];
      }),
  );

const DIRECTORY_LIMIT_MS = 60_000;
const DIRECTORY_RETRY_MS = 500;

/**
 * The regions that the fleet service lists; waits for a service that is still starting.
 * @throws AppError `unavailable` after a minute
 */
export async function regionDirectory(fleetUrl: string): Promise<Region[]> {
  const until = performance.now() + DIRECTORY_LIMIT_MS;
  for (;;) {
    try {
      const response = await fetch(`${fleetUrl}/v1/regions?limit=100`, { signal: AbortSignal.timeout(DIRECTORY_RETRY_MS * 4) });
      if (response.ok) return z.object({ items: z.array(regionSchema) }).parse(await response.json()).items;
    } catch (cause) {
      if (performance.now() > until) throw new AppError('unavailable', `the fleet service at ${fleetUrl} does not answer`, { cause });
    }
    await delay(DIRECTORY_RETRY_MS);
  }
}
