import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SignalValue } from '@headway/contracts';
import { repositoryRoot } from '@headway/platform/assets';
import { parseSignalIds, type Signal, validateValue } from '@headway/signals';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { historyFile } from './id-file.js';
import { loadBuiltInSignals, loadCatalogue, loadSignals, loadTranslation } from './load-signals.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headway-signals-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The first numbers that ever went over a wire: they may never change. Append to signal-ids.json, never edit it. */
const PINNED = { count: 219, hash: '652a40bf32865c37841c65fabaea573418cbaf6668e1aa4d87126409e0b34fc8' };

describe('the built-in signals', () => {
  const { catalogue, ids } = loadBuiltInSignals();

  it('have a number each', () => {
    expect([...catalogue.keys()].filter((path) => ids.idOf(path) === undefined)).toEqual([]);
  });

  it('keep the numbers they were once given', () => {
    const hash = createHash('sha256');
    for (const path of ids.paths.slice(0, PINNED.count)) hash.update(`${String(ids.idOf(path))} ${path}\n`);
    expect(hash.digest('hex')).toBe(PINNED.hash);
  });

  it('hold what the cockpit, the simulation and recorded drives need', () => {
    for (const path of [
      'Vehicle.Speed',
      'Vehicle.Cabin.Door.Row1.DriverSide.Window.Position',
      'Vehicle.OBD.EngineLoad',
      'Vehicle.Cabin.Fragrance.IsOn',
      'Vehicle.Cabin.HVAC.Station.Row1.Driver.Temperature',
    ]) {
      expect(catalogue.has(path)).toBe(true);
    }
  });
});

const official = (release: string) => join(repositoryRoot, '../shared/data/vss', `vss_release_${release}.json`);
const here = existsSync(official('5.1')) && existsSync(official('6.0'));
/** Says what was not run where the exports are not at hand; they are no part of the project. */
const withExports = here ? it : (name: string) => console.warn(`not run, because ${official('*')} is not here: ${name}`);

describe('the official exports', () => {
  for (const release of ['5.1', '6.0']) {
    withExports(`VSS ${release} is read whole`, () => {
      const theirs = loadCatalogue(official(release));
      expect(theirs.size).toBeGreaterThan(1000);
      // The built-in names follow 6.0, and 5.1 for on-board diagnostics, which 6.0 no longer has.
      for (const [path, signal] of loadBuiltInSignals().catalogue) {
        const same = theirs.get(path);
        const followed = path.includes('.OBD.') ? '5.1' : '6.0';
        if (same && release === followed) expect([path, signal.datatype, signal.unit]).toEqual([path, same.datatype, same.unit]);
      }
    });
  }

  withExports('every signal of 5.1 is in 6.0, has a successor there, or is known to be gone', () => {
    const [old, now] = [loadCatalogue(official('5.1')), loadCatalogue(official('6.0'))];
    const translation = loadTranslation();
    const counts = { kept: 0, moved: 0, gone: 0 };
    for (const path of old.keys()) {
      if (now.has(path)) counts.kept++;
      else {
        const successor = translation.successorOf(path);
        if (successor && 'gone' in successor) counts.gone++;
        else {
          expect([path, now.has(successor?.path ?? '')]).toEqual([path, true]);
          counts.moved++;
        }
      }
    }
    expect(counts).toEqual({ kept: 996, moved: 215, gone: 110 });
  });

  withExports('a vehicle on 5.1 keeps working when the platform goes to 6.0', () => {
    const ids = join(folder, 'ids.json');
    const old = loadSignals({ catalogue: official('5.1'), ids });
    const now = loadSignals({ catalogue: official('6.0'), ids });
    expect(now.ids.paths.slice(0, old.ids.paths.length)).toEqual(old.ids.paths);
    const sent: [string, SignalValue][] = [
      ['Vehicle.Speed', 50],
      ['Vehicle.TraveledDistance', 12.5],
      ['Vehicle.Cabin.Seat.Row1.DriverSide.IsOccupied', true],
      ['Vehicle.Powertrain.CombustionEngine.ECT', 88.5],
      ['Vehicle.OBD.FuelLevel', 41.7],
      ['Vehicle.OBD.EngineLoad', 30],
    ];
    const columns = sent.map(([path, value]) => ({ signal: old.ids.idOf(path) as number, offsetsMs: [0], values: [value] }));
    const frame = { boot: '', stream: 0 as const, seq: 1, startTimeMs: 1, catalogue: old.ids.shortHash, columns };
    const { frame: read, dropped } = now.maps.translate(frame);
    const values = Object.fromEntries(read.columns.map(({ signal, values: [value] }) => [now.ids.pathOf(signal), value]));
    expect({ dropped, values }).toEqual({
      dropped: 1,
      values: {
        'Vehicle.Speed': 50,
        'Vehicle.TraveledDistance': 12_500,
        'Vehicle.Cabin.Seat.Row1.DriverSide.OccupancyStatus': 'OCCUPIED',
        'Vehicle.Powertrain.CombustionEngine.EngineCoolant.Temperature': 88.5,
        'Vehicle.Powertrain.FuelSystem.RelativeLevel': 42,
      },
    });
    for (const [path, value] of Object.entries(values)) {
      expect([path, validateValue(now.catalogue.get(path) as Signal, value as SignalValue)]).toEqual([path, { ok: true }]);
    }
    expect(() => loadSignals({ catalogue: official('5.1'), ids })).toThrow(/TraveledDistance was uint32 in m and is now float in km/);
  });
});

