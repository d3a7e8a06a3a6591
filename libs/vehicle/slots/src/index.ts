export { realDisk } from './disk.js';
export type { Disk } from './disk.js';
export { ModelInstaller } from './model-installer.js';
export type { AssignmentVerifier, ModelInstallerOptions } from './model-installer.js';
export { ModelSlots, openSlots } from './model-slots.js';
export type { ActiveModel, InstallResult, SelfTest, SelfTestResult, SlotsOptions } from './model-slots.js';
export type { Reversion, SlotContent, SlotPlace } from './slot-state.js';
