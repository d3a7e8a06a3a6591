import { setTimeout as pause } from 'node:timers/promises';
import { encodeFrame, type Frame, LOG_TOPICS } from '@headway/contracts';
import { HISTORY_MIGRATIONS, historySize, readFrames, writeFrames } from '@headway/history/store';
import { type EmbeddedPostgres, openDatabase, startTemporaryPostgres } from '@headway/platform/database';
import { createLogger } from '@headway/platform/logging';
import { createMetrics } from '@headway/platform/metrics';
import { openTemporaryEventLog, type TemporaryEventLog } from '@headway/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { HistoryKeeper } from './history-keeper.js';

const VIN = 'LHEADWAY000000001';
const BOOT = '0190a5c2-5b7e-7c3a-9d4e-2f6b8a1c0d3e';
const HOUR = 3_600_000;

let server: EmbeddedPostgres;
let dataSource: DataSource;
let log: TemporaryEventLog;
beforeAll(async () => {
  server = await startTemporaryPostgres();
  dataSource = await openDatabase({ url: server.url, entities: [], migrations: HISTORY_MIGRATIONS });
}, 60_000);
afterAll(async () => {
  await dataSource?.destroy();
  await server?.close();
});
beforeEach(async () => {
  await dataSource.query('TRUNCATE history_frame, history_slice');
  log = await openTemporaryEventLog();
});
afterEach(async () => {
  await log[Symbol.asyncDispose]();
});

async function startKeeper(keepMs = HOUR): Promise<AsyncDisposable> {
  const keeper = new HistoryKeeper({
    dataSource,
    eventLog: log.eventLog,
    keepMs,
    maxBytes: 1e9,
    clock: { epochMs: Date.now },
    logger: createLogger({ level: 'silent', app: 'test' }),
    metrics: createMetrics(),
  });
  await keeper.start();
  return { [Symbol.asyncDispose]: () => keeper.stop() };
}

async function append(...frames: { seq: number; startTimeMs: number }[]): Promise<void> {
  const records = frames.map(({ seq, startTimeMs }) => {
    const frame: Frame = {
      boot: BOOT,
      stream: 0,
      seq,
      startTimeMs,
      catalogue: '',
      columns: [{ signal: 1, offsetsMs: [0], values: [seq] }],
    };
    return { topic: LOG_TOPICS.frames, key: VIN, value: encodeFrame(frame), headers: {} };
  });
  await log.eventLog.append(records);
}

async function kept(): Promise<[seq: number, startMs: number][]> {
  const found: [number, number][] = [];
  for await (const { frame } of readFrames(dataSource, { fromMs: 0, toMs: Date.now() + HOUR })) found.push([frame.seq, frame.startTimeMs]);
  return found;
}

async function until(passes: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 10_000; !(await passes()); await pause(20)) if (Date.now() > end) throw new Error('it never came');
}

describe('the history of a fleet', () => {
  it('has every frame of the log once, also across a restart and when the vehicle repeats itself', async () => {
    const now = Date.now() - 60_000;
    {
      await using _keeper = await startKeeper();
      await append({ seq: 1, startTimeMs: now }, { seq: 2, startTimeMs: now + 1 }, { seq: 1, startTimeMs: now });
      await until(async () => (await historySize(dataSource)).frames === 2);
    }
    await append({ seq: 2, startTimeMs: now + 1 }, { seq: 3, startTimeMs: now + 2 });
    await using _keeper = await startKeeper();
    await until(async () => (await historySize(dataSource)).frames === 3);
    expect(await kept()).toEqual([
      [1, now],
      [2, now + 1],
      [3, now + 2],
    ]);
  });

  it('leaves out what is older than it keeps, and does not believe a clock that runs ahead', async () => {
    await using _keeper = await startKeeper();
    const before = Date.now();
    await append({ seq: 1, startTimeMs: before - 2 * HOUR }, { seq: 2, startTimeMs: before + 24 * HOUR });
    await until(async () => (await historySize(dataSource)).frames === 1);
    const [[seq, startMs] = [0, 0]] = await kept();
    expect(seq).toBe(2);
    expect(startMs).toBeGreaterThanOrEqual(before);
    expect(startMs).toBeLessThanOrEqual(Date.now());
  });

  it('passes over records of a later version', async () => {
    await using _keeper = await startKeeper();
    await log.eventLog.append([{ topic: LOG_TOPICS.frames, key: VIN, value: Buffer.from('later'), headers: {} }]);
    await append({ seq: 1, startTimeMs: Date.now() });
    await until(async () => (await historySize(dataSource)).frames === 1);
  });

  it('is emptied when none is to be kept', async () => {
    const startMs = Date.now() - HOUR;
    await writeFrames(dataSource, [{ vin: VIN, boot: BOOT, seq: 1, startMs, bytes: Buffer.from('frame') }]);
    await using _keeper = await startKeeper(0);
    await until(async () => (await historySize(dataSource)).frames === 0);
  });
});
