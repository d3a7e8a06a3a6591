import type { Page, TrainingRun } from '@headway/contracts';
import { AppError } from '@headway/platform/errors';
import { decodeCursor, pageOf } from '@headway/platform/http';
import { type DataSource, type EntityManager, In } from 'typeorm';
import { RunEntity } from './entities/run.entity.js';

/** States in which a run still has work to do. `passed` waits for its registration. */
export const UNFINISHED = ['queued', 'training', 'evaluating', 'passed'] as const satisfies TrainingRun['state'][];

const toRun = (row: RunEntity): TrainingRun => ({ ...row });

export interface RunFilter {
  state?: TrainingRun['state'];
  dataset?: string;
  family?: TrainingRun['family'];
  limit: number;
  cursor?: string;
}

/** Training runs. */
export class RunStore {
  constructor(private readonly source: DataSource) {}

  async create(run: Pick<TrainingRun, 'id' | 'dataset' | 'family' | 'parentDigest'>, at: number): Promise<TrainingRun> {
    const row: RunEntity = {
      ...run,
      state: 'queued',
      progress: { step: 0, steps: 0, loss: null, examplesPerSecond: 0, etaMs: null },
      gate: null,
      evaluation: null,
      model: null,
      error: null,
      createdAt: at,
      updatedAt: at,
    };
    await this.source.manager.insert(RunEntity, row);
    return toRun(row);
  }

  /** @throws AppError `not-found` */
  async get(id: string, manager: EntityManager = this.source.manager): Promise<TrainingRun> {
    const row = await manager.findOneBy(RunEntity, { id });
    if (!row) throw new AppError('not-found', `there is no training run ${id}`);
    return toRun(row);
  }

  /** The run to work on: one that was begun before the process ended, otherwise the oldest in the queue. */
  async next(): Promise<TrainingRun | undefined> {
    const rows = await this.source.manager.find(RunEntity, {
      where: { state: In([...UNFINISHED]) },
      order: { createdAt: 'ASC', id: 'ASC' },
    });
    const row = rows.find((run) => run.state !== 'queued') ?? rows[0];
    return row && toRun(row);
  }

  /** Datasets that registered models of a family were taught with, oldest first. */
  async taughtDatasets(family: TrainingRun['family']): Promise<string[]> {
    const rows = await this.source.manager.find(RunEntity, {
      where: { family, state: 'registered' },
      order: { createdAt: 'ASC', id: 'ASC' },
    });
    return [...new Set(rows.map((row) => row.dataset))];
  }

  /** Whether a run over this dataset is queued or under way. */
  async isUnderWay(dataset: string, family: TrainingRun['family']): Promise<boolean> {
    return this.source.manager.existsBy(RunEntity, { dataset, family, state: In([...UNFINISHED]) });
  }

  /** The run that was asked for last. */
  async newest(): Promise<TrainingRun | undefined> {
    const [row] = await this.source.manager.find(RunEntity, { order: { createdAt: 'DESC', id: 'DESC' }, take: 1 });
    return row && toRun(row);
  }

  /**
   * Changes a run that is not finished.
   * @returns the run as it is now, or undefined when it was finished (cancelled, say) in the meantime
   */
  async change(
    id: string,
    changes: Partial<Omit<TrainingRun, 'id'>>,
    manager: EntityManager = this.source.manager,
  ): Promise<TrainingRun | undefined> {
    const result = await manager.update(RunEntity, { id, state: In([...UNFINISHED]) }, changes);
    return result.affected ? this.get(id, manager) : undefined;
  }

  /** Newest first. */
  async list({ state, dataset, family, limit, cursor }: RunFilter): Promise<Page<TrainingRun>> {
    const query = this.source.manager.createQueryBuilder(RunEntity, 'r');
    if (state) query.andWhere('r.state = :state', { state });
    if (dataset) query.andWhere('r.dataset = :dataset', { dataset });
    if (family) query.andWhere('r.family = :family', { family });
    const total = await query.getCount();
    if (cursor) {
      const [at, id] = decodeCursor(cursor);
      query.andWhere('(r.created_at, r.id) < (:at, :id)', { at, id });
    }
    const rows = await query
      .orderBy('r.createdAt', 'DESC')
      .addOrderBy('r.id', 'DESC')
      .take(limit + 1)
      .getMany();
    return pageOf(rows, limit, total, toRun, (row) => [row.createdAt, row.id]);
  }
}
