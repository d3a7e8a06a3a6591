export { envTemplate, parseSettings } from './settings.js';
export type { SettingsShape } from './settings.js';
