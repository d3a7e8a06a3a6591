import { describe, expect, it } from '@jest/globals';
import type { Action, Plan, Risk } from '@headway/contracts';
import { clearsThreshold, DEFAULT_THRESHOLDS, safePlan } from './local-first.js';

const utterance = '打开车窗，解锁车门';
const action = (risk: Risk, confidence: number, clause: [number, number]): Action => ({
  intent: 'some.intent',
  path: 'Vehicle.Cabin.Something',
  value: true,
  confidence,
  risk,
  status: 'ready',
  clause,
});
const plan = (...actions: Action[]): Plan => ({
  actions,
  speech: '好的',
  confidence: Math.min(...actions.map(({ confidence }) => confidence)),
  language: 'zh',
  frames: actions.map(({ intent, confidence, clause }) => ({ intent, confidence, span: clause, slots: [] })),
});

describe('clearsThreshold', () => {
  it('asks more of a riskier action', () => {
    expect(clearsThreshold(plan(action('comfort', 0.8, [0, 4])), DEFAULT_THRESHOLDS)).toBe(true);
    expect(clearsThreshold(plan(action('security', 0.8, [5, 9])), DEFAULT_THRESHOLDS)).toBe(false);
  });

  it('measures the whole plan at its riskiest action', () => {
    expect(clearsThreshold(plan(action('comfort', 0.8, [0, 4]), action('security', 0.99, [5, 9])), DEFAULT_THRESHOLDS)).toBe(false);
  });

  it('never clears what is out of scope', () => {
    const foreign = {
      ...plan(action('comfort', 1, [0, 4])),
      frames: [{ intent: 'none', confidence: 1, span: [0, 4] as [number, number], slots: [] }],
    };
    expect(clearsThreshold(foreign, DEFAULT_THRESHOLDS)).toBe(false);
  });
});

describe('safePlan', () => {
  it('runs the sure clause and asks about the doubtful one', () => {
    const safe = safePlan(plan(action('comfort', 0.8, [0, 4]), action('security', 0.8, [5, 9])), utterance, DEFAULT_THRESHOLDS);
    expect(safe.actions.map(({ status, rule }) => [status, rule])).toEqual([
      ['ready', undefined],
      ['needs-confirmation', 'low-confidence'],
    ]);
    expect(safe.question).toBe('您是说“解锁车门”吗？请确认。');
  });

  it('asks again when all is guesswork', () => {
    const safe = safePlan(plan(action('comfort', 0.1, [0, 4])), utterance, DEFAULT_THRESHOLDS);
    expect(safe).toMatchObject({ actions: [], confidence: 0 });
    expect(safe.question).toBeTruthy();
  });

  it('leaves a plan alone that needs nothing', () => {
    const sure = plan(action('comfort', 0.9, [0, 4]));
    expect(safePlan(sure, utterance, DEFAULT_THRESHOLDS)).toBe(sure);
  });
});
