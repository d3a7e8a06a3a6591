import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { assetPath } from '@headway/platform/assets';
import { loadBuiltInSignals } from '@headway/signals/loader';
import { StateBus } from '@headway/vehicle/agent';
import fc from 'fast-check';
import { loadMapping, type Mapping, OBD_MAPPING_PATH } from './mapping.js';
import { RecordedDrive, type RecordedRow } from './recorded-drive.js';
import { replayDrive } from './replay.js';
import { describeSummary } from './summary.js';

const signals = loadBuiltInSignals();
const HEADER = 'ENGINE_RUN_TINE (),ENGINE_RPM (),VEHICLE_SPEED (),FUEL_TANK (),CATALYST_TEMPERATURE_BANK1_SENSOR1 ()';
let folder: string;
let mapping: Mapping;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'replay-'));
  mapping = await loadMapping(OBD_MAPPING_PATH, signals);
});
afterAll(() => rmSync(folder, { recursive: true }));

const written = (content: string | Uint8Array) => {
  const file = join(folder, 'drive.csv');
  writeFileSync(file, content);
  return file;
};
async function read(content: string | Uint8Array) {
  const drive = new RecordedDrive(written(content), mapping);
  const rows: RecordedRow[] = [];
  for await (const row of drive.rows()) rows.push(row);
  return { rows, summary: drive.summary };
}
const lines = (...rows: string[]) => [HEADER, ...rows].join('\n');

describe('a recorded drive', () => {
  it('becomes rows of signals, with the time of its own clock', async () => {
    const { rows, summary } = await read(lines('1, 800, 0, 50, 400,', '1, 810, 0, 50, 400,', '3, 900, 4, 51, 90,', '4, 950, 8, 52, 91,'));
    expect(rows.map(({ atS }) => atS)).toEqual([0, 1, 2, 3]);
    expect(rows[0]?.values).toMatchObject({ 'Vehicle.Powertrain.Type': 'COMBUSTION', 'Vehicle.Speed': 0, 'Vehicle.OBD.EngineSpeed': 800 });
    expect(rows[3]?.values).toMatchObject({ 'Vehicle.Speed': 8, 'Vehicle.OBD.FuelLevel': 52 });
    // The averaged level hardly follows within three seconds.
    expect(rows[3]?.values['Vehicle.Powertrain.FuelSystem.RelativeLevel']).toBe(50);
    expect(summary).toMatchObject({ rowsRead: 4, rowsRefused: {}, unmappedColumns: [] });
    expect(summary.cellsRefused).toEqual({ 'CATALYST_TEMPERATURE_BANK1_SENSOR1 → Vehicle.OBD.Catalyst.Bank1.Temperature1': { stale: 2 } });
  });

  it('spreads the rows that share a second, and counts seconds where its clock stands', async () => {
    const shared = await read(lines(...[1, 1, 1, 1, 3, 3, 3, 3, 4].map((t, i) => `${t}, ${800 + i}, 0, 50, 400`)));
    expect(shared.rows.map(({ atS }) => atS)).toEqual([0, 0.5, 1, 1.5, 2, 2.25, 2.5, 2.75, 3]);
    const frozen = await read(lines(...Array.from({ length: 40 }, (_, i) => `5, ${800 + i}, 0, 50, 400`)));
    expect(frozen.rows.map(({ atS }) => atS)).toEqual(Array.from({ length: 40 }, (_, i) => i));
    const restarted = await read(lines('100, 800, 0, 50, 400', '101, 801, 0, 50, 400', '0, 0, 0, 50, 400', '1, 802, 0, 50, 400'));
    expect(restarted.rows.map(({ atS }) => atS)).toEqual([0, 1, 2, 3]);
  });

  it('refuses cells and rows for a reason, and goes on', async () => {
    const { rows, summary } = await read(
      lines(
        '1, 800, 0, 50, 400',
        '1, 800, 0, 50, 400',
        '2, 99999, -3, , x',
        '3, 800',
        'x'.repeat(70_000),
        '4, "800, 1, 50, 400',
        '4, 8\u000000, 1, 50, 400',
        '5, "820", 9, 50, 60',
        '6, 830, 9, 5',
      ),
    );
    expect(rows.map(({ values }) => values['Vehicle.Speed'])).toEqual([0, undefined, 1, 9]);
    expect(summary.rowsRefused).toEqual({ repeated: 1, fields: 2, 'too-long': 1, unreadable: 1 });
    expect(summary.rowsRead).toBe(9);
    expect(summary.cellsRefused['ENGINE_RPM → Vehicle.OBD.EngineSpeed']).toEqual({ range: 1, 'not-a-number': 1 });
    expect(summary.cellsRefused['VEHICLE_SPEED → Vehicle.Speed']).toEqual({ range: 1 });
    expect(summary.cellsRefused['FUEL_TANK → Vehicle.OBD.FuelLevel']).toEqual({ empty: 1 });
    expect(describeSummary(summary).join('\n')).toContain('fields 2');
  });

  it.each([
    ['an empty file', '', 'empty-file'],
    ['blank lines', '\n\n\n', 'empty-file'],
    ['another header', 'a,b,c\n1,2,3\n', 'no-known-column'],
    ['only garbage', Uint8Array.from({ length: 5000 }, (_, i) => (i * 197) % 256), 'no-known-column'],
    ['one endless line', 'x'.repeat(300_000), 'no-known-column'],
  ] as const)('that is %s has no rows and says so', async (_name, content, problem) => {
    const { rows, summary } = await read(content);
    expect(rows).toEqual([]);
    expect(summary.problem).toBe(problem);
  });

  it('of a header alone is nothing, without being wrong', async () => {
    const { rows, summary } = await read(`\ufeff${HEADER}\r\n`);
    expect(rows).toEqual([]);
    expect(summary).toMatchObject({ rowsRead: 0, rowsRefused: {} });
    expect(summary.problem).toBeUndefined();
  });

  it('that does not exist is reported as that', async () => {
    const drive = new RecordedDrive(join(folder, 'nowhere.csv'), mapping);
    await expect(drive.rows().next()).rejects.toThrow('there is no file');
  });

  it('never fails on bytes, and accounts for every row', async () => {
    const piece = fc.oneof(
      fc.constantFrom('1, 800, 0, 50, 400,', '2, 900, 10, 51, 90', '\n', ',', '"', '\r\n', 'NaN, Infinity, 1e999, 0x10, -0'),
      fc.string({ unit: 'binary', maxLength: 20 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 60 }), async (pieces) => {
        const { rows, summary } = await read(`${HEADER}\n${pieces.join('')}`);
        const refused = Object.values(summary.rowsRefused).reduce((a, b) => a + b, 0);
        expect(rows.length + refused).toBe(summary.rowsRead);
        const times = rows.map(({ atS }) => atS);
        expect(times).toEqual([...times].sort((a, b) => a - b));
      }),
      { numRuns: 80 },
    );
  });
});

