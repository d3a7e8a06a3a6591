import { z } from 'zod';
import { epochMsSchema } from '../identity.js';

const MOST_REPORTED = 64;
const LONGEST_REASON = 500;

/** What a vehicle makes of one campaign. */
export const campaignVehicleStateSchema = z.enum(['active', 'refused', 'expired', 'budget-spent']);
export type CampaignVehicleState = z.infer<typeof campaignVehicleStateSchema>;

/** Which campaigns a vehicle runs: sent after every start, every set it is given, and every change of a state. */
export const campaignsActiveSchema = z.object({
  type: z.literal('campaigns.active'),
  at: epochMsSchema,
  /** The set in force; 0 before the first one. */
  revision: z.number().int().min(0),
  active: z
    .array(
      z.object({
        /** `?` where not even the id could be read. */
        id: z.string().max(64),
        revision: z.number().int().min(0),
        state: campaignVehicleStateSchema,
        reason: z.string().max(LONGEST_REASON).optional(),
      }),
    )
    .max(MOST_REPORTED),
  /** A set that could not be used at all; the one before it stays in force. */
  broken: z.object({ revision: z.number().int().nullable(), reason: z.string().max(LONGEST_REASON) }).optional(),
});
export type CampaignsActive = z.infer<typeof campaignsActiveSchema>;
