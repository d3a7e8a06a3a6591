import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { appendPlaces, readPlaces } from './places.js';

const places = fc
  .tuple(fc.nat(1_000_000), fc.array(fc.tuple(fc.integer({ min: 1, max: 2 ** 40 }), fc.nat(5_000)), { minLength: 1, maxLength: 60 }))
  .map(([first, steps]) => {
    let offset = first;
    return steps.map(([seq, step], index) => ({ seq, offset: index === 0 ? first : (offset += step + 1) }));
  });

describe('places of frames', () => {
  it('come back as they were written, in however many parts', () => {
    fc.assert(
      fc.property(places, fc.nat(60), (given, cut) => {
        const first = given[0]?.offset ?? 0;
        const whole = appendPlaces(appendPlaces(new Uint8Array(), first, given.slice(0, cut)), first, given.slice(cut));
        expect(readPlaces(whole, first)).toEqual(given);
      }),
    );
  });

  it('take two bytes a frame in a usual row', () => {
    const row = Array.from({ length: 128 }, (_, index) => ({ seq: 1_000_000 + index, offset: 5_000_000 + index * 40 }));
    expect(appendPlaces(new Uint8Array(), 5_000_000, row).length).toBeLessThanOrEqual(2 * 128 + 4);
  });
});
