export {
  addCampaign,
  findCampaign,
  listCampaigns,
  lockCampaign,
  readClock,
  removeCampaign,
  runningCampaigns,
  saveCampaign,
  tickClock,
} from './campaigns.js';
export type { CampaignFilter, CampaignRow } from './campaigns.js';
export { countCollected, forgetCounted, readCollected } from './collected.js';
export type { CollectedFrame } from './collected.js';
export { CAMPAIGNS_MIGRATIONS } from './schema.js';
export { addVehicles, countStates, listCampaignVehicles, listVehicles, markPublished, saveReports } from './vehicles.js';
export type { PublishedRow } from './vehicles.js';
