import type { Dataset } from '@headway/contracts';
import { assembleDataset, relabel } from '@headway/learning/feedback';
import type { ClusterStore, DatasetStore, Outbox } from '@headway/learning/store';
import { AppError } from '@headway/platform/errors';
import type { LearningOptions } from './learning-options.js';
import type { OutboxPublisher } from './outbox-publisher.js';

interface BuilderParts {
  options: Pick<LearningOptions, 'dataSource' | 'clock' | 'logger'>;
  clusters: ClusterStore;
  datasets: DatasetStore;
  outbox: Outbox;
  publisher: OutboxPublisher;
}

/** Makes dataset versions of accepted clusters. */
export class DatasetBuilder {
  constructor(private readonly parts: BuilderParts) {}

  /**
   * A dataset of the given accepted clusters, or of all. Equal content gives the dataset that is there already.
   * @throws AppError `not-found`, `conflict` when a cluster is not accepted or nothing is left to learn
   */
  async create(clusterIds?: string[]): Promise<{ dataset: Dataset; created: boolean }> {
    const { options, clusters, datasets, outbox, publisher } = this.parts;
    const at = options.clock.epochMs();
    const result = await options.dataSource.transaction(async (manager) => {
      const accepted = await clusters.accepted(manager, clusterIds);
      const labels = new Map(accepted.clusters.map((cluster) => [cluster.id, cluster.acceptedLabel ?? cluster.label]));
      const candidates = accepted.candidates.map((candidate) => ({
        ...candidate,
        frames: relabel(candidate.frames, labels.get(candidate.cluster) ?? candidate.label),
      }));
      const assembled = assembleDataset(candidates);
      if (assembled.examples.length === 0) throw new AppError('conflict', 'no accepted cluster has an example to learn from');
      const stored = await datasets.create(manager, { assembled, clusters: [...labels.keys()], at });
      const { id, hash, examples } = stored.dataset;
      if (stored.created) await outbox.put(manager, id, { type: 'dataset.created', at, dataset: id, hash, examples });
      return stored;
    });
    if (result.created) options.logger.info('learning.dataset-created', { dataset: result.dataset.id, examples: result.dataset.examples });
    publisher.wake();
    return result;
  }
}
