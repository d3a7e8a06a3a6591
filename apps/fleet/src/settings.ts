import { databaseSetting, historySettings, regionsSetting, serviceSettings, vehiclesSetting } from '@headway/composition';

/** Environment of `apps/fleet`. */
export const settingsShape = {
  ...serviceSettings,
  ...databaseSetting,
  ...vehiclesSetting,
  ...historySettings,
  HEADWAY_REGIONS: regionsSetting,
};
