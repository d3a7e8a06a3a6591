import { type Cluster, OUT_OF_SCOPE } from '@headway/contracts';
import type { ClusterStore, Outbox } from '@headway/learning/store';
import { AppError } from '@headway/platform/errors';
import type { LearningOptions } from './learning-options.js';
import type { OutboxPublisher } from './outbox-publisher.js';

interface ReviewParts {
  options: Pick<LearningOptions, 'dataSource' | 'clock' | 'ontology' | 'logger'>;
  clusters: ClusterStore;
  outbox: Outbox;
  publisher: OutboxPublisher;
}

export interface Review {
  state: 'accepted' | 'rejected';
  /** Who decides. */
  by: string;
  /** Corrected label of an accepted cluster. */
  label?: string;
}

/** An engineer's decisions about clusters. */
export class Reviews {
  constructor(private readonly parts: ReviewParts) {}

  /** @throws AppError `not-found`, `invalid-request` for a label that does not fit, `conflict` when it was decided otherwise */
  async decide(id: string, { state, by, label }: Review): Promise<Cluster> {
    const { options, clusters, outbox, publisher } = this.parts;
    const at = options.clock.epochMs();
    const decided = await options.dataSource.transaction(async (manager) => {
      const { cluster, changed } = await clusters.decide(manager, id, { state, label, by, at });
      if (label !== undefined) this.checkLabel(cluster.label, label);
      if (changed) {
        const record = {
          type: 'cluster.decided',
          at,
          cluster: id,
          label: cluster.acceptedLabel ?? cluster.label,
          state,
          decidedBy: by,
        } as const;
        await outbox.put(manager, id, record);
      }
      return clusters.get(id, manager);
    });
    options.logger.info('learning.cluster-decided', { cluster: id, state, label: decided.acceptedLabel ?? decided.label });
    publisher.wake();
    return decided;
  }

  /** A corrected label names known intents, one for each clause that was labelled. */
  private checkLabel(derived: string, corrected: string): void {
    const intents = corrected.split('+');
    const clauses = derived.split('+').length;
    if (intents.length !== clauses) {
      throw new AppError(
        'invalid-request',
        `the label ${corrected} has ${intents.length} intents, but the utterances have ${clauses} clauses`,
      );
    }
    const unknown = intents.filter((intent) => intent !== OUT_OF_SCOPE && this.parts.options.ontology.riskOf(intent) === undefined);
    if (unknown.length > 0) throw new AppError('invalid-request', `there is no intent ${unknown.join(', ')}`);
  }
}
