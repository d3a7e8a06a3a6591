import { setTimeout as pause } from 'node:timers/promises';
import { encodeFrame, type Frame } from '@headway/contracts';
import { type EmbeddedPostgres, openDatabase, startTemporaryPostgres } from '@headway/platform/database';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { forgetFrames, historySize } from './forget-frames.js';
import { type FrameQuery, readFrames, type VehicleFrame } from './read-frames.js';
import { HISTORY_MIGRATIONS } from './schema.js';
import { type HistoryFrame, SLICE_MS, writeFrames } from './write-frames.js';

const VINS = ['LHEADWAY000000001', 'LHEADWAY000000002'] as const;
const BOOTS = ['0190a5c2-5b7e-7c3a-9d4e-2f6b8a1c0d3e', '0290a5c2-5b7e-7c3a-9d4e-2f6b8a1c0d3e'] as const;
const START = 1_790_000_000_000 - (1_790_000_000_000 % SLICE_MS);

let server: EmbeddedPostgres;
let source: DataSource;
beforeAll(async () => {
  server = await startTemporaryPostgres();
  source = await openDatabase({ url: server.url, entities: [], migrations: HISTORY_MIGRATIONS });
}, 60_000);
afterAll(async () => {
  await source?.destroy();
  await server?.close();
});
beforeEach(async () => {
  await source.query('TRUNCATE history_frame, history_slice');
});

function frameOf(
  seq: number,
  { vin = VINS[0] as string, boot = BOOTS[0] as string, startMs = START + seq * 1_000, text = 'x' } = {},
): HistoryFrame {
  const columns = [{ signal: 7, offsetsMs: [0, 500], values: [`${text}${seq}`, 'b'] }];
  const frame: Frame = { boot, stream: 0, seq, startTimeMs: startMs, catalogue: '', columns };
  return { vin, boot, seq, startMs, bytes: encodeFrame(frame) };
}

async function read(query: FrameQuery): Promise<VehicleFrame[]> {
  const found: VehicleFrame[] = [];
  for await (const one of readFrames(source, query)) found.push(one);
  return found;
}
const always = { fromMs: 0, toMs: START * 2 };
const sequences = (frames: VehicleFrame[]) => frames.map(({ vin, frame }) => `${VINS.indexOf(vin as (typeof VINS)[number])}/${frame.seq}`);

describe('the frame history', () => {
  it('keeps every frame once, in whatever order and however often it comes', async () => {
    const place = fc.record({ vin: fc.constantFrom(...VINS), boot: fc.constantFrom(...BOOTS), seq: fc.integer({ min: 1, max: 8 }) });
    const batches = fc.array(fc.array(place, { maxLength: 12 }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(batches, async (given) => {
        await source.query('TRUNCATE history_frame, history_slice');
        let added = 0;
        for (const batch of given)
          added += await writeFrames(
            source,
            batch.map(({ seq, vin, boot }) => frameOf(seq, { vin, boot })),
          );
        const kept = new Set(given.flat().map(({ vin, boot, seq }) => `${vin}/${boot}/${seq}`));
        const found = (await read(always)).map(({ vin, frame }) => `${vin}/${frame.boot}/${frame.seq}`);
        expect(found).toHaveLength(kept.size);
        expect(new Set(found)).toEqual(kept);
        expect(added).toBe(kept.size);
        expect((await historySize(source)).frames).toBe(kept.size);
      }),
      { numRuns: 25 },
    );
  });

  it('gives back what was written, held to the time at which the log took it', async () => {
    const ahead = { ...frameOf(1, { startMs: START + 86_400_000 }), startMs: START };
    await writeFrames(source, [ahead]);
    expect(await read(always)).toEqual([
      {
        vin: VINS[0],
        frame: {
          boot: BOOTS[0],
          stream: 0,
          seq: 1,
          startTimeMs: START,
          catalogue: '',
          columns: [{ signal: 7, offsetsMs: [0, 500], values: ['x1', 'b'] }],
        },
      },
    ]);
  });

  it('is read by time and vehicle', async () => {
    const frames = [1, 2, 3].flatMap((seq) => VINS.map((vin) => frameOf(seq, { vin })));
    await writeFrames(source, [...frames, frameOf(4, { startMs: START + SLICE_MS }), frameOf(5, { startMs: START - 1 })]);
    expect(sequences(await read(always))).toEqual(['0/5', '0/1', '0/2', '0/3', '1/1', '1/2', '1/3', '0/4']);
    expect(sequences(await read({ ...always, vins: [VINS[1]] }))).toEqual(['1/1', '1/2', '1/3']);
    expect(sequences(await read({ fromMs: START + 2_000, toMs: START + 3_000 }))).toEqual(['0/2', '1/2']);
    expect(await read({ ...always, vins: [] })).toEqual([]);
  });

  it('is read in pages of bounded size', async () => {
    const text = 'a'.repeat(600_000);
    for (let seq = 1; seq <= 8; seq++) await writeFrames(source, [frameOf(seq, { text })]);
    await writeFrames(
      source,
      Array.from({ length: 2_500 }, (_, index) => frameOf(100 + index, { vin: VINS[1], startMs: START })),
    );
    const found = await read(always);
    expect(found.map(({ frame }) => frame.seq)).toEqual([
      ...Array.from({ length: 8 }, (_, index) => 1 + index),
      ...Array.from({ length: 2_500 }, (_, index) => 100 + index),
    ]);
  });

  it('forgets what is too old in small steps, the oldest first', async () => {
    const old = Array.from({ length: 1_500 }, (_, index) => frameOf(1 + index, { startMs: START + index }));
    await writeFrames(source, [...old, frameOf(2_000, { startMs: START + SLICE_MS })]);
    const bounds = { keepFromMs: START + SLICE_MS, maxBytes: 1e9 };
    expect(await forgetFrames(source, bounds)).toBe(1_000);
    expect(await forgetFrames(source, bounds)).toBe(500);
    expect(await forgetFrames(source, bounds)).toBe(0);
    expect(sequences(await read(always))).toEqual(['0/2000']);
    expect(await historySize(source)).toEqual({ frames: 1, bytes: frameOf(2_000).bytes.length });
  });

  it('forgets until it is small enough', async () => {
    for (let slice = 0; slice < 4; slice++) await writeFrames(source, [frameOf(1 + slice, { startMs: START + slice * SLICE_MS })]);
    const maxBytes = frameOf(1).bytes.length * 2;
    while ((await forgetFrames(source, { keepFromMs: 0, maxBytes })) > 0) await pause(0);
    expect(sequences(await read(always))).toEqual(['0/3', '0/4']);
  });
});
