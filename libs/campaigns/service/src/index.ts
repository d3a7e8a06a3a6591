export { CampaignsModule } from './campaigns.module.js';
export type { CampaignsOptions, ReadFrames } from './campaigns-options.js';
