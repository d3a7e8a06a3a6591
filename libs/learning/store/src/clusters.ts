import type { Candidate, Cluster, Page } from '@headway/contracts';
import { findContradictions } from '@headway/learning/feedback';
import { AppError } from '@headway/platform/errors';
import { decodeCursor, pageOf } from '@headway/platform/http';
import { type DataSource, type EntityManager, In } from 'typeorm';
import { toCandidate } from './candidates.js';
import { CandidateEntity } from './entities/candidate.entity.js';
import { ClusterEntity } from './entities/cluster.entity.js';

/** Utterances shown of a cluster. */
const SAMPLES = 8;

export interface ClusterFilter {
  state?: Cluster['state'];
  label?: string;
  language?: string;
  limit: number;
  cursor?: string;
}

export interface Decision {
  state: 'accepted' | 'rejected';
  /** Only of an accepted cluster. */
  label?: string;
  by: string;
  at: number;
}

interface Figures {
  counts: { cluster: string; kind: string; language: string; n: number }[];
  vehicles: { cluster: string; n: number }[];
  samples: { cluster: string; utterance: string }[];
  votes: { folded: string; utterance: string; label: string; vehicle: string }[];
  texts: { cluster: string; folded: string }[];
}

async function figuresOf(manager: EntityManager, ids: string[]): Promise<Figures> {
  const counts = await manager.query(
    `SELECT cluster, kind, language, count(*)::int AS n FROM learning_candidates WHERE cluster = ANY($1) GROUP BY 1, 2, 3`,
    [ids],
  );
  const vehicles = await manager.query(
    `SELECT cluster, count(DISTINCT vehicle)::int AS n FROM learning_candidates WHERE cluster = ANY($1) GROUP BY 1`,
    [ids],
  );
  const samples = await manager.query(
    `SELECT cluster, utterance FROM (
       SELECT cluster, min(utterance) AS utterance, row_number() OVER (PARTITION BY cluster ORDER BY count(*) DESC, min(utterance)) AS rank
       FROM learning_candidates WHERE cluster = ANY($1) GROUP BY cluster, folded) s WHERE rank <= $2 ORDER BY cluster, rank`,
    [ids, SAMPLES],
  );
  const texts = await manager.query(`SELECT DISTINCT cluster, folded FROM learning_candidates WHERE cluster = ANY($1)`, [ids]);
  const votes = await manager.query(
    `SELECT c.folded, c.utterance, coalesce(k.accepted_label, c.label) AS label, c.vehicle
     FROM learning_candidates c JOIN learning_clusters k ON k.id = c.cluster
     WHERE k.state <> 'rejected' AND c.folded IN (SELECT folded FROM learning_candidates WHERE cluster = ANY($1))
       AND c.folded IN (SELECT folded FROM learning_candidates GROUP BY folded HAVING count(DISTINCT cluster) > 1)
     ORDER BY c.at, c.id`,
    [ids],
  );
  return { counts, vehicles, samples, votes, texts };
}

function sumBy(rows: Figures['counts'], key: 'kind' | 'language'): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const row of rows) sums[row[key]] = (sums[row[key]] ?? 0) + row.n;
  return sums;
}

function toCluster(row: ClusterEntity, figures: Figures): Cluster {
  const counts = figures.counts.filter((count) => count.cluster === row.id);
  const texts = new Set(figures.texts.filter((text) => text.cluster === row.id).map((text) => text.folded));
  return {
    id: row.id,
    label: row.label,
    state: row.state,
    size: counts.reduce((sum, count) => sum + count.n, 0),
    vehicles: figures.vehicles.find((vehicles) => vehicles.cluster === row.id)?.n ?? 0,
    kinds: sumBy(counts, 'kind'),
    languages: sumBy(counts, 'language'),
    samples: figures.samples.filter((sample) => sample.cluster === row.id).map((sample) => sample.utterance),
    scattered: row.scattered,
    contradictions: findContradictions(figures.votes.filter((vote) => texts.has(vote.folded))),
    acceptedLabel: row.acceptedLabel,
    decidedBy: row.decidedBy,
    updatedAt: row.updatedAt,
  };
}

/** The clusters a reviewer works through. */
export class ClusterStore {
  constructor(private readonly source: DataSource) {}

