import { describe, expect, it } from '@jest/globals';
import { parseCatalogue } from './catalogue.js';
import { compareCatalogues } from './difference.js';
import { parseTranslation } from './translation.js';

describe('compareCatalogues', () => {
  it('tells what was added, removed, renamed and changed', () => {
    const before = parseCatalogue({
      'Vehicle.A': { type: 'sensor', datatype: 'float', unit: 'km', max: 5 },
      'Vehicle.Old': { type: 'sensor', datatype: 'uint8' },
      'Vehicle.Gone': { type: 'sensor', datatype: 'uint8' },
      'Vehicle.Same': { type: 'sensor', datatype: 'string', allowed: ['x'] },
    });
    const after = parseCatalogue({
      'Vehicle.A': { type: 'actuator', datatype: 'uint32', unit: 'm', max: 6 },
      'Vehicle.New': { type: 'sensor', datatype: 'uint8' },
      'Vehicle.More': { type: 'sensor', datatype: 'string', pattern: 'a+' },
      'Vehicle.Same': { type: 'sensor', datatype: 'string', allowed: ['x'] },
    });
    const table = parseTranslation({ from: '1', to: '2', rules: [{ from: 'Vehicle.Old', to: 'Vehicle.New' }] });
    expect(compareCatalogues(before, after, [table])).toEqual({
      added: ['Vehicle.New', 'Vehicle.More'],
      removed: ['Vehicle.Gone'],
      renamed: [{ from: 'Vehicle.Old', to: 'Vehicle.New' }],
      changed: [
        { path: 'Vehicle.A', property: 'kind', before: 'sensor', after: 'actuator' },
        { path: 'Vehicle.A', property: 'datatype', before: 'float', after: 'uint32' },
        { path: 'Vehicle.A', property: 'unit', before: 'km', after: 'm' },
        { path: 'Vehicle.A', property: 'max', before: 5, after: 6 },
      ],
    });
    expect(compareCatalogues(after, after)).toEqual({ added: [], removed: [], renamed: [], changed: [] });
  });
});
