import { campaignDefinitionSchema, campaignStateSchema, campaignVehicleStateSchema, pageQuerySchema } from '@headway/contracts';
import { z } from 'zod';

export const campaignQuerySchema = pageQuerySchema.extend({
  state: campaignStateSchema.optional(),
  text: z.string().min(1).max(100).optional().describe('Part of the id or the name'),
});
export type CampaignQuery = z.infer<typeof campaignQuerySchema>;

export const campaignVehicleQuerySchema = pageQuerySchema.extend({ state: campaignVehicleStateSchema.optional() });
export type CampaignVehicleQuery = z.infer<typeof campaignVehicleQuerySchema>;

/** `PUT /v1/campaigns/{id}`: the definition, and the revision that was seen when it was written. */
export const campaignChangeSchema = campaignDefinitionSchema.extend({
  revision: z.number().int().positive().describe('The revision that this change is based on'),
});
export type CampaignChange = z.infer<typeof campaignChangeSchema>;
