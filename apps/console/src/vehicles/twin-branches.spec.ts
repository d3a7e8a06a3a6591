import { describe, expect, it } from '@jest/globals';
import { branchesOf } from './twin-branches.js';

const signal = { value: 1, unit: null, at: 1, boot: 'b', seq: 1 };

describe('the branches of a twin', () => {
  it('group by the second level of the path, the vehicle itself first', () => {
    const branches = branchesOf({
      'Vehicle.Cabin.HVAC.IsAirConditioningActive': signal,
      'Vehicle.Body.Lights.IsHighBeamOn': signal,
      'Vehicle.Speed': signal,
      'Vehicle.Cabin.Fragrance.IsOn': signal,
    });
    expect(branches.map(({ path, signals }) => [path, signals.map(({ leaf }) => leaf)])).toEqual([
      ['Vehicle', ['Speed']],
      ['Vehicle.Body', ['Lights.IsHighBeamOn']],
      ['Vehicle.Cabin', ['Fragrance.IsOn', 'HVAC.IsAirConditioningActive']],
    ]);
  });

  it('are none without signals', () => expect(branchesOf({})).toEqual([]));
});
