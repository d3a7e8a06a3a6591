import { type EmbeddedPostgres, openDatabase, startTemporaryPostgres } from '@headway/platform/database';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import {
  addDeadLetters,
  type DeadLetterWithBody,
  haveBodies,
  listDeadLetters,
  openDeadLetters,
  pruneDeadLetters,
  readBody,
} from './dead-letters.js';
import { closeLetter, keepLetter, leaseLetter } from './redriving.js';
import { FLEET_ENTITIES, FLEET_MIGRATIONS } from './schema.js';

const VIN = 'LHEADWAY000000001';
const WIDE = { letters: 1_000, bytes: 1_000_000, sinceMs: 0 };

let server: EmbeddedPostgres;
let source: DataSource;
beforeAll(async () => {
  server = await startTemporaryPostgres();
  source = await openDatabase({ url: server.url, entities: FLEET_ENTITIES, migrations: FLEET_MIGRATIONS });
}, 60_000);
afterAll(async () => {
  await source?.destroy();
  await server?.close();
});
beforeEach(async () => {
  await source.query('TRUNCATE fleet_dead_letter, fleet_dead_letter_body');
});

const letter = (offset: number, change: Partial<DeadLetterWithBody['letter']> = {}, size = 10): DeadLetterWithBody => ({
  letter: {
    partition: 0,
    offset,
    vin: VIN,
    reason: 'truncated',
    detail: '',
    topic: 't',
    bytes: size,
    at: offset,
    boot: null,
    stream: null,
    seq: null,
    state: 'open',
    attempts: 0,
    firstReason: null,
    triedAt: null,
    ...change,
  },
  body: new Uint8Array(size).fill(offset),
});
const offsets = async (filter = {}) =>
  (await listDeadLetters(source, filter, { before: undefined, limit: 50 })).rows.map(({ offset }) => offset);

describe('dead letters', () => {
  it('are listed by reason, vehicle, state and time, newest first, each once', async () => {
    await addDeadLetters(source.manager, [letter(1), letter(2, { reason: 'bad-vin', vin: null }), letter(3)]);
    await addDeadLetters(source.manager, [letter(3)]);
    expect(await offsets()).toEqual([3, 2, 1]);
    expect(await offsets({ reason: 'truncated' })).toEqual([3, 1]);
    expect(await offsets({ vin: VIN, from: 2 })).toEqual([3]);
    expect(await offsets({ to: 3 })).toEqual([2, 1]);
    await closeLetter(source, { partition: 0, offset: 1 });
    expect(await offsets({ state: 'open' })).toEqual([3, 2]);
  });

  it('keep their bytes as they were', async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    await addDeadLetters(source.manager, [{ ...letter(1), body: bytes.subarray(1) }]);
    expect(await readBody(source, { partition: 0, offset: 1 })).toEqual(Buffer.from(bytes.subarray(1)));
    expect(await readBody(source, { partition: 0, offset: 2 })).toBeUndefined();
  });

  it('are bounded by count, by age and by bytes: the newest stay', async () => {
    await addDeadLetters(
      source.manager,
      Array.from({ length: 10 }, (_, index) => letter(index + 1, {}, 100)),
    );
    await pruneDeadLetters(source, { ...WIDE, bytes: 350 });
    expect(await offsets()).toHaveLength(10);
    expect([
      ...(await haveBodies(source, [
        { partition: 0, offset: 7 },
        { partition: 0, offset: 8 },
        { partition: 0, offset: 10 },
      ])),
    ]).toEqual(expect.arrayContaining(['0-8', '0-10']));
    expect((await haveBodies(source, [{ partition: 0, offset: 7 }])).size).toBe(0);
    await pruneDeadLetters(source, { ...WIDE, letters: 6 });
    expect(await offsets()).toEqual([10, 9, 8, 7, 6, 5]);
    await pruneDeadLetters(source, { ...WIDE, sinceMs: 9 });
    expect(await offsets()).toEqual([10, 9]);
    const bodies = await source.query<unknown[]>('SELECT 1 FROM fleet_dead_letter_body');
    expect(bodies).toHaveLength(2);
  });

  it('are tried by one at a time, and again when whoever tried has vanished', async () => {
    await addDeadLetters(source.manager, [letter(1)]);
    const key = { partition: 0, offset: 1 };
    const lease = (nowMs: number) => leaseLetter(source, key, { nowMs, untilMs: nowMs + 100 });
    expect([await lease(1_000), await lease(1_050), await lease(1_101)]).toEqual([true, false, true]);
    await keepLetter(source, key, { reason: 'clock-off', detail: 'why' });
    const [row] = (await listDeadLetters(source, {}, { before: undefined, limit: 1 })).rows;
    expect(row).toMatchObject({ reason: 'clock-off', firstReason: 'truncated', detail: 'why', attempts: 2, triedAt: 1_101, state: 'open' });
    await closeLetter(source, key);
    expect(await lease(9_000)).toBe(false);
  });

  it('that were tried longest ago are driven again first', async () => {
    await addDeadLetters(source.manager, [letter(1), letter(2), letter(3)]);
    await leaseLetter(source, { partition: 0, offset: 1 }, { nowMs: 5, untilMs: 6 });
    const { keys, total } = await openDeadLetters(source, { vin: VIN }, 2);
    expect([keys.map(({ offset }) => offset), total]).toEqual([[2, 3], 3]);
  });
});
