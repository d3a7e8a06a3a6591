export { exitWithError, runApp } from './run-app.js';
export type { RunningApp } from './run-app.js';
export { commonSettings, portSetting, serverSettings } from './settings.js';