describe('a mapping', () => {
  it.each([
    ['no JSON', '{', 'cannot be used'],
    ['an unknown signal', '{"name":"x","columns":[{"column":"A","signal":"Vehicle.Nothing"}]}', 'Vehicle.Nothing is not in the catalogue'],
    ['a wrong unit', '{"name":"x","columns":[{"column":"A","signal":"Vehicle.Speed","unit":"kPa"}]}', 'measures'],
    ['an unknown key', '{"name":"x","columns":[{"column":"A","signal":"Vehicle.Speed","range":[0,1]}]}', 'range'],
  ])('with %s is refused in one line', async (_name, content, message) => {
    await expect(loadMapping(written(content), signals)).rejects.toThrow(message);
  });
});

describe('a replay', () => {
  const recorder = () => {
    const frames: { atMs: number; values: Record<string, unknown> }[] = [];
    const record = (atMs: number, values: Record<string, unknown>) => frames.push({ atMs, values }) > 0;
    return { frames, agent: { record, status: { pending: 0 } as never } };
  };

  it('ends now and lies in the past', async () => {
    const { frames, agent } = recorder();
    const file = written(lines(...Array.from({ length: 60 }, (_, i) => `${i + 1}, ${800 + i}, ${i}, 50, 400`)));
    const bus = new StateBus();
    const summary = await replayDrive({ file, mapping, agent, bus, speed: Infinity, clock: () => 1_000_000 });
    expect(summary).toMatchObject({ rowsRead: 60, frames: 60, recordedS: 59 });
    expect([frames[0]?.atMs, frames.at(-1)?.atMs]).toEqual([941_000, 1_000_000]);
    expect(bus.read('Vehicle.Speed')).toBe(59);
  });

  it('keeps its speed, and can be stopped', async () => {
    const { agent } = recorder();
    const file = written(lines(...Array.from({ length: 30 }, (_, i) => `${i + 1}, ${800 + i}, ${i}, 50, 400`)));
    const started = performance.now();
    await replayDrive({ file, mapping, agent, bus: new StateBus(), speed: 100, clock: () => performance.now() });
    expect(performance.now() - started).toBeGreaterThan(250);
    const options = {
      file,
      mapping,
      agent,
      bus: new StateBus(),
      speed: 1,
      clock: () => performance.now(),
      signal: AbortSignal.timeout(50),
    };
    expect((await replayDrive(options)).problem).toBe('interrupted');
  });

  const real = ['drive1', 'live1', 'ufpe1'].map((name) => [name, assetPath(`../shared/data/driving/${name}.csv`)] as const);
  it.each(real)('of %s accounts for every row', async (name, file) => {
    if (!existsSync(file)) {
      console.warn(`${name}: not replayed, ${file} is not here`);
      return;
    }
    const { frames, agent } = recorder();
    const summary = await replayDrive({ file, mapping, agent, bus: new StateBus(), speed: Infinity, clock: () => 1e12 });
    const refused = Object.values(summary.rowsRefused).reduce((a, b) => a + b, 0);
    expect(summary.rowsRead).toBe({ drive1: 2709, live1: 3853, ufpe1: 1651 }[name]);
    expect(frames.length + refused).toBe(summary.rowsRead);
    expect(summary.rowsRefused).toEqual({ repeated: { drive1: 212, live1: 367, ufpe1: 110 }[name] });
    expect(summary.cellsRefused['WARM_UPS_SINCE_CODES_CLEARED → Vehicle.OBD.WarmupsSinceDTCClear']).toEqual({ range: frames.length });
    expect(summary.missingColumns).toEqual([]);
    expect(summary.unmappedColumns).toEqual([]);
    const clock = { drive1: 1330, live1: 1893, ufpe1: 809 }[name] ?? 0;
    expect(Math.abs(summary.recordedS - clock)).toBeLessThan(12);
  });
});