  /** Newest first. */
  async list({ state, label, language, limit, cursor }: ClusterFilter): Promise<Page<Cluster>> {
    const query = this.source.manager.createQueryBuilder(ClusterEntity, 'k');
    if (state) query.andWhere('k.state = :state', { state });
    if (label) query.andWhere('k.label = :label', { label });
    if (language) {
      query.andWhere(`EXISTS (SELECT 1 FROM learning_candidates c WHERE c.cluster = k.id AND c.language = :language)`, { language });
    }
    const total = await query.getCount();
    if (cursor) {
      const [at, id] = decodeCursor(cursor);
      query.andWhere('(k.created_at, k.id) < (:at, :id)', { at, id });
    }
    const rows = await query
      .orderBy('k.createdAt', 'DESC')
      .addOrderBy('k.id', 'DESC')
      .take(limit + 1)
      .getMany();
    const figures = await figuresOf(
      this.source.manager,
      rows.map((row) => row.id),
    );
    return pageOf(
      rows,
      limit,
      total,
      (row) => toCluster(row, figures),
      (row) => [row.createdAt, row.id],
    );
  }

  /** @throws AppError `not-found` */
  async get(id: string, manager: EntityManager = this.source.manager): Promise<Cluster> {
    const row = await manager.findOneBy(ClusterEntity, { id });
    if (!row) throw new AppError('not-found', `there is no cluster ${id}`);
    return toCluster(row, await figuresOf(manager, [id]));
  }

  /** Candidates of a cluster, oldest first. */
  async candidates(cluster: string, { limit, cursor }: { limit: number; cursor?: string }): Promise<Page<Candidate>> {
    const query = this.source.manager.createQueryBuilder(CandidateEntity, 'c').where('c.cluster = :cluster', { cluster });
    const total = await query.getCount();
    if (cursor) {
      const [at, id] = decodeCursor(cursor);
      query.andWhere('(c.at, c.id) > (:at, :id)', { at, id });
    }
    const rows = await query
      .orderBy('c.at', 'ASC')
      .addOrderBy('c.id', 'ASC')
      .take(limit + 1)
      .getMany();
    return pageOf(rows, limit, total, toCandidate, (row) => [row.at, row.id]);
  }

  /**
   * Records a reviewer's decision, in its caller's transaction. The same decision again changes nothing.
   * @throws AppError `not-found`; `conflict` when it was decided otherwise
   */
  async decide(
    manager: EntityManager,
    id: string,
    { state, label, by, at }: Decision,
  ): Promise<{ cluster: ClusterEntity; changed: boolean }> {
    const row = await manager.findOne(ClusterEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!row) throw new AppError('not-found', `there is no cluster ${id}`);
    const acceptedLabel = state === 'accepted' ? (label ?? row.label) : null;
    if (row.state !== 'open') {
      if (row.state === state && row.acceptedLabel === acceptedLabel) return { cluster: row, changed: false };
      throw new AppError('conflict', `cluster ${id} is already ${row.state}${row.acceptedLabel ? ` as ${row.acceptedLabel}` : ''}`);
    }
    const cluster = { ...row, state, acceptedLabel, decidedBy: by, updatedAt: at };
    await manager.update(ClusterEntity, { id }, cluster);
    return { cluster, changed: true };
  }

  /** Number of clusters in each state. */
  async countByState(): Promise<Record<Cluster['state'], number>> {
    const rows: { state: Cluster['state']; n: number }[] = await this.source.query(
      `SELECT state, count(*)::int AS n FROM learning_clusters GROUP BY state`,
    );
    const count = (state: Cluster['state']) => rows.find((row) => row.state === state)?.n ?? 0;
    return { open: count('open'), accepted: count('accepted'), rejected: count('rejected') };
  }

  /** Newest change of an open cluster, or 0. */
  async newestOpenAt(): Promise<number> {
    const [row] = await this.source.manager.find(ClusterEntity, { where: { state: 'open' }, order: { updatedAt: 'DESC' }, take: 1 });
    return row?.updatedAt ?? 0;
  }

  async candidateCount(): Promise<number> {
    return this.source.manager.count(CandidateEntity);
  }

  /**
   * Accepted clusters with all their candidates, in a stable order; of the given ones, or all.
   * @throws AppError `not-found` and `conflict` for a given cluster that is not there or not accepted
   */
  async accepted(manager: EntityManager, ids?: string[]): Promise<{ clusters: ClusterEntity[]; candidates: CandidateEntity[] }> {
    const clusters = await manager.find(ClusterEntity, {
      where: { ...(ids ? { id: In(ids) } : { state: 'accepted' }) },
      order: { id: 'ASC' },
    });
    for (const id of ids ?? []) {
      const state = clusters.find((cluster) => cluster.id === id)?.state;
      if (!state) throw new AppError('not-found', `there is no cluster ${id}`);
      if (state !== 'accepted') throw new AppError('conflict', `cluster ${id} is ${state}, not accepted`);
    }
    const chosen = clusters.map((cluster) => cluster.id);
    const candidates = await manager.find(CandidateEntity, { where: { cluster: In(chosen) }, order: { at: 'ASC', id: 'ASC' } });
    return { clusters, candidates };
  }
}
