import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Example } from '@headway/contracts';
import { distPath } from '@headway/platform/assets';

const ZONES = ['front', 'rear', 'left', 'right', 'middle', 'upper'];
const PATTERNS = [
  ['lights.on', 'turn on the {} light'],
  ['lights.on', 'a light at the {} please'],
  ['lights.off', 'turn off the {} light'],
  ['none', 'what is {} in french'],
] as const;

/** Examples of a task that is learnt in a second. */
export const TINY: readonly Example[] = PATTERNS.flatMap(([intent, pattern], p) =>
  ZONES.map((zone, z) => {
    const start = pattern.indexOf('{}');
    const text = pattern.replace('{}', zone);
    const slots = intent === 'none' ? [] : [{ name: 'zone', start, end: start + zone.length }];
    return { id: `tiny:${p}:${z}`, language: 'en', text, frames: [{ intent, span: [0, text.length], slots }], source: 'grammar' };
  }),
);

export interface TinyFiles {
  /** A folder with train.jsonl, dev.jsonl and test.jsonl. */
  dataset: string;
  /** A model of some 20,000 parameters that knows nothing yet: fine-tuning it takes milliseconds a step. */
  base: string;
}

const JOB = {
  examples: TINY,
  dev: TINY,
  version: 'tiny',
  trainedAt: '',
  family: 'vehicle',
  architecture: { embedding: 12, width: 16, convolution: 3, layers: 1, heads: 2, feedForward: 24, maxDistance: 4 },
  tokenizer: { wordBuckets: 512, gramBuckets: 1024, gramsPerToken: 4, maxTokens: 32 },
  options: { epochs: 1, batchSize: 64 },
};

/** The engine runs in a process of its own: it cannot be shared by the realms of several specs. */
const TRAIN = `
  import { readFileSync, writeFileSync } from 'node:fs';
  import { trainModel } from '${pathToFileURL(distPath('libs/learning/training/src/index.js')).href}';
  const { model } = await trainModel(JSON.parse(readFileSync(0, 'utf8')));
  writeFileSync(process.argv[1], model);`;

export async function writeTinyFiles(folder: string): Promise<TinyFiles> {
  const base = join(folder, 'base.onnx');
  const child = spawn(process.execPath, ['--input-type=module', '-e', TRAIN, base], { stdio: ['pipe', 'ignore', 'inherit'] });
  child.stdin.end(JSON.stringify(JOB));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`the tiny model could not be made: ${code}`);
  const lines = (examples: readonly Example[]) => examples.map((example) => `${JSON.stringify(example)}\n`).join('');
  for (const [part, examples] of Object.entries({ train: TINY, dev: TINY.slice(0, 12), test: TINY.slice(12) }))
    await writeFile(join(folder, `${part}.jsonl`), lines(examples));
  return { dataset: folder, base };
}
