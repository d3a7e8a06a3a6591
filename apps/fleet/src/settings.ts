import { databaseSetting, historySettings, regionsSetting, serviceSettings } from '@headway/composition';

/** Environment of `apps/fleet`. */
export const settingsShape = { ...serviceSettings, ...databaseSetting, ...historySettings, HEADWAY_REGIONS: regionsSetting };
