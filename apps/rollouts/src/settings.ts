import { databaseSetting, serviceSettings } from '@headway/composition';
import { z } from 'zod';

/** Environment of `apps/rollouts`. */
export const settingsShape = {
  ...serviceSettings,
  ...databaseSetting,
  HEADWAY_PUBLIC_URL: z.url().optional().describe('Where vehicles reach this service; its own address by default'),
};
