import { type Campaign, campaignSchema } from '@headway/contracts';
import type { Catalogue, SignalIds } from '@headway/signals';
import { CampaignError } from './campaign-error.js';
import { compileCondition, type Condition } from './condition/compile-condition.js';
import type { ConditionInputs } from './condition/inputs.js';
import { typeOfSignal, type ValueType } from './condition/value-type.js';

/** A signal that a campaign collects. */
export interface CollectedSignal {
  path: string;
  /** Wire id. */
  id: number;
  /** Place of its value in the readings. */
  slot: number;
  type: ValueType;
  minPeriodMs: number;
}

/** A campaign that a vehicle can run. */
export interface CompiledCampaign {
  campaign: Campaign;
  signals: CollectedSignal[];
  /** Absent for time-based campaigns. */
  condition?: Condition;
}

/** What a vehicle, or the platform, knows about signals. */
export interface KnownSignals {
  catalogue: Catalogue;
  ids: Pick<SignalIds, 'idOf'>;
}

/**
 * Reads a campaign and checks its form, whoever wrote it.
 * @throws CampaignError `schema`
 */
export function readCampaign(json: unknown): Campaign {
  const result = campaignSchema.safeParse(json);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new CampaignError('schema', issue?.message ?? 'not a campaign', issue?.path.join('.') || 'campaign');
}

/**
 * Checks a campaign against the signals that are known and makes it ready to run. Places are given out in `inputs`.
 * @throws CampaignError
 */
export function compileCampaign(campaign: Campaign, { catalogue, ids }: KnownSignals, inputs: ConditionInputs): CompiledCampaign {
  const signals = campaign.signals.map(({ path, minPeriodMs }, index): CollectedSignal => {
    const signal = catalogue.get(path);
    const id = ids.idOf(path);
    const field = `signals.${index}.path`;
    if (!signal || id === undefined) throw new CampaignError('unknown-signal', `${path} is not in the catalogue`, field);
    const type = typeOfSignal(signal);
    if (!type) throw new CampaignError('unsupported', `${path} is an array`, field);
    return { path, id, slot: inputs.slotOf(path), type, minPeriodMs };
  });
  const { trigger } = campaign;
  if (trigger.kind === 'time') return { campaign, signals };
  return { campaign, signals, condition: compileCondition(trigger.expression, catalogue, inputs) };
}
