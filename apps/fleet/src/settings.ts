import { databaseSetting, regionsSetting, serviceSettings } from '@headway/composition';

/** Environment of `apps/fleet`. */
export const settingsShape = { ...serviceSettings, ...databaseSetting, HEADWAY_REGIONS: regionsSetting };
