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
