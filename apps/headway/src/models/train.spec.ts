import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { shippedModelPath } from '@headway/learning/corpus';
import { readCard } from '@headway/learning/training';
import { distPath } from '@headway/platform/assets';
import { CommandLine, headway } from './testing/command-line.js';
import { TINY, type TinyFiles, writeTinyFiles } from './testing/tiny-files.js';

/** Processes are started here, on whatever else the machine does. */
const PATIENCE_MS = 120_000;
/** Long enough to be interrupted, some seconds at most. */
const LONG = ['--epochs', '200'];

let folder: string;
let tiny: TinyFiles;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'train-'));
  tiny = await writeTinyFiles(folder);
});
afterAll(() => rm(folder, { recursive: true }));

const training = (out: string, ...more: string[]) => [
  ...['train', '--dataset', tiny.dataset, '--base', tiny.base, '--out', join(folder, out), '--checkpoint-every', '1000000'],
  ...more,
];
const modelOf = (out: string) => readFile(join(folder, out, 'model.onnx'));

describe('headway train', () => {
  it(
    'reads a folder, writes a folder, says what is for what, and makes the same file again',
    async () => {
      const first = await headway(...training('a', '--epochs', '20'));
      expect(first).toMatchObject({ code: 0 });
      expect(first.stderr).toContain(`training on ${join(folder, 'train.jsonl')}`);
      expect(first.stderr).toContain(`calibrating on ${join(folder, 'dev.jsonl')}`);
      expect(first.stderr).toContain(`never trained on: ${join(folder, 'test.jsonl')}`);
      expect(first.stderr).toMatch(/step \d+ of \d+, loss \d+\.\d{3}, \d+ examples\/s, \d+ s left/);
      expect(await readdir(join(folder, 'a'))).toEqual(['figures.json', 'model.onnx', 'model.onnx.checkpoint']);
      const figures = JSON.parse(await readFile(join(folder, 'a', 'figures.json'), 'utf8')) as Record<string, unknown>;
      expect(figures).toMatchObject({ seed: 1, evaluation: { dev: { examples: 12 }, test: { examples: TINY.length - 12 } } });
      await headway(...training('b.onnx', '--epochs', '20'));
      const model = await modelOf('a');
      expect((await readFile(join(folder, 'b.onnx'))).equals(model)).toBe(true);
      await rm(join(folder, 'a', 'model.onnx'));
      const resumed = await headway(...training('a', '--epochs', '20', '--resume'));
      expect(resumed.stderr).not.toMatch(/step \d+ of/);
      expect((await modelOf('a')).equals(model)).toBe(true);
    },
    PATIENCE_MS,
  );

  let whole: Buffer;
  beforeAll(async () => {
    await headway(...training('whole', ...LONG));
    whole = await modelOf('whole');
  }, PATIENCE_MS);

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'leaves a checkpoint at %s, says how to go on, and then ends with the same file',
    async (signal) => {
      const args = training(signal, ...LONG);
      using run = new CommandLine(args);
      await run.shows(/step 1 of/);
      run.kill(signal);
      const stopped = await run.ended;
      expect(stopped).toMatchObject({ code: 130, signal: null });
      const [, step] = /interrupted after step (\d+); go on with: npm run headway -- train .* --resume\n$/.exec(stopped.stderr)!;
      expect(Number(step)).toBeGreaterThan(0);
      const resumed = await headway(...args, '--resume');
      expect(Number(/step (\d+) of/.exec(resumed.stderr)![1])).toBe(Number(step) + 1);
      expect((await modelOf(signal)).equals(whole)).toBe(true);
    },
    PATIENCE_MS,
  );

  it('ends at once at the second SIGINT, however long the first takes', async () => {
    const module = pathToFileURL(distPath('apps/headway/src/models/interruption.js')).href;
    const code = `const { interruption } = await import('${module}'); const stop = interruption();
      stop.signal.addEventListener('abort', () => console.log('stopping')); setInterval(() => {}, 1000); console.log('ready');`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      const output = child.stdout[Symbol.asyncIterator]();
      await output.next();
      child.kill('SIGINT');
      expect(String((await output.next()).value)).toBe('stopping\n');
      child.kill('SIGINT');
      await wait(400);
      expect(child.signalCode).toBeNull(); // what npm passes on of the same press
      child.kill('SIGINT');
      expect(await once(child, 'exit')).toEqual([null, 'SIGINT']);
    } finally {
      child.kill('SIGKILL');
    }
  });

  it('refuses another run’s checkpoint', async () => {
    using run = new CommandLine(training('other', ...LONG));
    await run.shows(/step 1 of/);
    run.kill('SIGINT');
    await run.ended;
    const other = await headway(...training('other', '--epochs', '401', '--resume'));
    expect(other).toMatchObject({ code: 1 });
    expect(other.stderr).toMatch(/was made with/);
  });

  it('takes other sizes, and refuses those that cannot be built', async () => {
    const made = await headway(
      'train',
      '--dataset',
      tiny.dataset,
      '--sizes',
      '{"layers":0,"width":64,"heads":2}',
      '--out',
      join(folder, 'sized'),
    );
    expect(made).toMatchObject({ code: 0 });
    expect(readCard(await modelOf('sized')).architecture).toMatchObject({ layers: 0, width: 64, heads: 2, members: 3 });
    const refused = async (sizes: string, ...more: string[]) =>
      (await headway('train', '--dataset', tiny.dataset, '--sizes', sizes, '--out', join(folder, 'unmade'), ...more)).stderr;
    expect(await refused('{"heads":3}')).toContain('a width of 128 does not divide among 3 heads');
    expect(await refused('{"convolution":4}')).toContain('it must be odd');
    expect(await refused('{"depth":4}')).toContain('Unrecognized key: "depth"');
    expect(await refused('{')).toContain('It must be JSON.');
    expect(await refused('{"layers":1}', '--base', tiny.base)).toContain('keeps the sizes and members of its --base');
  });

  it('learns from a teacher’s labels, and tells how many it kept', async () => {
    const texts = join(folder, 'texts.list');
    await writeFile(texts, 'turn on the hind light\nturn off the hind light\n打开灯\n');
    const taught = await headway(...training('taught', '--teacher', tiny.base, '--unlabelled', texts, '--confidence', '0'));
    expect(taught.stderr).toContain('3 of 3 texts labelled by');
    const figures = JSON.parse(await readFile(join(folder, 'taught', 'figures.json'), 'utf8')) as Record<string, unknown>;
    expect(figures['pseudoLabels']).toEqual({ texts: 3, kept: 3 });
    const alone = await headway(...training('alone', '--teacher', tiny.base));
    expect(alone).toMatchObject({ code: 1, stderr: expect.stringContaining('--teacher and --unlabelled go together') });
  });
});

