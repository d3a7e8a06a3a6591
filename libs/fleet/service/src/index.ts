export { FleetModule } from './fleet.module.js';
export type { FleetOptions } from './fleet-options.js';
