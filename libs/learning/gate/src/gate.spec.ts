import { describe, expect, it } from '@jest/globals';
import type { Evaluation, Risk } from '@headway/contracts';
import { gate } from './gate.js';
import { GATE_LIMITS } from './limits.js';
import type { MeasuredModel, Outcome } from './measured.js';

const INTENTS = ['window.open', 'media.play', 'hood.open'];
const RISKS: Record<string, Risk> = { 'window.open': 'comfort', 'media.play': 'information', 'hood.open': 'safety' };

function evaluation(outcomes: readonly Outcome[], calibrationError = 0.02): Evaluation {
  const share = outcomes.filter((outcome) => outcome.correct).length / outcomes.length;
  return { examples: outcomes.length, intentAccuracy: share, slotF1: share, wholeSentence: share, calibrationError, byLanguage: {} };
}

/** `count` outcomes, languages and intents in turn; `wrong` names the indexes that are not right. */
const outcomes = (name: string, count: number, wrong: (index: number) => boolean): Outcome[] =>
  Array.from({ length: count }, (_, i) => ({
    id: `${name}-${i}`,
    language: i % 2 === 0 ? 'zh' : 'en',
    correct: !wrong(i),
    actions: !wrong(i),
    frames: [{ intent: INTENTS[i % 3] as string, right: !wrong(i) }],
  }));

interface Mistakes {
  old?: (index: number) => boolean;
  fresh?: (index: number) => boolean;
  golden?: (index: number) => boolean;
  calibration?: number;
  bytes?: number;
}

const never = () => false;

function model(digest: string, { old = never, fresh = never, golden = never, calibration, bytes = 5_000_000 }: Mistakes): MeasuredModel {
  const set = (list: Outcome[]) => ({ evaluation: evaluation(list, calibration), outcomes: list });
  return {
    digest: digest.repeat(64),
    bytes,
    sets: { old: set(outcomes('old', 600, old)), new: set(outcomes('new', 20, fresh)), golden: set(outcomes('golden', 12, golden)) },
  };
}

const parent = model('a', { old: (i) => i < 30, fresh: () => true });

function failed(mistakes: Mistakes): string[] {
  const report = gate({
    parent,
    candidate: model('b', { old: (i) => i < 30, ...mistakes }),
    limits: GATE_LIMITS.vehicle,
    riskOf: (i) => RISKS[i],
  });
  expect(report.passed).toBe(report.checks.every((check) => check.passed));
  return report.checks.filter((check) => !check.passed).map((check) => check.rule);
}

describe('the gate', () => {
  it('lets a candidate through that learnt the new and kept the old, and shows every check', () => {
    const report = gate({ parent, candidate: model('b', { old: (i) => i < 30 }), limits: GATE_LIMITS.vehicle, riskOf: (i) => RISKS[i] });
    expect(report.passed).toBe(true);
    expect(report.checks.map((check) => check.rule)).toEqual([
      'new-examples',
      'overall',
      'set:old',
      'language:en',
      'language:zh',
      'risk:comfort',
      'risk:information',
      'risk:safety',
      'intent:hood.open',
      'intent:media.play',
      'intent:window.open',
      'calibration',
      'golden',
      'size',
    ]);
    expect(report.checks[0]).toMatchObject({ parent: 0, candidate: 1 });
    expect(Object.keys(report.sets)).toEqual(['old', 'new', 'golden']);
  });

  it('tolerates a fall within the limit and no more', () => {
    expect(failed({ old: (i) => i < 33 })).toEqual([]);
    expect(failed({ old: (i) => i < 34 })).toEqual(['overall']);
  });

  it('stops one that is worse in one language, though no worse overall', () => {
    const evenly = (i: number) => i >= 570;
    const onlyEnglish = (i: number) => i % 2 === 1 && (i < 30 || i >= 570);
    expect(failed({ old: evenly })).toEqual([]);
    expect(failed({ old: onlyEnglish })).toEqual(['language:en']);
  });

  it('stops one that forgot an intent of a dangerous class, hidden in a good average', () => {
    const forgotten = (i: number) => i % 3 === 2 && (i < 30 || i >= 573);
    expect(failed({ old: forgotten })).toEqual(['risk:safety', 'intent:hood.open']);
  });

  it('stops one that did not learn, is badly calibrated, misses a golden utterance or is too large', () => {
    expect(failed({ fresh: () => true })).toEqual(['new-examples']);
    expect(failed({ fresh: (i) => i < 5 })).toEqual(['new-examples']);
    expect(failed({ calibration: 0.06 })).toEqual(['calibration']);
    expect(failed({ golden: (i) => i === 7 })).toEqual(['golden']);
    expect(failed({ bytes: 8_000_001 })).toEqual(['size']);
  });

  it('fails without evidence: no old, new or golden examples', () => {
    const bare: MeasuredModel = { digest: 'c'.repeat(64), bytes: 1, sets: {} };
    const report = gate({ parent: bare, candidate: bare, limits: GATE_LIMITS.vehicle, riskOf: () => undefined });
    expect(report.checks.filter((check) => !check.passed).map((check) => check.rule)).toEqual(['new-examples', 'overall', 'golden']);
  });
});
