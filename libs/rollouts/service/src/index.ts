export { Registry } from './registry.js';
export { RolloutsModule } from './rollouts.module.js';
export type { VehicleModel } from './vehicle-model.js';
