import { CreateCampaigns1795920000000 } from './migrations/create-campaigns.js';

/** Migrations of collection campaigns, oldest first. */
export const CAMPAIGNS_MIGRATIONS = [CreateCampaigns1795920000000];
