import type { FleetCompleteness, LearningStatus, ModelVersion, Page, Rollout, TurnSummary, VehicleSummary } from '@headway/contracts';
import { withQuery } from '../api/client.js';
import { type Resource, SLOW_REFRESH_MS, useResource } from '../api/use-resource.js';
import { useRate } from './use-rate.js';

/** The live state of the loop; every part may be missing while its service is away. */
export interface Loop {
  vehicles: { total: number; online: number } | undefined;
  ledger: FleetCompleteness['totals'] | undefined;
  rate: { now: number | null; history: number[] };
  turns: TurnSummary | undefined;
  learning: LearningStatus | undefined;
  /** The newest model of the car that vehicles are to run, and the share of vehicles that do. */
  active: { version: string; share: number | null } | undefined;
  /** The newest registered model of the car. */
  newest: ModelVersion | undefined;
  rollout: Rollout | undefined;
  resources: Resource<unknown>[];
}

const countOf = (resource: Resource<Page<unknown>>) => resource.data?.total;

/** The version that a rollout brings or that was released last. */
function targetVersion(models: readonly ModelVersion[], rollout: Rollout | undefined): string | undefined {
  if (rollout && ['running', 'halted', 'complete'].includes(rollout.state)) return rollout.version;
  return models.find((model) => model.state === 'released')?.version ?? models[0]?.version;
}

/** Reads everything the overview shows. */
export function useLoop(): Loop {
  const known = useResource<Page<VehicleSummary>>('/v1/vehicles?limit=1');
  const online = useResource<Page<VehicleSummary>>('/v1/vehicles?online=true&limit=1');
  const completeness = useResource<FleetCompleteness>('/v1/completeness');
  const turns = useResource<TurnSummary>('/v1/turns/summary');
  const learning = useResource<LearningStatus>('/v1/learning/status');
  const models = useResource<Page<ModelVersion>>('/v1/models?family=vehicle&limit=20', SLOW_REFRESH_MS);
  const rollouts = useResource<Page<Rollout>>('/v1/rollouts?limit=1');
  const rate = useRate(completeness.data?.totals.stored, completeness.readAt);

  const rollout = rollouts.data?.items[0];
  const version = targetVersion(models.data?.items ?? [], rollout);
  const running = useResource<Page<VehicleSummary>>(version ? withQuery('/v1/vehicles', { model: version, limit: 1 }) : null);

  const total = countOf(known);
  const onVersion = countOf(running);
  return {
    vehicles: total === undefined ? undefined : { total, online: countOf(online) ?? 0 },
    ledger: completeness.data?.totals,
    rate,
    turns: turns.data,
    learning: learning.data,
    active: version ? { version, share: total && onVersion !== undefined ? onVersion / total : null } : undefined,
    newest: models.data?.items[0],
    rollout,
    resources: [known, online, completeness, turns, learning, models, rollouts],
  };
}
