import type { Dataset, Page } from '@headway/contracts';
import { type AssembledDataset, countIntents, type DatasetExample } from '@headway/learning/feedback';
import { AppError } from '@headway/platform/errors';
import { decodeCursor, pageOf } from '@headway/platform/http';
import type { DataSource, EntityManager } from 'typeorm';
import { DatasetEntity, DatasetExampleEntity } from './entities/dataset.entity.js';

const toDataset = (row: DatasetEntity): Dataset => ({ ...row });

/** Rows of examples written by one statement. */
const ROWS_A_STATEMENT = 500;

/** Immutable dataset versions. */
export class DatasetStore {
  constructor(private readonly source: DataSource) {}

  /** Stores a dataset in its caller's transaction. The same content is the same dataset, which is then returned unchanged. */
  async create(
    manager: EntityManager,
    { assembled, clusters, at }: { assembled: AssembledDataset; clusters: string[]; at: number },
  ): Promise<{ dataset: Dataset; created: boolean }> {
    const known = await manager.findOneBy(DatasetEntity, { hash: assembled.hash });
    if (known) return { dataset: toDataset(known), created: false };
    const row: DatasetEntity = {
      id: `ds-${assembled.hash.slice(0, 12)}`,
      hash: assembled.hash,
      examples: assembled.examples.length,
      heldOut: assembled.examples.filter((entry) => entry.split === 'held-out').length,
      clusters,
      intents: countIntents(assembled.examples),
      dropped: assembled.dropped,
      createdAt: at,
    };
    await manager.insert(DatasetEntity, row);
    const entries = assembled.examples.map((entry, position) => ({ ...entry, position, dataset: row.id }));
    for (let from = 0; from < entries.length; from += ROWS_A_STATEMENT) {
      await manager.insert(DatasetExampleEntity, entries.slice(from, from + ROWS_A_STATEMENT));
    }
    return { dataset: toDataset(row), created: true };
  }

  /** @throws AppError `not-found` */
  async get(id: string): Promise<Dataset> {
    const row = await this.source.manager.findOneBy(DatasetEntity, { id });
    if (!row) throw new AppError('not-found', `there is no dataset ${id}`);
    return toDataset(row);
  }

  /** Newest first. */
  async list({ limit, cursor }: { limit: number; cursor?: string }): Promise<Page<Dataset>> {
    const query = this.source.manager.createQueryBuilder(DatasetEntity, 'd');
    const total = await query.getCount();
    if (cursor) {
      const [at, id] = decodeCursor(cursor);
      query.where('(d.created_at, d.id) < (:at, :id)', { at, id });
    }
    const rows = await query
      .orderBy('d.createdAt', 'DESC')
      .addOrderBy('d.id', 'DESC')
      .take(limit + 1)
      .getMany();
    return pageOf(rows, limit, total, toDataset, (row) => [row.createdAt, row.id]);
  }

  /** All examples with their split and lineage, in the order of the hash. */
  async examples(id: string): Promise<DatasetExample[]> {
    const rows = await this.source.manager.find(DatasetExampleEntity, { where: { dataset: id }, order: { position: 'ASC' } });
    return rows.map(({ example, split, count, candidates }) => ({ example, split, count, candidates }));
  }

  async count(): Promise<number> {
    return this.source.manager.count(DatasetEntity);
  }
}
