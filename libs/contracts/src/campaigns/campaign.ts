import { z } from 'zod';
import { epochMsSchema, vinSchema } from '../identity.js';

/** Most campaigns in one vehicle at a time. */
export const MAX_CAMPAIGNS = 32;
/** Most signals of one campaign. */
export const MAX_CAMPAIGN_SIGNALS = 500;
/** Longest condition, characters. */
export const MAX_CONDITION_LENGTH = 2000;

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Names a campaign in frames, files and addresses. */
export const campaignIdSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'small letters, digits and hyphens, at most 63');
const revisionSchema = z.number().int().min(1).max(2_147_483_647);

/** What triggers a collection. */
export const campaignTriggerSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('time'),
    /** Milliseconds from one collection to the next. */
    everyMs: z.number().int().min(1000).max(DAY_MS),
  }),
  z.strictObject({
    kind: z.literal('condition'),
    /** CEL over VSS paths, e.g. `Vehicle.Speed > 80.0`; docs/campaigns.md says what it may hold. */
    expression: z.string().min(1).max(MAX_CONDITION_LENGTH),
    /** `rising-edge`: when the condition becomes true. `level`: for as long as it is true. */
    mode: z.enum(['rising-edge', 'level']).default('rising-edge'),
    /** Least time between two triggers, milliseconds. */
    minIntervalMs: z.number().int().min(1000).max(DAY_MS).default(MINUTE_MS),
  }),
]);
export type CampaignTrigger = z.infer<typeof campaignTriggerSchema>;

/** What is collected, when, and how much of it: everything a vehicle needs to decide by itself. */
export const campaignSchema = z.strictObject({
  id: campaignIdSchema,
  revision: revisionSchema,
  name: z.string().min(1).max(200),
  /** What the data are for, as it is told to the vehicle's owner. */
  purpose: z.string().min(1).max(500),
  /** 9 goes before 0 where memory or bytes are short. */
  priority: z.number().int().min(0).max(9).default(5),
  signals: z
    .array(
      z.strictObject({
        /** VSS path. */
        path: z.string().min(1).max(300),
        /** A value that changes is sampled at most once in this time, milliseconds. */
        minPeriodMs: z.number().int().min(50).max(3_600_000).default(1000),
      }),
    )
    .min(1)
    .max(MAX_CAMPAIGN_SIGNALS)
    .refine((signals) => new Set(signals.map(({ path }) => path)).size === signals.length, 'a signal is named twice'),
  trigger: campaignTriggerSchema,
  /** How much of the time before a trigger is collected, milliseconds. */
  preMs: z.number().int().min(0).max(600_000).default(0),
  /** How long collection goes on after a trigger, milliseconds. */
  postMs: z.number().int().min(0).max(3_600_000).default(0),
  /** When the vehicle stops by itself. */
  expiresAt: epochMsSchema,
  /** Most bytes of frames that a vehicle sends for this campaign on one UTC day. */
  bytesPerDay: z.number().int().min(1000).max(1_000_000_000),
});
export type Campaign = z.infer<typeof campaignSchema>;

/** How a frame names the campaign that collected it. */
export const campaignRef = ({ id, revision }: Pick<Campaign, 'id' | 'revision'>) => `${id}@${revision}`;

/** Which vehicles a campaign goes to: all that pass the filters, and of those a share. */
export const campaignCohortSchema = z.strictObject({
  /** Only these vehicles. */
  vins: z.array(vinSchema).max(10_000).optional(),
  /** Only VINs that begin so: a maker, a line, a model year. */
  vinPrefixes: z
    .array(z.string().regex(/^[A-HJ-NPR-Z0-9]{1,17}$/))
    .max(100)
    .optional(),
  /** Share of the vehicles, 0 to 1; which ones is fixed by a hash of campaign and VIN, and a larger share holds the smaller one. */
  share: z.number().min(0).max(1).default(1),
});
export type CampaignCohort = z.infer<typeof campaignCohortSchema>;

/**
 * `down/campaign`, retained: every campaign of one vehicle. Its elements are checked one by one, so that a campaign the
 * vehicle cannot read does not take the others with it.
 */
export const campaignSetSchema = z.object({ revision: z.number().int().min(0), campaigns: z.array(z.unknown()).max(MAX_CAMPAIGNS) });
/** The same as the platform writes it. */
export interface CampaignSet {
  /** Counts the changes of the whole platform's campaigns. */
  revision: number;
  campaigns: Campaign[];
}
