import { describe, expect, it } from '@jest/globals';
import { murmur3 } from './murmur3.js';
import { compare, comparisonEvidence, beginComparison, rateOf } from './sequential-test.js';
import { LEAST_REGRESSION, QUALITY_ALPHA } from './judge.js';

/** Uniform numbers in [0, 1), a pure function of the seed (mulberry32). */
function randomOf(seed: string): () => number {
  let state = murmur3(seed);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let word = Math.imul(state ^ (state >>> 15), state | 1);
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
    return ((word ^ (word >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Trial {
  candidateRate: number;
  controlRate: number;
  /** Turns of the two arms between two looks, and how many looks. */
  perLook: [number, number];
  looks: number;
}

/** Looks after every few turns; the turn count of the candidate when halted, undefined when never. */
function haltedAfter(seed: string, { candidateRate, controlRate, perLook, looks }: Trial): number | undefined {
  const random = randomOf(seed);
  const draw = (trials: number, rate: number) => Array.from({ length: trials }, random).filter((value) => value < rate).length;
  const candidate = { trials: 0, failures: 0 };
  const control = { trials: 0, failures: 0 };
  let comparison = beginComparison();
  for (let look = 0; look < looks; look++) {
    candidate.trials += perLook[0];
    candidate.failures += draw(perLook[0], candidateRate);
    control.trials += perLook[1];
    control.failures += draw(perLook[1], controlRate);
    comparison = compare(comparison, candidate, control);
    if (comparisonEvidence(comparison) >= 2 / QUALITY_ALPHA && rateOf(candidate) - rateOf(control) >= LEAST_REGRESSION)
      return candidate.trials;
  }
  return undefined;
}

function simulate(name: string, runs: number, trial: Trial) {
  const halts = Array.from({ length: runs }, (_, run) => haltedAfter(`${name}/${run}`, trial)).filter((turns) => turns !== undefined);
  const median = halts.sort((a, b) => a - b)[Math.floor(halts.length / 2)] ?? null;
  const result = { runs, halted: halts.length / runs, medianTurnsToHalt: median };
  process.stdout.write(`${JSON.stringify({ simulation: name, ...trial, ...result })}\n`);
  return result;
}

describe('peeking after every few turns', () => {
  const RUNS = 400;

  it.each([
    [0.05, [2, 2]],
    [0.15, [5, 1]],
    [0.3, [1, 3]],
  ] as const)('halts an equally good model (rate %p, arms %p) no more often than promised', (rate, perLook) => {
    const { halted } = simulate(`null-${rate}`, RUNS, { candidateRate: rate, controlRate: rate, perLook: [...perLook], looks: 150 });
    // One comparison may err with α/2 = 1 %; 400 runs put three standard deviations at 2.5 %.
    expect(halted).toBeLessThanOrEqual(0.025);
  });

  it('halts a bad model nearly always, and soon', () => {
    const { halted, medianTurnsToHalt } = simulate('bad', RUNS, { candidateRate: 0.35, controlRate: 0.1, perLook: [5, 1], looks: 150 });
    expect(halted).toBeGreaterThan(0.95);
    expect(medianTurnsToHalt).toBeLessThan(400);
  });

  it('halts a broken model within a few dozen turns', () => {
    const { halted, medianTurnsToHalt } = simulate('broken', RUNS, { candidateRate: 0.9, controlRate: 0.1, perLook: [2, 2], looks: 150 });
    expect(halted).toBe(1);
    expect(medianTurnsToHalt).toBeLessThan(30);
  });
});
