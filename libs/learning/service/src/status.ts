import type { LearningStatus, TrainingRun } from '@headway/contracts';
import type { ClusterStore, DatasetStore, RunStore } from '@headway/learning/store';

interface StatusParts {
  clusters: ClusterStore;
  datasets: DatasetStore;
  runs: RunStore;
}

/**
 * The stage of the loop: what a person would look at next. Work under way comes first; then what drivers have taught since the last run;
 * then how that run ended.
 */
export function stageOf(
  run: Pick<TrainingRun, 'state' | 'updatedAt'> | undefined,
  openClusters: number,
  newestOpenAt: number,
): LearningStatus['stage'] {
  if (run && (run.state === 'queued' || run.state === 'training' || run.state === 'evaluating')) return 'training';
  if (run?.state === 'passed') return 'gated';
  if (openClusters > 0 && newestOpenAt > (run?.updatedAt ?? 0)) return 'reviewable';
  if (run?.state === 'registered') return 'registered';
  if (run?.state === 'rejected') return 'gated';
  return openClusters > 0 ? 'reviewable' : 'collecting';
}

/** Where the loop stands. */
export async function learningStatus({ clusters, datasets, runs }: StatusParts): Promise<LearningStatus> {
  const states = await clusters.countByState();
  const run = await runs.newest();
  const { gate: _gate, evaluation: _evaluation, ...shown } = run ?? { gate: null, evaluation: null };
  return {
    stage: stageOf(run, states.open, await clusters.newestOpenAt()),
    candidates: await clusters.candidateCount(),
    openClusters: states.open,
    acceptedClusters: states.accepted,
    datasets: await datasets.count(),
    run: run ? (shown as LearningStatus['run']) : null,
  };
}
