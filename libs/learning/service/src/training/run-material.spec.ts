import { describe, expect, it } from '@jest/globals';
import type { Example } from '@headway/contracts';
import type { DatasetExample } from '@headway/learning/feedback';
import type { DatasetStore, RunStore } from '@headway/learning/store';
import { gatherMaterial } from './run-material.js';

const example = (text: string, intent = 'window.open'): Example => ({
  id: text,
  language: 'zh',
  text,
  frames: [{ intent, span: [0, text.length], slots: [] }],
  source: 'corpus',
});
const entry = (text: string, split: DatasetExample['split'], intent = 'fragrance.on'): DatasetExample => ({
  example: example(text, intent),
  split,
  count: 1,
  candidates: [],
});

const DATASETS: Record<string, DatasetExample[]> = {
  now: [entry('打开香氛', 'train'), entry('来点香氛', 'held-out')],
  before: [entry('放首歌', 'train', 'media.play'), entry('来点音乐', 'held-out', 'media.play'), entry('打开香氛。', 'train', 'none')],
};

const gather = (rehearsal: string[]) =>
  gatherMaterial(
    { dataset: 'now', family: 'vehicle' },
    {
      corpus: {
        rehearsal: async () => rehearsal.map((text) => example(text)),
        heldOut: async () => ({ grammar: [example('开窗'), example('打开香氛')] }),
        golden: async () => [example('打开车窗')],
      },
      datasets: { examples: async (id: string) => DATASETS[id] ?? [] } as unknown as DatasetStore,
      runs: { taughtDatasets: async () => ['before', 'now'] } as unknown as RunStore,
    },
  );

describe('the material of a run', () => {
  it('rehearses what the fleet taught before, and tests that it is still known', async () => {
    const { examples, rehearsal, sets } = await gather(['关窗']);
    expect(examples.map(({ text }) => text)).toEqual(['打开香氛']);
    expect(rehearsal.map(({ text }) => text)).toEqual(['关窗', '放首歌']);
    expect(sets['taught']?.map(({ text }) => text)).toEqual(['来点音乐']);
    expect(sets['new']?.map(({ text }) => text)).toEqual(['来点香氛']);
  });

  it('never rehearses what is tested, and tests nothing as old that is taught anew', async () => {
    const { rehearsal, sets, tested } = await gather(['开窗。', '来点 香氛', '来点香氛！', '打开车窗', '关窗']);
    expect(rehearsal.map(({ text }) => text)).toEqual(['关窗', '放首歌']);
    expect(sets['grammar']?.map(({ text }) => text)).toEqual(['开窗']);
    expect(new Set(tested)).toEqual(new Set(['来点香氛', '打开车窗', '开窗', '来点音乐']));
  });
});
