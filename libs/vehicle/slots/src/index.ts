export { ModelInstaller } from './model-installer.js';
export type { ModelInstallerOptions } from './model-installer.js';
export { openSlots } from './model-slots.js';
export type { ModelSlots, SlotsOptions } from './model-slots.js';
