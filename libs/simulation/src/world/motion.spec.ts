import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { seededRandom } from '../random.js';
import { distanceM } from './geometry.js';
import { HARDEST_BRAKING_MPS2, Motion } from './motion.js';
import { loadRoutes, Route } from './route.js';

const plans = loadRoutes();

describe('a car on its route', () => {
  it('moves as bodies do, on every route and for every style', () => {
    const style = fc.record({
      pace: fc.double({ min: 0.8, max: 1.1, noNaN: true }),
      accelerationMps2: fc.double({ min: 1, max: 2.5, noNaN: true }),
      brakingMps2: fc.double({ min: 1.2, max: 2.5, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.constantFrom(...plans), style, fc.nat(1000), (plan, driven, seed) => {
        const route = new Route(plan, seededRandom(seed));
        const motion = new Motion(route, driven, 0);
        let stops = 0;
        const strange: unknown[] = [];
        for (let t = 0; t < 2400; t += 1) {
          const before = { v: motion.speedMps, s: motion.distanceM, p: route.position(motion.distanceM) };
          motion.step(0.25);
          const { speedMps: v, accelerationMps2: a } = motion;
          const moved = motion.distanceM - before.s;
          if (v === 0 && before.v > 0) stops += 1;
          const sane =
            a <= driven.accelerationMps2 + 1e-9 &&
            a >= -HARDEST_BRAKING_MPS2 - 1e-9 &&
            v <= (120 / 3.6) * driven.pace + 0.1 &&
            Math.abs(v - before.v - a * 0.25) < 1e-9 &&
            Math.abs(moved - ((before.v + v) / 2) * 0.25) < 0.1 &&
            // Great-circle displacement never exceeds the distance driven.
            distanceM(before.p, route.position(motion.distanceM)) <= moved + 0.01;
          if (!sane) strange.push({ t, before, v, a, moved });
        }
        expect(strange).toEqual([]);
        expect(motion.distanceM).toBeGreaterThan(1500);
        expect(stops).toBeLessThan(40);
      }),
      { numRuns: 30 },
    );
  });

  it('halts when told, and drives on', () => {
    const motion = new Motion(
      new Route(plans[0] as (typeof plans)[number], seededRandom(1)),
      { pace: 1, accelerationMps2: 2, brakingMps2: 2 },
      0,
    );
    motion.step(10);
    expect(motion.speedMps).toBeGreaterThan(5);
    motion.step(20, true);
    expect(motion.speedMps).toBeLessThan(0.01);
  });

  it('loses the radio in every shadow, and finds it again', () => {
    for (const plan of plans) {
      const route = new Route(plan, seededRandom(1));
      const samples = Array.from({ length: 2000 }, (_, i) => route.shadow((i / 2000) * route.lengthM));
      const inShadow = samples.filter((shadow) => shadow !== undefined).length / samples.length;
      expect(inShadow).toBeGreaterThan(0.005);
      expect(inShadow).toBeLessThan(0.25);
    }
  });
});
