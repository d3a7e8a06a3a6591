import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Example } from '@headway/contracts';
import { TINY_EXAMPLES } from '../testing/tiny-task.js';
import { findDatasets, findMeasured } from './folder.js';
import { formatJsonLines } from './json-lines.js';
import { MAX_LINE_BYTES } from './lines.js';
import { readDataset } from './read.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'datasets-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function file(name: string, content: string | Uint8Array): Promise<string> {
  await writeFile(join(folder, name), content);
  return join(folder, name);
}

const [first, second] = TINY_EXAMPLES as [Example, Example];
const block = (text: string, intent: string): string =>
  `${text
    .split(' ')
    .map((token) => `${token} O\n`)
    .join('')}${intent}\n\n`;

describe('dataset files', () => {
  it('of both formats make one dataset, whatever their line ends', async () => {
    const ours = await file('a.jsonl', formatJsonLines(TINY_EXAMPLES).replaceAll('\n', '\r\n'));
    const blocks = await file('b.txt', block('stop it', 'Stop').replaceAll('\n', '\r\n').trimEnd());
    const { examples, duplicates, contradictions } = await readDataset(ours, blocks);
    expect(examples.slice(0, -1)).toEqual(TINY_EXAMPLES);
    expect(examples.at(-1)).toMatchObject({ id: 'b.txt:1', text: 'stop it', frames: [{ intent: 'Stop' }] });
    expect([duplicates, contradictions]).toEqual([0, []]);
  });

  it('keep lines whole that are longer than what is read at once', async () => {
    const text = `${'很长'.repeat(250)}`;
    const long = Array.from({ length: 100 }, (_, i) => ({
      ...first,
      id: `long:${i}`,
      text: `${text}${i}`,
      frames: [{ intent: 'none', span: [0, text.length] as [number, number], slots: [] }],
    }));
    expect((await readDataset(await file('long.jsonl', formatJsonLines(long)))).examples).toEqual(long);
  });

  it('may repeat examples, which are counted', async () => {
    const a = await file('a.jsonl', formatJsonLines([first, first, { ...first, id: 'other' }]));
    const b = await file('b.jsonl', formatJsonLines([first, second]));
    const { examples, duplicates } = await readDataset(a, b);
    expect([examples.length, duplicates]).toEqual([5, 3]);
  });

  it('of a published corpus may hold a slip in a thousand sentences, which is told; one in a hundred is refused', async () => {
    const good = (sentences: number) => Array.from({ length: sentences }, (_, i) => block(`say ${i}`, 'Say')).join('');
    const slip = block('play', 'Play') + block('play', 'Stop');
    const path = await file('corpus.txt', good(998) + slip);
    expect((await readDataset(path)).contradictions).toEqual([
      { file: path, line: 998 * 4 + 4, first: `line ${998 * 4 + 1}`, text: 'play' },
    ]);
    await file('corpus.txt', good(98) + slip);
    await expect(readDataset(path)).rejects.toThrow(
      `${path}:${98 * 4 + 4}: contradicts line ${98 * 4 + 1}: the same text "play" is labelled otherwise`,
    );
  });

  const changed = { ...first, id: 'x', frames: [{ ...first.frames[0]!, intent: 'lights.off' }] };
  it.each<[string, Record<string, string | Uint8Array>, string]>([
    [
      'labels that contradict another file',
      { 'a.jsonl': formatJsonLines([first]), 'b.jsonl': formatJsonLines([second, changed]) },
      'b.jsonl:2: contradicts',
    ],
    ['blocks that contradict another file', { 'a.txt': block('play', 'Play'), 'b.txt': block('play', 'Stop') }, 'b.txt:1: contradicts'],
    ['blocks that contradict our own', { 'a.jsonl': formatJsonLines([first]), 'b.txt': block(first.text, 'Play') }, 'b.txt:1: contradicts'],
    ['an empty file', { 'a.jsonl': '' }, 'a.jsonl: is empty'],
    ['an empty block file', { 'a.txt': '' }, 'a.txt: is empty'],
    ['blank lines alone', { 'a.jsonl': '\n \n' }, 'a.jsonl: holds no examples'],
    [
      'other bytes than UTF-8',
      { 'a.jsonl': Buffer.concat([Buffer.from(formatJsonLines([first])), Buffer.from([0xb4, 0xf2, 0x0a])]) },
      'a.jsonl:2: is no UTF-8 text',
    ],
    ['blocks in other bytes than UTF-8', { 'a.txt': Buffer.from([0xb4, 0xf2, 0x20, 0x4f, 0x0a]) }, 'a.txt:1: is no UTF-8 text'],
    ['a character cut in half', { 'a.jsonl': Buffer.from(formatJsonLines(TINY_EXAMPLES.slice(-1))).subarray(0, 60) }, 'a.jsonl:1: '],
    [
      'an endless line',
      { 'a.jsonl': `${formatJsonLines([first])}{"text":"${'a'.repeat(MAX_LINE_BYTES)}"}` },
      `a.jsonl:2: the line is longer than ${MAX_LINE_BYTES} bytes`,
    ],
    ['an endless line of blocks', { 'a.txt': 'a'.repeat(MAX_LINE_BYTES + 1) }, `a.txt:1: the line is longer than ${MAX_LINE_BYTES} bytes`],
  ])('are refused for %s, with the place', async (_, contents, message) => {
    const paths: string[] = [];
    for (const [name, content] of Object.entries(contents)) paths.push(await file(name, content));
    await expect(readDataset(...paths)).rejects.toThrow(`${folder}/${message}`);
  });

  it('that are not there are named', async () => {
    await expect(readDataset(join(folder, 'none.jsonl'))).rejects.toThrow('none.jsonl: cannot be read (ENOENT)');
  });
});

describe('a dataset folder', () => {
  const names = async (...list: string[]) => {
    for (const name of list) await file(name, '');
  };
  const at = (...list: string[]) => list.map((name) => join(folder, name));

  it('is read by the names of its files', async () => {
    await names('train-zh.jsonl', 'train-en.txt', 'dev.txt', 'valid.jsonl', 'test.txt', 'extra.txt', 'README.md');
    await mkdir(join(folder, 'train.txt'));
    expect(await findDatasets([folder])).toEqual({
      train: at('train-en.txt', 'train-zh.jsonl'),
      dev: at('dev.txt', 'valid.jsonl'),
      test: at('test.txt'),
    });
    expect(await findMeasured([folder])).toEqual(at('test.txt'));
  });

  it('without a name for training is for training, but never what is for testing', async () => {
    await names('a.jsonl', 'b.txt', 'test-a.jsonl');
    expect(await findDatasets([folder])).toEqual({ train: at('a.jsonl', 'b.txt'), dev: [], test: at('test-a.jsonl') });
  });

  it('is refused without datasets, and when it is not there', async () => {
    await names('README.md');
    await expect(findDatasets([folder])).rejects.toThrow(`${folder}: the folder holds no datasets`);
    await expect(findDatasets([join(folder, 'none')])).rejects.toThrow('cannot be read (ENOENT)');
  });
});
