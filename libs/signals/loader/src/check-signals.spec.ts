import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryRoot } from '@headway/platform/assets';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { checkSignals } from './check-signals.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headway-check-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const write = (name: string, json: unknown) => {
  const file = join(folder, name);
  writeFileSync(file, typeof json === 'string' ? json : JSON.stringify(json));
  return file;
};

describe('checkSignals', () => {
  it('gathers all problems of a catalogue and its overlays, with file and path', () => {
    const catalogue = write('own.json', {
      'Vehicle.A': { type: 'sensor', datatype: 'uint8', unit: 'smoots' },
      'Vehicle.B': { type: 'sensor', datatype: 'quaternion' },
      'Vehicle.C': { type: 'actuator', datatype: 'Types.Own' },
    });
    const overlay = write('over.json', { 'Vehicle.A': { min: 5, max: 1 }, 'Vehicle.D': { max: 1 } });
    const torn = write('torn.json', '{');
    expect(checkSignals(catalogue, { overlays: [overlay, torn] })).toMatchObject({
      signals: 1,
      sensors: 1,
      unknownUnits: ['smoots'],
      problems: [
        { file: catalogue, path: 'Vehicle.B' },
        { file: overlay, path: 'Vehicle.A', reason: 'min 5 is above max 1' },
        { file: overlay, path: 'Vehicle.D' },
        { file: torn, path: '', reason: expect.stringMatching(/^is no JSON/) as unknown },
      ],
      skipped: [{ file: catalogue, path: 'Vehicle.C' }],
    });
  });

  const official = (release: string) => join(repositoryRoot, '../shared/data/vss', `vss_release_${release}.json`);
  /** Says what was not run where the exports are not at hand; they are no part of the project. */
  const withExports = existsSync(official('6.0'))
    ? it
    : (name: string) => console.warn(`not run, because ${official('*')} is not here: ${name}`);
  withExports('compares VSS 6.0 with 5.1', () => {
    const { difference, problems, ...counts } = checkSignals(official('6.0'), { against: official('5.1') });
    expect(problems).toEqual([]);
    expect(counts).toMatchObject({ signals: 1263, arrays: 23, skipped: [] });
    expect([difference?.added.length, difference?.removed.length, difference?.renamed.length]).toEqual([267, 110, 215]);
    expect(difference?.changed.map(({ path, property }) => `${path} ${property}`)).toEqual([
      'Vehicle.Powertrain.CombustionEngine.Speed datatype',
      'Vehicle.Powertrain.ElectricMotor.Speed datatype',
      'Vehicle.TraveledDistance datatype',
      'Vehicle.TraveledDistance unit',
      'Vehicle.TraveledDistanceSinceStart datatype',
      'Vehicle.TraveledDistanceSinceStart unit',
      'Vehicle.TripMeterReading datatype',
      'Vehicle.TripMeterReading unit',
      'Vehicle.VehicleIdentification.VIN pattern',
    ]);
  });
});
