import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '@headway/platform/assets';
import { extendSignalIds, parseCatalogue } from '@headway/signals';
import { describe, expect, it } from '@jest/globals';
import { loadBuiltInSignals } from './load-signals.js';

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

describe('the official exports', () => {
  for (const release of ['5.1', '6.0']) {
    const file = join(repositoryRoot, '../shared/data/vss', `vss_release_${release}.json`);
    const here = existsSync(file);
    (here ? it : it.skip)(`VSS ${release} is read whole${here ? '' : ` (not run: ${file} is not here)`}`, () => {
      const official = parseCatalogue(JSON.parse(readFileSync(file, 'utf8')));
      expect(official.size).toBeGreaterThan(1000);
      const { catalogue, ids } = loadBuiltInSignals();
      const all = extendSignalIds(ids, official.keys());
      expect([...official.keys()].every((path) => all.idOf(path) !== undefined)).toBe(true);
      for (const [path, signal] of catalogue) {
        const theirs = official.get(path);
        // The built-in names follow 6.0, and 5.1 for on-board diagnostics, which 6.0 no longer has.
        const followed = path.includes('.OBD.') ? '5.1' : '6.0';
        if (theirs && release === followed) expect([path, signal.datatype, signal.unit]).toEqual([path, theirs.datatype, theirs.unit]);
      }
    });
  }
});
