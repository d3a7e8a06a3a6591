import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { findContradictions } from './contradiction.js';
import type { AcceptedCandidate } from './dataset.js';
import { assembleDataset, countIntents, trainingMix } from './dataset.js';
import { labelOf, relabel } from './label.js';
import { foldUtterance } from './utterance.js';

let next = 0;
const said = (utterance: string, intent = 'fragrance.on', vehicle = 'car-1', language: 'zh' | 'en' = 'zh'): AcceptedCandidate => ({
  id: `c${++next}`,
  cluster: intent,
  vehicle,
  utterance,
  language,
  frames: [{ intent, span: [0, utterance.length], slots: [] }],
});

const asVotes = (candidates: AcceptedCandidate[]) =>
  candidates.map(({ utterance, vehicle, frames }) => ({ utterance, vehicle, label: labelOf(frames) }));

const many = (count: number, intent: string) => Array.from({ length: count }, (_, i) => said(`第${i}种说法${intent}`, intent));

describe('a dataset', () => {
  it('has one example for each distinct utterance, however often it was said', () => {
    const { examples } = assembleDataset([said('打开香氛'), said('打开香氛。', 'fragrance.on', 'car-2'), said('开香薰')]);
    expect(examples.map(({ example, count }) => [example.text, count])).toEqual([
      ['开香薰', 1],
      ['打开香氛', 2],
    ]);
  });

  it('takes the label of more vehicles, and leaves an utterance out when they are even', () => {
    const votes = [said('来点味道', 'fragrance.on', 'a'), said('来点味道', 'fragrance.on', 'b'), said('来点味道', 'window.open', 'c')];
    expect(findContradictions(asVotes(votes))).toEqual([
      { utterance: '来点味道', labels: { 'fragrance.on': 2, 'window.open': 1 }, majority: 'fragrance.on' },
    ]);
    expect(assembleDataset(votes).examples.map(({ example, count }) => [example.frames[0]?.intent, count])).toEqual([['fragrance.on', 2]]);
    const even = assembleDataset([said('透气', 'window.open', 'a'), said('透气', 'ac.on', 'b')]);
    expect(even.examples).toEqual([]);
    expect(even.dropped).toEqual([{ utterance: '透气', labels: { 'window.open': 1, 'ac.on': 1 } }]);
  });

  it('counts a vehicle once for a label, however often it repeats itself', () => {
    const votes = [
      ...Array.from({ length: 5 }, () => said('透气', 'ac.on', 'a')),
      said('透气', 'window.open', 'b'),
      said('透气', 'window.open', 'c'),
    ];
    expect(findContradictions(asVotes(votes))[0]?.majority).toBe('window.open');
  });

  it('has the same hash for the same candidates in any order, and another one when a label changes', () => {
    const candidates = many(12, 'fragrance.on');
    expect(assembleDataset(candidates.toReversed()).hash).toBe(assembleDataset(candidates).hash);
    const relabelled = candidates.map((candidate) => ({ ...candidate, frames: relabel(candidate.frames, 'none') }));
    expect(assembleDataset(relabelled).hash).not.toBe(assembleDataset(candidates).hash);
  });

  it('holds out about a fifth, at least one of each intent, never a whole intent', () => {
    const { examples } = assembleDataset([...many(400, 'fragrance.on'), ...many(4, 'fragrance.off')]);
    const heldOut = examples.filter((entry) => entry.split === 'held-out');
    expect(heldOut.length).toBeGreaterThan(50);
    expect(heldOut.length).toBeLessThan(120);
    for (const intent of ['fragrance.on', 'fragrance.off']) {
      const splits = new Set(examples.filter((entry) => entry.example.frames[0]?.intent === intent).map((entry) => entry.split));
      expect(splits).toEqual(new Set(['train', 'held-out']));
    }
  });

  it('never has a text in both parts', () => {
    const text = fc.constantFrom('打开香氛', '打开香氛。', ' 打开香氛', '开香薰', 'fragrance ON', 'fragrance on!', 'scent', 'x', 'y', 'z');
    fc.assert(
      fc.property(fc.array(fc.tuple(text, fc.constantFrom('a', 'b', 'c'))), (pairs) => {
        const { examples } = assembleDataset(pairs.map(([words, vehicle]) => said(words, 'fragrance.on', vehicle)));
        const folded = examples.map(({ example }) => foldUtterance(example.text));
        expect(new Set(folded).size).toBe(folded.length);
      }),
    );
  });

  it('counts the examples of each intent', () => {
    expect(countIntents(assembleDataset([...many(3, 'a'), ...many(2, 'b')]).examples)).toEqual({ a: 3, b: 2 });
  });
});

describe('the training mix', () => {
  it('caps repeats, balances the languages of a label and leaves the held-out part out', () => {
    const entry = (text: string, language: 'zh' | 'en', count: number, split: 'train' | 'held-out' = 'train') => ({
      example: {
        id: text,
        language,
        text,
        frames: [{ intent: 'fragrance.on', span: [0, 1] as [number, number], slots: [] }],
        source: 'fleet' as const,
      },
      split,
      count,
      candidates: [],
    });
    const mix = trainingMix([
      entry('甲', 'zh', 50),
      entry('乙', 'zh', 2),
      entry('丙', 'zh', 1),
      entry('one', 'en', 1),
      entry('two', 'en', 9, 'held-out'),
    ]);
    const counts = Object.fromEntries(
      ['甲', '乙', '丙', 'one', 'two'].map((text) => [text, mix.filter((example) => example.text === text).length]),
    );
    expect(counts).toEqual({ 甲: 3, 乙: 2, 丙: 1, one: 3, two: 0 });
  });
});
