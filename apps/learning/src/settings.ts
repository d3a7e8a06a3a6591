import { databaseSetting, serviceSettings } from '@headway/composition';
import { z } from 'zod';

/** Environment of `apps/learning`. */
export const settingsShape = {
  ...serviceSettings,
  ...databaseSetting,
  HEADWAY_ROLLOUTS_URL: z
    .url({ error: 'name the rollouts service, http://host:port' })
    .describe('Model registry: base URL of the rollouts service'),
};
