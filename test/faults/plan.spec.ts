import { seededRandom } from '@headway/simulation';
import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FAULT_KINDS, planEpisodes } from './plan.js';

it('strikes with every kind of fault once, in an order and at moments that the seed decides', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const episodes = planEpisodes(seededRandom(seed));
      const kinds = episodes.flatMap(({ faults }) => faults.map(({ kind }) => kind));
      expect([...kinds].sort()).toEqual([...FAULT_KINDS].sort());
      expect(planEpisodes(seededRandom(seed))).toEqual(episodes);
    }),
  );
});