describe('a catalogue of your own', () => {
  const leaf = (datatype: string, unit?: string) => ({ type: 'sensor', datatype, ...(unit ? { unit } : {}) });
  const write = (name: string, json: unknown) => {
    const file = join(folder, name);
    writeFileSync(file, typeof json === 'string' ? json : JSON.stringify(json));
    return file;
  };

  it('has overlays laid on it in order, and numbers that follow the built-in ones', () => {
    const catalogue = write('own.json', { 'Vehicle.Speed': leaf('float', 'km/h'), 'Vehicle.Own.A': leaf('uint8') });
    const overlays = [
      write('1.json', { 'Vehicle.Own.B': leaf('uint8'), 'Vehicle.Own.A': { max: 7 } }),
      write('2.json', { 'Vehicle.Own.A': { max: 9 } }),
    ];
    const signals = loadSignals({ catalogue, overlays, ids: join(folder, 'ids.json') });
    expect(signals.catalogue.get('Vehicle.Own.A')).toMatchObject({ datatype: 'uint8', max: 9 });
    expect(signals.ids.paths.slice(-2)).toEqual(['Vehicle.Own.A', 'Vehicle.Own.B']);
    expect(signals.maps.isKnownCatalogue(loadBuiltInSignals().ids.shortHash)).toBe(true);
  });

  it('keeps its numbers when it grows, and leaves the files alone when it does not', () => {
    const ids = join(folder, 'ids.json');
    const first = loadSignals({ catalogue: write('own.json', { 'Vehicle.Own.M': leaf('uint8') }), ids });
    const grown = write('grown.json', { 'Vehicle.Own.M': leaf('uint8'), 'Vehicle.Own.A': leaf('uint8') });
    const second = loadSignals({ catalogue: grown, ids });
    expect(second.ids.idOf('Vehicle.Own.M')).toBe(first.ids.idOf('Vehicle.Own.M'));
    expect(second.ids.idOf('Vehicle.Own.A')).toBe((first.ids.idOf('Vehicle.Own.M') as number) + 1);
    chmodSync(folder, 0o555);
    const before = [statSync(ids).mtimeMs, statSync(historyFile(ids)).mtimeMs];
    expect(loadSignals({ catalogue: grown, ids }).ids.hash).toBe(second.ids.hash);
    expect([statSync(ids).mtimeMs, statSync(historyFile(ids)).mtimeMs]).toEqual(before);
    chmodSync(folder, 0o755);
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('is refused when a number was given to another path, with both names', () => {
    const catalogue = write('own.json', { 'Vehicle.Own.A': leaf('uint8'), 'Vehicle.Own.B': leaf('uint8') });
    const ids = write('ids.json', { 'Vehicle.Own.A': 1, 'Vehicle.Own.B': 2 });
    loadSignals({ catalogue, ids });
    write('ids.json', { 'Vehicle.Own.A': 2, 'Vehicle.Own.B': 1 });
    expect(() => loadSignals({ catalogue, ids })).toThrow(/number 1 was Vehicle.Own.A and is now Vehicle.Own.B/);
  });

  it('knows vehicles with numbers of their own', () => {
    write('theirs.json', { 'Vehicle.Odometer': leaf('float', 'km') });
    write('their-ids.json', { 'Vehicle.Odometer': 7 });
    const map = write('map.json', { ids: 'their-ids.json', catalogue: 'theirs.json' });
    const catalogue = write('own.json', { 'Vehicle.Odometer': leaf('uint32', 'm') });
    const signals = loadSignals({ catalogue, ids: join(folder, 'ids.json'), maps: [map] });
    const { shortHash } = parseSignalIds({ 'Vehicle.Odometer': 7 });
    const columns = [{ signal: 7, offsetsMs: [0], values: [1.5] }];
    const { frame } = signals.maps.translate({ boot: '', stream: 0, seq: 1, startTimeMs: 1, catalogue: shortHash, columns });
    expect(frame.columns).toEqual([{ signal: signals.ids.idOf('Vehicle.Odometer'), offsetsMs: [0], values: [1500] }]);
  });

  it.each<[string, unknown, RegExp]>([
    ['no JSON', '{', /own.json: is no JSON/],
    [
      'a key twice',
      '{"Vehicle.A":{"type":"sensor","datatype":"uint8"},"Vehicle.A":{"type":"sensor","datatype":"string"}}',
      /Vehicle.A is there twice/,
    ],
    ['an unknown type', { 'Vehicle.A': leaf('quaternion') }, /own.json: Vehicle.A: the data type quaternion/],
    [
      'nesting without end',
      `${'{"A":{"type":"branch","children":'.repeat(60)}{"B":{"type":"sensor","datatype":"uint8"}}${'}}'.repeat(60)}`,
      /nested too deeply/,
    ],
  ])('is refused in one line when it holds %s', (_name, content, message) => {
    const catalogue = write('own.json', content);
    expect(() => loadSignals({ catalogue, ids: join(folder, 'ids.json') })).toThrow(message);
    expect(existsSync(join(folder, 'ids.json'))).toBe(false);
  });

  it('is refused without an id map, and when a file is missing', () => {
    expect(() => loadSignals({ catalogue: official('6.0') })).toThrow(/needs an id map/);
    expect(() => loadSignals({ catalogue: join(folder, 'none.json'), ids: join(folder, 'ids.json') })).toThrow(
      /none.json: cannot be read \(ENOENT\)/,
    );
  });
});
