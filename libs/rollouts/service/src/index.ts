export { Registry } from './registry.js';
export type { Upload } from './registry.js';
export { RolloutsModule } from './rollouts.module.js';
export type { RepositorySigner, RolloutsOptions } from './rollouts-options.js';
export { RolloutsService } from './rollouts-service.js';
export { vehicleModelSchema } from './vehicle-model.js';
export type { VehicleModel } from './vehicle-model.js';
