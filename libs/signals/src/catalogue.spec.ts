import { describe, expect, it } from '@jest/globals';
import { applyOverlay, parseCatalogue, readCatalogue } from './catalogue.js';
import { SignalsError } from './signals-error.js';

const leaf = { type: 'actuator', datatype: 'uint8', unit: 'percent', min: 0, max: 100, description: 'Loudness.' };
const tree = (children: object) => ({ Vehicle: { type: 'branch', description: 'The vehicle.', children } });

describe('parseCatalogue', () => {
  it('flattens the tree into signals by path', () => {
    const catalogue = parseCatalogue(tree({ Cabin: { type: 'branch', description: '', children: { Volume: leaf } } }));
    expect([...catalogue.keys()]).toEqual(['Vehicle.Cabin.Volume']);
    expect(catalogue.get('Vehicle.Cabin.Volume')).toEqual({
      path: 'Vehicle.Cabin.Volume',
      kind: 'actuator',
      datatype: 'uint8',
      unit: 'percent',
      min: 0,
      max: 100,
      description: 'Loudness.',
    });
  });

  it('writes the unit of temperature in one way, whatever the release calls it', () => {
    const catalogue = parseCatalogue(tree({ T: { ...leaf, unit: 'Celsius' }, U: { ...leaf, unit: 'celsius' } }));
    expect([...catalogue.values()].map((signal) => signal.unit)).toEqual(['celsius', 'celsius']);
  });

  it.each<[string, unknown]>([
    ['an array', []],
    ['an empty object', {}],
    ['a leaf without a datatype', tree({ A: { type: 'sensor', description: '' } })],
    ['a datatype nobody knows', tree({ A: { ...leaf, datatype: 'quaternion' } })],
    ['a range upside down', tree({ A: { ...leaf, min: 5, max: 4 } })],
    ['a pattern that is none', tree({ A: { type: 'sensor', datatype: 'string', pattern: '(' } })],
    ['a pattern that would need backtracking', tree({ A: { type: 'sensor', datatype: 'string', pattern: '(a)\\1' } })],
    ['a path with blanks', tree({ 'A B': leaf })],
    ['an endless path', tree({ ['A'.repeat(600)]: leaf })],
    ['an allowed value of another type', tree({ A: { ...leaf, allowed: ['much'] } })],
    ['an allowed value out of range', tree({ A: { ...leaf, allowed: [101] } })],
    ['children that are none', tree({ A: { type: 'branch', children: 3 } })],
  ])('refuses %s', (_name, json) => {
    expect(() => parseCatalogue(json)).toThrow(SignalsError);
  });

  it('refuses endless nesting instead of overflowing the stack', () => {
    let node: object = leaf;
    for (let depth = 0; depth < 50_000; depth++) node = { type: 'branch', description: '', children: { A: node } };
    expect(() => parseCatalogue({ Vehicle: node })).toThrow('nested too deeply');
  });
});

describe('readCatalogue', () => {
  it('names every problem with its path and takes the rest', () => {
    const reading = readCatalogue(tree({ A: leaf, B: { ...leaf, datatype: 'quaternion' }, C: { ...leaf, min: 5, max: 4 }, D: 7 }));
    expect([...reading.catalogue.keys()]).toEqual(['Vehicle.A']);
    expect(reading.problems).toEqual([
      { path: 'Vehicle.B', reason: 'the data type quaternion is none of VSS' },
      { path: 'Vehicle.C', reason: 'min 5 is above max 4' },
      { path: 'Vehicle.D', reason: expect.stringMatching(/object/) as unknown },
    ]);
  });

  it('leaves out structured types and their definitions, and says so', () => {
    const reading = readCatalogue({
      ...tree({ A: leaf, Delivery: { type: 'sensor', datatype: 'VehicleDataTypes.Delivery[]', description: '' } }),
      ComplexDataTypes: { VehicleDataTypes: { type: 'branch', children: { Delivery: { type: 'struct', children: {} } } } },
    });
    expect(reading).toMatchObject({ problems: [], skipped: [{ path: 'Vehicle.Delivery' }] });
  });

  it('is not led astray by the names of built-in properties', () => {
    const json: unknown = JSON.parse(
      '{"Vehicle":{"type":"branch","children":{"__proto__":{"type":"branch","children":{"polluted":{"type":"sensor","datatype":"uint8"}}},"constructor":{"type":"sensor","datatype":"uint8"},"toString":{"type":"branch","children":{"prototype":{"type":"sensor","datatype":"uint8"}}}}}}',
    );
    const { catalogue, problems } = readCatalogue(json);
    expect([...catalogue.keys()]).toEqual(['Vehicle.constructor', 'Vehicle.toString.prototype']);
    expect(problems).toEqual([{ path: 'Vehicle.__proto__', reason: 'not a VSS path' }]);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(({} as Record<string, unknown>)['datatype']).toBeUndefined();
  });

  it('stops at a catalogue that is too large', () => {
    const children = Object.fromEntries(
      Array.from({ length: 100_001 }, (_, index) => [`S${index}`, { type: 'sensor', datatype: 'uint8' }]),
    );
    expect(readCatalogue(tree(children)).problems[0]?.reason).toContain('more than 100000 signals');
  });
});

describe('applyOverlay', () => {
  const base = parseCatalogue(tree({ Volume: leaf, Roof: { type: 'sensor', datatype: 'int8', description: 'Roof.' } }));

  it('adds signals, written flat or nested', () => {
    const flat = applyOverlay(base, { 'Vehicle.Fragrance.IsOn': { type: 'actuator', datatype: 'boolean', description: 'Scent.' } });
    const nested = applyOverlay(
      base,
      tree({
        Fragrance: {
          type: 'branch',
          description: '',
          children: { IsOn: { type: 'actuator', datatype: 'boolean', description: 'Scent.' } },
        },
      }),
    );
    expect(flat.get('Vehicle.Fragrance.IsOn')).toEqual(nested.get('Vehicle.Fragrance.IsOn'));
    expect(base.has('Vehicle.Fragrance.IsOn')).toBe(false);
  });

  it('changes only what it names', () => {
    const changed = applyOverlay(base, { 'Vehicle.Roof': { type: 'actuator', max: 100 } });
    expect(changed.get('Vehicle.Roof')).toEqual({
      path: 'Vehicle.Roof',
      kind: 'actuator',
      datatype: 'int8',
      unit: null,
      max: 100,
      description: 'Roof.',
    });
  });

  it('refuses a new signal that is not whole', () => {
    expect(() => applyOverlay(base, { 'Vehicle.New': { max: 3 } })).toThrow(SignalsError);
  });
});
