import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { applyOnce, applyTogether, openDatabase, readPositions } from '@headway/platform/database';
import type { DataSource, EntityManager } from 'typeorm';
import { AddNote1764000000001, Note } from './note.js';

/** An empty database to be tested. */
export interface DatabaseHarness {
  url: string;
  dispose(): Promise<void>;
}

const open = (url: string) => openDatabase({ url, entities: [Note], migrations: [AddNote1764000000001] });
const batchOf = (from: number, count: number) => ({
  topic: 'telemetry.frames',
  partition: 3,
  records: Array.from({ length: count }, (_, index) => ({ offset: BigInt(from + index) })),
});
const write = async (manager: EntityManager, records: { offset: bigint }[]) => {
  await manager.insert(
    Note,
    records.map(({ offset }) => ({ id: `note-${offset}`, body: { text: `第${offset}条` }, writtenAt: new Date(1_764_000_000_000) })),
  );
};

/** What the database has to do for us, embedded or not. */
export function describeDatabase(name: string, start: () => Promise<DatabaseHarness>): void {
  describe(`${name} as our database`, () => {
    let harness: DatabaseHarness;
    let database: DataSource;
    beforeAll(async () => {
      harness = await start();
      database = await open(harness.url);
    }, 60_000);
    afterEach(() => database.query('TRUNCATE note, reader_position'));
    afterAll(async () => {
      await database.destroy();
      await harness.dispose();
    });

    it('is migrated once, however many start at the same time', async () => {
      const opened = await Promise.all([1, 2, 3].map(() => open(harness.url)));
      const [row] = await database.query<{ count: number }[]>('SELECT count(*)::int AS count FROM schema_migration');
      expect(row?.count).toBe(2);
      await Promise.all(opened.map((each) => each.destroy()));
    });

    it('gives back what was written: text, JSON, times and a megabyte', async () => {
      const note = { id: 'n', body: { text: '打开车窗'.repeat(100_000) }, writtenAt: new Date('2026-11-22T08:00:00.123Z') };
      await database.getRepository(Note).insert(note);
      expect(await database.getRepository(Note).findOneBy({ id: 'n' })).toEqual(note);
    });

    it('keeps connections apart that work at the same time, errors included', async () => {
      await database.getRepository(Note).insert({ id: 'taken', body: { text: '' }, writtenAt: new Date() });
      const work = Array.from({ length: 120 }, async (_, index) => {
        if (index % 3 === 0) {
          await expect(database.query('INSERT INTO note VALUES ($1, $2, now())', ['taken', '{}'])).rejects.toThrow(/duplicate key/);
        } else if (index % 3 === 1) {
          await expect(database.query('SELEKT $1', [index])).rejects.toThrow(/syntax error/);
        } else {
          const rows = await database.query<unknown[]>('SELECT $1::int AS number, $2::text AS word', [index, `w${index}`]);
          expect(rows).toEqual([{ number: index, word: `w${index}` }]);
        }
      });
      await Promise.all(work);
    });

    it('does not show what is not committed', async () => {
      const runner = database.createQueryRunner();
      await runner.startTransaction();
      await runner.query("INSERT INTO note VALUES ('hidden', '{}', now())");
      const seen = database.query<{ count: number }[]>('SELECT count(*)::int AS count FROM note');
      await runner.rollbackTransaction();
      await runner.release();
      expect(await seen).toEqual([{ count: 0 }]);
    });

    describe('a reader of the event log', () => {
      const apply = (batch: ReturnType<typeof batchOf>, effect = write) => applyOnce(database, { reader: 'twin', batch }, effect);
      const notes = () => database.getRepository(Note).count();

      it('applies each record once, whatever is delivered again', async () => {
        expect(await apply(batchOf(0, 10))).toBe(10);
        expect(await apply(batchOf(0, 10))).toBe(0);
        expect(await apply(batchOf(5, 10))).toBe(5);
        expect(await notes()).toBe(15);
        expect(await readPositions(database, 'twin', 'telemetry.frames')).toEqual(new Map([[3, 15n]]));
      });

      it('goes on where the log goes on, across offsets that are gone', async () => {
        await apply(batchOf(0, 2));
        expect(await apply(batchOf(9_007_199_254_740_000, 2))).toBe(2);
        expect((await readPositions(database, 'twin', 'telemetry.frames')).get(3)).toBe(9_007_199_254_740_002n);
      });

      it('leaves neither effect nor position behind when the effect fails', async () => {
        await apply(batchOf(0, 3));
        const failing = async (manager: EntityManager, records: { offset: bigint }[]) => {
          await write(manager, records);
          throw new Error('half way');
        };
        await expect(apply(batchOf(3, 3), failing)).rejects.toThrow('half way');
        expect(await notes()).toBe(3);
        expect(await apply(batchOf(3, 3))).toBe(3);
        expect(await notes()).toBe(6);
      });

      it('fences a consumer that lost its partition: both write, each record counts once', async () => {
        const batches = [batchOf(0, 40), batchOf(0, 25), batchOf(20, 40), batchOf(10, 5)];
        const fresh = await Promise.all(batches.map((batch) => apply(batch)));
        expect(fresh.reduce((sum, count) => sum + count, 0)).toBe(await notes());
        expect(await apply(batchOf(20, 40))).toBeLessThanOrEqual(40);
        expect((await readPositions(database, 'twin', 'telemetry.frames')).get(3)).toBe(60n);
      });

      it('keeps readers and partitions apart', async () => {
        await apply(batchOf(0, 2));
        const other = { ...batchOf(0, 3), partition: 4 };
        const nothing = () => Promise.resolve();
        expect(await applyOnce(database, { reader: 'twin', batch: other }, nothing)).toBe(3);
        expect(await applyOnce(database, { reader: 'ledger', batch: batchOf(0, 2) }, nothing)).toBe(2);
        expect(await applyOnce(database, { reader: 'ledger', batch: batchOf(0, 0) }, nothing)).toBe(0);
      });

      it('takes the batches of many partitions together, each record once', async () => {
        const seen: string[] = [];
        const apply = (batches: ReturnType<typeof batchOf>[]) =>
          applyTogether(database, { reader: 'together', batches }, (_manager, fresh) => {
            for (const { partition, records } of fresh) for (const { offset } of records) seen.push(`${partition}/${offset}`);
            return Promise.resolve();
          });
        await apply([batchOf(0, 2), { ...batchOf(7, 1), partition: 5 }, { ...batchOf(0, 0), partition: 6 }]);
        await apply([batchOf(1, 2), { ...batchOf(7, 1), partition: 5 }]);
        expect(seen).toEqual(['3/0', '3/1', '5/7', '3/2']);
        const failing = () => Promise.reject(new Error('half way'));
        await expect(applyTogether(database, { reader: 'together', batches: [batchOf(3, 1)] }, failing)).rejects.toThrow('half way');
        await apply([batchOf(3, 1)]);
        expect(seen.at(-1)).toBe('3/3');
      });
    });
  });
}
