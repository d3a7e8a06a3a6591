import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { placeUtterance } from './clustering.js';
import type { OpenCluster } from './clustering.js';
import { foldUtterance, gramsOf, similarity } from './utterance.js';

/** Places utterances one after the other, as the store does, and returns the clusters' utterances. */
function place(utterances: readonly string[]): OpenCluster[] {
  const clusters: { id: string; scattered: boolean; utterances: string[] }[] = [];
  for (const text of utterances) {
    const placement = placeUtterance(text, clusters);
    const known = clusters.find((cluster) => cluster.id === placement.cluster);
    if (known) {
      if (!known.utterances.includes(text)) known.utterances.push(text);
    } else if ('moves' in placement) {
      for (const cluster of clusters) cluster.utterances = cluster.utterances.filter((other) => !placement.moves.includes(other));
      clusters.push({ id: `group of ${text}`, scattered: false, utterances: [...placement.moves, text] });
    } else {
      clusters.push({ id: 'scattered', scattered: true, utterances: [text] });
    }
  }
  return clusters;
}

describe('placing utterances of one label', () => {
  it('gathers alike phrasings and keeps an unrelated one apart', () => {
    const clusters = place(['打开香氛', '播放新闻', '把香氛打开', '香氛开一下', 'turn on the fragrance', 'switch the fragrance on']);
    expect(clusters.map((cluster) => [cluster.scattered, cluster.utterances])).toEqual([
      [true, ['播放新闻', 'turn on the fragrance', 'switch the fragrance on']],
      [false, ['打开香氛', '把香氛打开', '香氛开一下']],
    ]);
  });

  it('puts a repeated utterance where it already is, whatever its punctuation', () => {
    expect(placeUtterance('Turn ON the fragrance!', [{ id: 'a', scattered: true, utterances: ['turn on the fragrance'] }])).toEqual({
      cluster: 'a',
    });
  });

  it('loses and doubles no utterance', () => {
    const words = fc.array(fc.constantFrom('打开', '香氛', '香薰', '好闷', '开窗', 'turn on', 'fragrance', 'please', '一点'), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(fc.array(words, { maxLength: 20 }), (sentences) => {
        const said = sentences.map((parts) => parts.join(' '));
        const placed = place(said).flatMap((cluster) => cluster.utterances);
        expect(placed.toSorted()).toEqual([...new Set(said)].toSorted());
      }),
    );
  });
});

describe('likeness of utterances', () => {
  it('is 1 for the same words and 0 for words without a common letter group', () => {
    expect(similarity(gramsOf('打开香氛'), gramsOf('打开香氛。'))).toBeCloseTo(1);
    expect(similarity(gramsOf('打开香氛'), gramsOf('turn it on'))).toBe(0);
  });

  it('folds width, case and punctuation, and never to nothing', () => {
    expect(foldUtterance('ＡＣ　on!')).toBe('ac on');
    expect(foldUtterance('把 sunroof 打 开')).toBe('把sunroof打开');
    expect(foldUtterance('?!')).toBe('?!');
  });
});
