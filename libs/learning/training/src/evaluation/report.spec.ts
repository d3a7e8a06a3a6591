import { describe, expect, it } from '@jest/globals';
import { reportOf } from './report.js';
import type { Verdict } from './score.js';

const verdict = (changes: Partial<Verdict> = {}): Verdict => ({
  language: 'en',
  whole: true,
  intents: true,
  slots: { expected: 1, found: 1, right: 1 },
  frames: [],
  confidences: [1],
  confidence: 1,
  actions: undefined,
  outOfScope: { expected: false, found: false },
  ...changes,
});
const outside = (found: boolean, changes: Partial<Verdict> = {}) =>
  verdict({ intents: found, whole: found, outOfScope: { expected: true, found }, ...changes });

describe('an evaluation report', () => {
  it('has the same figures for each language', () => {
    const wrong = { whole: false, intents: false, slots: { expected: 1, found: 0, right: 0 }, actions: false };
    const report = reportOf([verdict({ actions: true }), verdict({ language: 'zh', ...wrong })]);
    const right = { examples: 1, intentAccuracy: 1, slotF1: 1, wholeSentence: 1, actionsExact: 1, calibrationError: 0 };
    const failed = { examples: 1, intentAccuracy: 0, slotF1: 0, wholeSentence: 0, actionsExact: 0, calibrationError: 1 };
    expect(report).toMatchObject({ examples: 2, intentAccuracy: 0.5, wholeSentence: 0.5, actionsExact: 0.5, calibrationError: 0.5 });
    expect(report.byLanguage).toEqual({ en: right, zh: failed });
  });

  it('tells recall of what is out of scope and accuracy on the rest, where there is such', () => {
    expect(reportOf([verdict()]).outOfScope).toBeUndefined();
    const mixed = [verdict(), verdict({ intents: false }), verdict(), outside(true), outside(false)];
    expect(reportOf(mixed).outOfScope).toEqual({ recall: 0.5, inScopeAccuracy: 2 / 3 });
  });

  it('tells of actions only where labels stand for some', () => {
    expect(reportOf([verdict()])).not.toHaveProperty('actionsExact');
    expect(reportOf([verdict(), outside(true, { actions: true })])).not.toHaveProperty('actionsExact');
    expect(reportOf([outside(true, { actions: true })])).toHaveProperty('actionsExact', 1);
    expect(reportOf([verdict({ actions: false }), outside(true, { actions: true })])).toHaveProperty('actionsExact', 0.5);
  });
});
