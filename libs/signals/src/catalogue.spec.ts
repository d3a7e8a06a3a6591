import { describe, expect, it } from '@jest/globals';
import { applyOverlay, parseCatalogue } from './catalogue.js';
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
    ['a path with blanks', tree({ 'A B': leaf })],
  ])('refuses %s', (_name, json) => {
    expect(() => parseCatalogue(json)).toThrow(SignalsError);
  });

  it('refuses endless nesting instead of overflowing the stack', () => {
    let node: object = leaf;
    for (let depth = 0; depth < 5000; depth++) node = { type: 'branch', description: '', children: { A: node } };
    expect(() => parseCatalogue({ Vehicle: node })).toThrow('nested too deeply');
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
