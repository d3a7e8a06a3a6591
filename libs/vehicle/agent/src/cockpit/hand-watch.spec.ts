import { describe, expect, it } from '@jest/globals';
import type { RememberedTurn } from './conversation.js';
import { manualActionEvent } from './hand-watch.js';

const FRAGRANCE = 'Vehicle.Cabin.Fragrance.IsOn';
const turn = (outcome: RememberedTurn['outcome'], atMs: number, value = true): RememberedTurn => ({
  turn: 't',
  utterance: '打开香氛',
  language: 'zh',
  outcome,
  atMs,
  plan: {
    actions:
      outcome === 'executed'
        ? [{ intent: 'x', path: FRAGRANCE, value, confidence: 1, risk: 'comfort', status: 'ready', clause: [0, 1] }]
        : [],
    speech: 'x',
    confidence: 0,
    language: 'zh',
    frames: [],
  },
});
const event = (latest: RememberedTurn | undefined, nowMs: number, consent = true) =>
  manualActionEvent({ path: FRAGRANCE, before: false, value: true }, { nowMs, consent, state: { 'Vehicle.Speed': 0 }, latest });

describe('a control moved by hand', () => {
  it('soon after words in vain is told with them', () => {
    expect(event(turn('not-understood', 1000), 5000)).toMatchObject({
      afterTurn: 't',
      delayMs: 4000,
      utterance: '打开香氛',
      language: 'zh',
      before: false,
    });
  });

  it('is told without the words when there is no consent', () => {
    const told = event(turn('not-understood', 1000), 5000, false);
    expect(told).toMatchObject({ afterTurn: 't', consent: false });
    expect(told).not.toHaveProperty('utterance');
    expect(told).not.toHaveProperty('state');
  });

  it('long after the turn, or without any, stands for itself', () => {
    expect(event(turn('not-understood', 1000), 60_000)).not.toHaveProperty('afterTurn');
    expect(event(undefined, 60_000)).not.toHaveProperty('afterTurn');
  });

  it('makes up for a turn that did something else, not for one that did just this', () => {
    expect(event(turn('executed', 1000, false), 3000)).toHaveProperty('afterTurn');
    expect(event(turn('executed', 1000, true), 3000)).not.toHaveProperty('afterTurn');
  });
});
