import { describe, expect, it } from '@jest/globals';
import type { ManualAction, SemanticFrame, TurnFinished } from '@headway/contracts';
import type { ConsentedAction, ConsentedTurn } from './derive.js';
import { fromCorrection, fromDisagreement, fromManualAction, isStronger, isTeachingAction, mayLearnFrom } from './derive.js';

const frame = (intent: string, text: string, confidence = 0.97, slots: SemanticFrame['slots'] = []): SemanticFrame => ({
  intent,
  confidence,
  span: [0, text.length],
  slots,
});

function turn(utterance: string, changes: Partial<TurnFinished> = {}): ConsentedTurn {
  return {
    type: 'turn.finished',
    at: 1_000,
    turn: 't1',
    session: 's1',
    language: 'zh',
    answeredBy: 'vehicle',
    modelVersion: '1',
    vehicleModelVersion: 'v1',
    latencyMs: 3,
    deadlineMs: 300,
    late: false,
    confidence: 0.4,
    outcome: 'not-understood',
    actions: [],
    consent: true,
    utterance,
    frames: [frame('none', utterance)],
    ...changes,
  } as ConsentedTurn;
}

const pressed = (changes: Partial<ManualAction> = {}): ConsentedAction =>
  ({
    type: 'manual.action',
    at: 9_000,
    path: 'Vehicle.Cabin.Fragrance.IsOn',
    before: false,
    value: true,
    afterTurn: 't1',
    delayMs: 8_000,
    consent: true,
    utterance: '来点香氛',
    language: 'zh',
    ...changes,
  }) as ConsentedAction;

const asFragrance = (action: ConsentedAction) => ({
  intent: 'fragrance.on',
  span: [0, action.utterance.length] as [number, number],
  slots: [],
});

describe('a manual action after a failed utterance', () => {
  it('labels the utterance with what the driver did', () => {
    expect(fromManualAction(pressed(), turn('来点香氛'), asFragrance)).toEqual({
      kind: 'manual-action',
      language: 'zh',
      utterance: '来点香氛',
      frames: [{ intent: 'fragrance.on', span: [0, 4], slots: [] }],
      turn: 't1',
      vehicleModelVersion: 'v1',
      at: 9_000,
    });
  });

  it('says nothing when the car had understood exactly that and was not allowed to do it', () => {
    expect(fromManualAction(pressed(), turn('来点香氛', { frames: [frame('fragrance.on', '来点香氛')] }), asFragrance)).toBeUndefined();
  });

  it('says nothing when the control cannot be spoken of', () => {
    expect(fromManualAction(pressed(), turn('来点香氛'), () => undefined)).toBeUndefined();
  });

  it.each([
    ['without consent', { consent: false }],
    ['without the utterance', { utterance: undefined }],
    ['with a blank utterance', { utterance: '  ' }],
    ['without a failed turn', { afterTurn: undefined }],
    ['too late', { delayMs: 30_001 }],
  ])('teaches nothing %s', (_, changes) => {
    expect(isTeachingAction(pressed(changes))).toBe(false);
    expect(isTeachingAction(pressed())).toBe(true);
  });
});

describe('a turn without consent', () => {
  it('may not be learned from, and neither may one without its words', () => {
    expect(mayLearnFrom(turn('好闷啊'))).toBe(true);
    expect(mayLearnFrom({ ...turn('好闷啊'), consent: false })).toBe(false);
    expect(mayLearnFrom({ ...turn('好闷啊'), utterance: undefined })).toBe(false);
  });
});

describe('a correction', () => {
  const zone = { name: 'zone', text: '副驾', start: 2, end: 4, confidence: 0.9 };
  const correction = (words: string, changes: Partial<TurnFinished> = {}) =>
    turn(words, { turn: 't2', corrects: 't1', at: 5_000, outcome: 'executed', frames: [frame('window.open', words)], ...changes });

  it('labels the utterance it corrects', () => {
    const former = turn('好闷啊');
    expect(fromCorrection(correction('打开车窗'), former)).toMatchObject({
      kind: 'correction',
      utterance: '好闷啊',
      turn: 't1',
      frames: [{ intent: 'window.open', span: [0, 3], slots: [] }],
    });
  });

  it('keeps the slots whose words were in the former utterance, at their place there', () => {
    const frames = [frame('window.open', '打开副驾车窗', 0.9, [zone])];
    const kept = fromCorrection(correction('打开副驾车窗', { frames }), turn('让副驾那边透透气'));
    expect(kept?.frames[0]?.slots).toEqual([{ name: 'zone', start: 1, end: 3 }]);
    const left = fromCorrection(correction('打开副驾车窗', { frames }), turn('透透气'));
    expect(left?.frames[0]?.slots).toEqual([]);
  });

  it('ignores what only speaks about the dialogue', () => {
    const frames = [frame('dialogue.correct', '不对'), frame('window.open', '打开车窗')];
    expect(fromCorrection(correction('不对，打开车窗', { frames }), turn('好闷啊'))?.frames.map((f) => f.intent)).toEqual(['window.open']);
  });

  it.each([
    ['was not carried out', { outcome: 'not-understood' as const }],
    ['was doubtful', { frames: [frame('window.open', '打开车窗', 0.69)] }],
    ['was out of scope', { frames: [frame('none', '打开车窗')] }],
    ['has more clauses than the former utterance', { frames: [frame('window.open', '打开'), frame('ac.on', '空调')] }],
  ])('labels nothing when it %s', (_, changes) => {
    expect(fromCorrection(correction('打开车窗', changes), turn('好闷啊'))).toBeUndefined();
  });
});

describe('a disagreement between car and region', () => {
  const heard = '有点闷';
  const region = (confidence: number) => ({
    answeredBy: 'region:east' as const,
    modelVersion: 'r1',
    frames: [frame('window.open', heard, confidence)],
  });

  it('takes the label of a sure region, whoever answered', () => {
    const carAnswered = fromDisagreement(turn(heard, { disagreement: region(0.95) }));
    expect(carAnswered?.frames).toEqual([{ intent: 'window.open', span: [0, 3], slots: [] }]);
    const car = { answeredBy: 'vehicle' as const, modelVersion: 'v1', frames: [frame('none', heard)] };
    const regionAnswered = fromDisagreement(turn(heard, { answeredBy: 'region:east', frames: region(0.95).frames, disagreement: car }));
    expect(regionAnswered?.frames).toEqual(carAnswered?.frames);
  });

  it('takes no label of a doubtful region, and none where both read the same', () => {
    expect(fromDisagreement(turn(heard, { disagreement: region(0.89) }))).toBeUndefined();
    expect(fromDisagreement(turn(heard, { frames: [frame('window.open', heard, 0.5)], disagreement: region(0.95) }))).toBeUndefined();
    expect(fromDisagreement(turn(heard))).toBeUndefined();
  });
});

it('prefers a correction to an action by hand, and that to a disagreement', () => {
  expect(isStronger('correction', 'manual-action')).toBe(true);
  expect(isStronger('manual-action', 'disagreement')).toBe(true);
  expect(isStronger('manual-action', 'manual-action')).toBe(false);
  expect(isStronger('disagreement', 'correction')).toBe(false);
});
