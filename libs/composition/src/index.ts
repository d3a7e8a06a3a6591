export { ProcessModule, VERSION } from './process-module.js';
export { REGION_IDS, regionAt, regionsSetting } from './regions.js';
export { exitWithError, runApp } from './run-app.js';
export type { RunningApp } from './run-app.js';
export { commonSettings, portSetting, serverSettings } from './settings.js';
