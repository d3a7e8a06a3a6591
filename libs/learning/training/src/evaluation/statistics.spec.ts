import { describe, expect, it } from '@jest/globals';
import { calibratedConfidence } from '@headway/assistant/language';
import type { SemanticFrame } from '@headway/contracts';
import { Random } from '../random/random.js';
import { TINY_EXAMPLES } from '../testing/tiny-task.js';
import { fitConfidence, fitTemperature } from './calibrate.js';
import { compareVerdicts } from './compare.js';
import { calibrationError, summarise } from './evaluate.js';
import { judge, type Verdict } from './score.js';

const example = TINY_EXAMPLES[0]!;
const tokens = ['turn', 'on', 'the', 'front', 'light'].length;
const prediction = {
  tokens: [],
  intentLogits: new Float32Array(),
  slotLogits: new Float32Array(),
  boundaryLogits: new Float32Array(tokens).fill(-1),
};
const right: SemanticFrame = {
  intent: 'lights.on',
  confidence: 0.9,
  span: [0, 23],
  slots: [{ name: 'zone', text: 'front', start: 12, end: 17, confidence: 0.9 }],
};

describe('a verdict', () => {
  it('calls right what is right', () => {
    expect(judge(example, [right], prediction, (frames) => frames.map(({ intent }) => intent))).toEqual({
      language: 'en',
      whole: true,
      intents: true,
      slots: { expected: 1, found: 1, right: 1 },
      frames: [{ intent: 'lights.on', right: true }],
      confidences: [0.9],
      confidence: 0.9,
      actions: true,
      outOfScope: { expected: false, found: false },
    });
  });

  it('sees a wrong intent, a moved slot and a false clause', () => {
    expect(judge(example, [{ ...right, intent: 'lights.off' }], prediction)).toMatchObject({ whole: false, intents: false });
    const moved = { ...right, slots: [{ ...right.slots[0]!, start: 8 }] };
    expect(judge(example, [moved], prediction)).toMatchObject({ whole: false, intents: true, slots: { expected: 1, found: 1, right: 0 } });
    const split = { ...prediction, boundaryLogits: Float32Array.of(-1, -1, 1, -1, -1) };
    expect(judge(example, [right, right], split)).toMatchObject({ whole: false, intents: false, slots: { found: 2, right: 1 } });
    expect(judge(example, [right], split).whole).toBe(false);
  });
});

const verdict = (whole: boolean, confidence = 1, language = 'en'): Verdict => ({
  language,
  whole,
  intents: whole,
  slots: { expected: 2, found: 1, right: Number(whole) },
  frames: [{ intent: 'a', right: whole }],
  confidence,
  confidences: [confidence],
  actions: undefined,
  outOfScope: { expected: false, found: false },
});

describe('an evaluation', () => {
  it('counts shares, F1 and languages', () => {
    const result = summarise([verdict(true), verdict(false), verdict(true, 1, 'zh')]);
    expect(result).toMatchObject({ examples: 3, slotF1: (2 * 2) / (6 + 3), byIntent: { a: { examples: 3, correct: 2 } } });
    expect(result.wholeSentence).toBeCloseTo(2 / 3);
    expect(result.byLanguage).toEqual({
      en: { examples: 2, wholeSentence: 0.5, intentAccuracy: 0.5 },
      zh: { examples: 1, wholeSentence: 1, intentAccuracy: 1 },
    });
    expect(result.actionsExact).toBeUndefined();
  });

  it('finds no calibration error in honest confidence, and the gap in boasting', () => {
    const honest = Array.from({ length: 100 }, (_, i) => verdict(i < 80, 0.8));
    const boasting = Array.from({ length: 100 }, (_, i) => verdict(i < 80, 1));
    expect(calibrationError(honest)).toBeCloseTo(0);
    expect(calibrationError(boasting)).toBeCloseTo(0.2);
  });
});

describe('a paired comparison', () => {
  it('counts gains and losses in each group', () => {
    const parent = [verdict(true), verdict(true), verdict(false, 1, 'zh')];
    const candidate = [verdict(true), verdict(false), verdict(true, 1, 'zh')];
    const { overall, byLanguage, byIntent } = compareVerdicts(parent, candidate);
    expect(overall).toMatchObject({ cases: 3, gained: 1, lost: 1, pWorse: 0.75 });
    expect(byLanguage['en']).toMatchObject({ cases: 2, parent: 1, candidate: 0.5, gained: 0, lost: 1, pWorse: 0.5 });
    expect(byLanguage['zh']).toMatchObject({ cases: 1, gained: 1, lost: 0, pWorse: 1 });
    expect(byIntent['a']).toEqual(overall);
  });
});

describe('temperature', () => {
  it.each([0.5, 1, 3])('is found again when logits were multiplied by it: %d', (temperature) => {
    const random = new Random(5);
    const decisions = Array.from({ length: 3000 }, () => {
      const logits = [2 * random.normal(), 2 * random.normal()];
      const label = random.uniform() < 1 / (1 + Math.exp(logits[1]! - logits[0]!)) ? 0 : 1;
      return { logits: logits.map((value) => value * temperature), label };
    });
    expect(Math.abs(fitTemperature(decisions) / temperature - 1)).toBeLessThan(0.12);
  });

  it('is 1 where there is nothing to learn from', () => expect(fitTemperature([])).toBe(1));
});

describe('the line of confidence', () => {
  const outcomes = (frames: number) =>
    Array.from({ length: 400 }, (_, i) => {
      const confidence = 0.9 + (i % 10) / 100;
      // Half as much doubt as there should be: the share of right answers is the confidence's square.
      return { confidences: new Array<number>(frames).fill(confidence), whole: (i * 0.618034) % 1 < confidence ** (2 * frames) };
    });

  it.each([1, 2])('makes the mean confidence of utterances with %i frames the share of right ones', (frames) => {
    const all = outcomes(frames);
    const line = fitConfidence(all)!;
    const mean =
      all.reduce((sum, { confidences }) => sum + confidences.reduce((p, c) => p * calibratedConfidence(c, line), 1), 0) / all.length;
    expect(mean).toBeCloseTo(all.filter(({ whole }) => whole).length / all.length, 1);
    expect(calibratedConfidence(0.99, line)).toBeGreaterThan(calibratedConfidence(0.9, line));
  });

  it('is not drawn through too few outcomes, or such that are all alike', () => {
    expect(fitConfidence(outcomes(1).slice(0, 50))).toBeUndefined();
    expect(fitConfidence(outcomes(1).map((outcome) => ({ ...outcome, whole: true })))).toBeUndefined();
  });
});