describe('headway train --distil', () => {
  it('learns from what another model answers, and refuses one with other labels', async () => {
    const alone = await headway(...training('alone', '--epochs', '5'));
    const taught = await headway(...training('distilled', '--epochs', '5', '--distil', tiny.base, '--distil-share', '0.5'));
    expect([alone.code, taught.code]).toEqual([0, 0]);
    expect((await modelOf('distilled')).equals(await modelOf('alone'))).toBe(false);
    const other = await headway(...training('other-labels', '--distil', shippedModelPath('vehicle')));
    expect(other).toMatchObject({ code: 1, stdout: '' });
    expect(other.stderr).toContain('other labels');
    const none = await headway(...training('no-model', '--distil', tiny.dataset));
    expect(none.code).toBe(1);
  });
});

describe('a broken dataset', () => {
  it.each<[string, Record<string, string>, string]>([
    ['half a file', { 'train.jsonl': '{"id":"a","language":"en","te' }, 'train.jsonl:1: no JSON'],
    ['an unknown tag', { 'train.txt': 'play O\nroad I-album\nPlay\n' }, 'train.txt:2: I-album does not continue a slot album'],
    ['labels that contradict', { 'train-a.txt': 'play O\nPlay\n', 'train-b.txt': 'play O\nStop\n' }, 'train-b.txt:1: contradicts'],
    ['test examples alone', { 'test.txt': 'play O\nPlay\n' }, 'holds no training files'],
    ['an empty folder', {}, 'the folder holds no datasets'],
  ])('ends training with status 2 and the place: %s', async (_, files, message) => {
    const dataset = await mkdtemp(join(folder, 'broken-'));
    for (const [name, content] of Object.entries(files)) await writeFile(join(dataset, name), content);
    const refused = await headway('train', '--dataset', dataset, '--out', join(folder, 'none'));
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain(message);
    expect(refused.stderr).not.toContain('    at ');
  });

  it('ends evaluation and comparison with it as well', async () => {
    const broken = join(folder, 'cut.jsonl');
    await cp(join(folder, 'test.jsonl'), broken);
    await writeFile(broken, '{"id":', { flag: 'a' });
    const place = `cut.jsonl:${TINY.length - 12 + 1}: no JSON`;
    const evaluated = await headway('evaluate', '--model', tiny.base, '--dataset', broken, '--json');
    expect(evaluated).toMatchObject({ code: 2, stdout: '' });
    expect(evaluated.stderr).toContain(place);
    const compared = await headway('compare', '--parent', tiny.base, '--candidate', tiny.base, '--dataset', broken);
    expect(compared).toMatchObject({ code: 2, stderr: expect.stringContaining(place) });
  });
});
