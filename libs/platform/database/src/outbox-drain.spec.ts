import { describe, expect, it } from '@jest/globals';
import { OutboxDrain } from './outbox-drain.js';

/** An outbox in memory; `settled` resolves when it is asked and empty. */
function memoryOutbox(count: number) {
  const rows = Array.from({ length: count }, (_, index) => ({ id: String(index) }));
  let empty = () => undefined as void;
  const settled = new Promise<void>((resolve) => (empty = resolve));
  return {
    rows,
    settled,
    oldest: (limit: number) => {
      if (rows.length === 0) empty();
      return Promise.resolve(rows.slice(0, limit));
    },
    remove: (ids: string[]) => {
      for (const id of ids)
        rows.splice(
          rows.findIndex((row) => row.id === id),
          1,
        );
      return Promise.resolve();
    },
  };
}

describe('draining an outbox', () => {
  it('carries out every row once and in order, however often it is woken', async () => {
    const outbox = memoryOutbox(25);
    const done: string[] = [];
    const carryOut = async (rows: { id: string }[]) => {
      await Promise.resolve();
      done.push(...rows.map(({ id }) => id));
      drain.wake();
    };
    const drain = new OutboxDrain({ outbox, batch: 10, retryMs: 1, carryOut, onFailure: () => undefined });
    drain.wake();
    drain.wake();
    await outbox.settled;
    await drain.stop();
    expect(done).toEqual(Array.from({ length: 25 }, (_, index) => String(index)));
  });

  it('tries the same rows again after a failure, and nothing that follows them before', async () => {
    const outbox = memoryOutbox(3);
    const failures: unknown[] = [];
    const seen: string[][] = [];
    const carryOut = (rows: { id: string }[]) => {
      seen.push(rows.map(({ id }) => id));
      return seen.length < 3 ? Promise.reject(new Error('away')) : Promise.resolve();
    };
    const drain = new OutboxDrain({ outbox, batch: 2, retryMs: 1, carryOut, onFailure: (error) => failures.push(error) });
    drain.wake();
    await outbox.settled;
    await drain.stop();
    expect(seen).toEqual([['0', '1'], ['0', '1'], ['0', '1'], ['2']]);
    expect(failures).toHaveLength(2);
  });

  it('does nothing any more once stopped, and keeps what is left', async () => {
    const outbox = memoryOutbox(3);
    const carryOut = () =>
      drain.stop().then(
        () => undefined,
        () => undefined,
      );
    const drain: OutboxDrain<{ id: string }> = new OutboxDrain({
      outbox,
      batch: 1,
      retryMs: 1,
      carryOut: async () => {
        void carryOut();
        await Promise.resolve();
      },
      onFailure: () => undefined,
    });
    drain.wake();
    await new Promise((resolve) => setImmediate(resolve));
    await drain.stop();
    drain.wake();
    expect(outbox.rows.map(({ id }) => id)).toEqual(['1', '2']);
  });
});
