import {
  CampaignError,
  compileCampaign,
  type CompiledCampaign,
  ConditionInputs,
  type KnownSignals,
  readCampaign,
} from '@headway/campaigns/rules';
import { campaignSetSchema } from '@headway/contracts';
import { z } from 'zod';

/** A campaign of a set that this vehicle cannot run. */
export interface RefusedCampaign {
  id: string;
  revision: number;
  reason: string;
}

/** A set as one vehicle understands it. */
export interface ReadSet {
  revision: number;
  accepted: CompiledCampaign[];
  inputs: ConditionInputs;
  refused: RefusedCampaign[];
}

const namedSchema = z
  .object({ id: z.string().max(64).catch('?'), revision: z.number().int().min(0).catch(0) })
  .catch({ id: '?', revision: 0 });
const LONGEST_REASON = 500;

/**
 * Checks a set campaign by campaign: one that this vehicle cannot run does not take the others with it.
 * @throws ZodError when it is no set at all
 */
export function readSet(json: unknown, signals: KnownSignals): ReadSet {
  const { revision, campaigns } = campaignSetSchema.parse(json);
  const set: ReadSet = { revision, accepted: [], inputs: new ConditionInputs(), refused: [] };
  const seen = new Set<string>();
  for (const item of campaigns) {
    try {
      const campaign = readCampaign(item);
      if (seen.has(campaign.id)) throw new CampaignError('schema', 'named twice in the set', 'id');
      seen.add(campaign.id);
      // A campaign that fails half-way must not leave signals behind that are read for nothing.
      compileCampaign(campaign, signals, new ConditionInputs());
      set.accepted.push(compileCampaign(campaign, signals, set.inputs));
    } catch (error) {
      if (!(error instanceof CampaignError)) throw error;
      set.refused.push({ ...namedSchema.parse(item), reason: `${error.code}: ${error.message}`.slice(0, LONGEST_REASON) });
    }
  }
  return set;
}
