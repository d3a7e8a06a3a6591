import { readFile, stat } from 'node:fs/promises';
import { createUnderstander } from '@headway/assistant/understanding';
import { handSet, shippedModelPath } from '@headway/learning/corpus';

/** What one model costs to ask: tokenise, run, decode, on one thread, one utterance at a time. */
export interface NluFigures {
  model: string;
  bytes: number;
  utterances: number;
  p50Ms: number;
  p99Ms: number;
  perSecondPerCore: number;
}

const WARM_UP = 200;
const ROUNDS = 10;

const quantile = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

/** Reads every hand-written development utterance ten times. */
export async function benchNlu(family: 'vehicle' | 'region'): Promise<NluFigures> {
  const file = shippedModelPath(family);
  const understander = await createUnderstander(await readFile(file));
  const utterances = [...handSet('zh', 'dev'), ...handSet('en', 'dev')];
  for (let i = 0; i < WARM_UP; i += 1) await understander.understand(utterances[i % utterances.length]?.text ?? '');
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { text, language } of utterances) {
      const started = performance.now();
      await understander.understand(text, language);
      times.push(performance.now() - started);
    }
  }
  await understander.dispose();
  const total = times.reduce((sum, time) => sum + time, 0);
  times.sort((a, b) => a - b);
  return {
    model: family,
    bytes: (await stat(file)).size,
    utterances: times.length,
    p50Ms: quantile(times, 0.5),
    p99Ms: quantile(times, 0.99),
    perSecondPerCore: Math.round((times.length / total) * 1000),
  };
}
