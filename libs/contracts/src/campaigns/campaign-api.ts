import { z } from 'zod';
import { epochMsSchema, vinSchema } from '../identity.js';
import { campaignCohortSchema, campaignSchema } from './campaign.js';
import { campaignVehicleStateSchema } from './campaign-state.js';

/** A campaign as an engineer writes it: the platform gives it its revision. */
export const campaignDefinitionSchema = campaignSchema
  .omit({ revision: true })
  .extend({ cohort: campaignCohortSchema.default({ share: 1 }) });
export type CampaignDefinition = z.infer<typeof campaignDefinitionSchema>;

export const campaignStateSchema = z.enum(['draft', 'running', 'paused', 'stopped']);
export type CampaignState = z.infer<typeof campaignStateSchema>;

/** A campaign as lists show it. */
export const campaignSummarySchema = campaignDefinitionSchema.extend({
  revision: z.number().int().positive(),
  state: campaignStateSchema,
  createdAt: epochMsSchema,
  updatedAt: epochMsSchema,
});
export type CampaignSummary = z.infer<typeof campaignSummarySchema>;

/** `GET /v1/campaigns/{id}` */
export const campaignViewSchema = campaignSummarySchema.extend({
  vehicles: z.object({
    /** Vehicles of the cohort that have ever been seen. */
    cohort: z.number().int(),
    /** Of those, vehicles that have reported this revision, by state. */
    reported: z.record(campaignVehicleStateSchema, z.number().int()),
  }),
  /** What has arrived of it. */
  collected: z.object({ frames: z.number().int(), bytes: z.number().int(), vehicles: z.number().int(), lastAt: epochMsSchema.nullable() }),
});
export type CampaignView = z.infer<typeof campaignViewSchema>;

/** `GET /v1/campaigns/{id}/vehicles` */
export const campaignVehicleSchema = z.object({
  vin: vinSchema,
  state: campaignVehicleStateSchema.nullable(),
  reason: z.string().nullable(),
  /** Revision of the campaign that the vehicle reported. */
  revision: z.number().int().nullable(),
  reportedAt: epochMsSchema.nullable(),
  frames: z.number().int(),
  bytes: z.number().int(),
});
export type CampaignVehicle = z.infer<typeof campaignVehicleSchema>;

/** `POST /v1/campaigns:dryRun` */
export const dryRunRequestSchema = z.strictObject({
  campaign: campaignDefinitionSchema.omit({ cohort: true }).extend({ cohort: campaignCohortSchema.optional() }),
  /** Only these vehicles; else every vehicle of the cohort. */
  vins: z.array(vinSchema).min(1).max(10_000).optional(),
  from: epochMsSchema,
  to: epochMsSchema,
});
export type DryRunRequest = z.infer<typeof dryRunRequestSchema>;

const perVehicleDaySchema = z.object({ mean: z.number(), max: z.number() });

/** What a campaign would have done with recorded data. */
export const dryRunReportSchema = z.object({
  from: epochMsSchema,
  to: epochMsSchema,
  vehicles: z.number().int(),
  /** Pairs of vehicle and UTC day with data. */
  vehicleDays: z.number().int(),
  /** Recorded frames and samples that were read. */
  frames: z.number().int(),
  samples: z.number().int(),
  /** Time with data, milliseconds over all vehicles, and its share of `vehicles` × (`to` − `from`). */
  observedMs: z.number(),
  observedShare: z.number(),
  triggers: z.object({ total: z.number().int(), perVehicleDay: perVehicleDaySchema, perHour: z.number() }),
  /** Frames as they would be sent. */
  bytes: z.object({ total: z.number().int(), frames: z.number().int(), perVehicleDay: perVehicleDaySchema, perHour: z.number() }),
  /** The same after the link's compression, estimated by deflate of every frame alone. */
  compressedBytes: z.object({ total: z.number().int(), perVehicleDay: perVehicleDaySchema, perHour: z.number() }),
  /** Vehicle days on which the budget was spent and collection stopped. */
  budgetSpentVehicleDays: z.number().int(),
  /** Signals of the campaign and its condition that no recorded vehicle had. */
  absentSignals: z.array(z.string()),
  /** The first triggers, at most one a vehicle before a second one. */
  examples: z.array(z.object({ vin: z.string(), at: epochMsSchema })),
  tookMs: z.number(),
});
export type DryRunReport = z.infer<typeof dryRunReportSchema>;
