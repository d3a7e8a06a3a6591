import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { assetPath } from '@headway/platform/assets';
import { headway } from './testing/command-line.js';
import { TINY, type TinyFiles, writeTinyFiles } from './testing/tiny-files.js';

const GOLDEN = assetPath('libs/learning/corpus/assets/golden.jsonl');
const DRIVERS = assetPath('libs/learning/corpus/assets/drivers.jsonl');
const SNIPS = assetPath('../shared/data/nlu/snips');
interface Printed {
  examples: number;
  byLanguage: Record<'zh' | 'en', object>;
}
const FIGURES = ['examples', 'intentAccuracy', 'slotF1', 'wholeSentence', 'actionsExact', 'calibrationError'];

let folder: string;
let tiny: TinyFiles;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'measure-'));
  tiny = await writeTinyFiles(folder);
});
afterAll(() => rm(folder, { recursive: true }));

const json = async (...args: string[]) => JSON.parse((await headway(...args, '--json')).stdout) as Printed;

describe('headway evaluate', () => {
  it('prints one object over one file', async () => {
    const report = await json('evaluate', '--dataset', GOLDEN);
    expect(Object.keys(report).filter((key) => key !== 'outOfScope')).toEqual([...FIGURES, 'byLanguage']);
    expect(report).toMatchObject({ actionsExact: 1 });
    expect(Object.keys(report.byLanguage)).toEqual(['en', 'zh']);
    expect(Object.keys(report.byLanguage.zh)).toEqual(expect.arrayContaining(FIGURES));
  });

  it('prints one object over several files, with each of them', async () => {
    const report = await json('evaluate', '--dataset', GOLDEN, DRIVERS);
    const [golden, drivers] = [await json('evaluate', '--dataset', GOLDEN), await json('evaluate', '--dataset', DRIVERS)];
    expect(report).toMatchObject({
      examples: golden.examples + drivers.examples,
      datasets: { 'golden.jsonl': golden, 'drivers.jsonl': drivers },
    });
  });

  it('tells of scope where examples lie outside, and of actions only for the cockpit’s labels', async () => {
    const report = await json('evaluate', '--model', tiny.base, '--dataset', tiny.dataset);
    expect(report).toMatchObject({
      examples: TINY.length - 12,
      outOfScope: { recall: expect.any(Number), inScopeAccuracy: expect.any(Number) },
    });
    expect(report).not.toHaveProperty('actionsExact');
  });

  it('prints a table for people', async () => {
    const { stdout } = await headway('evaluate', '--dataset', GOLDEN, DRIVERS);
    expect(stdout).toMatch(/examples +intents +slot F1 +whole +actions +calibration error/);
    for (const name of ['all', 'en', 'zh', 'golden.jsonl', 'drivers.jsonl']) expect(stdout).toMatch(new RegExp(`^${name} +\\d+ +\\d`, 'm'));
  });
});

describe('headway compare', () => {
  const shipped = assetPath('libs/learning/corpus/models/vehicle.onnx');

  it('says what the paired test shows', async () => {
    const worse = await json('compare', '--parent', shipped, '--candidate', tiny.base, '--dataset', GOLDEN, DRIVERS);
    expect(worse).toMatchObject({
      overall: { gained: 0, verdict: 'worse' },
      datasets: { 'golden.jsonl': { overall: { verdict: 'worse' } } },
    });
    const better = await json('compare', '--parent', tiny.base, '--candidate', shipped, '--dataset', GOLDEN);
    expect(better).toMatchObject({ overall: { lost: 0, verdict: 'better' } });
    const { stdout } = await headway('compare', '--parent', shipped, '--candidate', shipped, '--dataset', GOLDEN);
    expect(stdout).toMatch(/^all +\d+ .* no difference shown$/m);
  });

  it('says on one line that a model file is none', async () => {
    const failed = await headway('compare', '--parent', shipped, '--candidate', GOLDEN, '--dataset', GOLDEN);
    expect(failed).toMatchObject({ code: 1, stdout: '' });
    expect(failed.stderr.trim().split('\n')).toHaveLength(1);
  });
});

describe('the SNIPS folder', () => {
  /** The corpus is no part of the project. */
  const withSnips = existsSync(SNIPS) ? it : (name: string) => console.warn(`not run, because ${SNIPS} is not here: ${name}`);

  withSnips('is measured on its test file as it lies', async () => {
    const report = await json('evaluate', '--model', tiny.base, '--dataset', SNIPS);
    expect(report).toMatchObject({ examples: 700, intentAccuracy: 0 });
    expect(report).not.toHaveProperty('actionsExact');
    expect(report).not.toHaveProperty('outOfScope');
  });
});
