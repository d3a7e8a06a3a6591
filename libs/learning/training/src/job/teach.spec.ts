/** @jest-environment ./libs/learning/engine-testing/src/native-arrays-environment.js */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TINY_EXAMPLES, tinyJob } from '../testing/tiny-task.js';
import { pseudoLabelled, readTexts } from './teach.js';
import { trainModel } from './train-model.js';

describe('a teacher', () => {
  let folder: string;
  let teacher: Uint8Array;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'teach-'));
    ({ model: teacher } = await trainModel(tinyJob()));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('labels texts as it reads them, where it is sure, and leaves alone what has a label', async () => {
    const texts = TINY_EXAMPLES.map(({ text }) => text);
    const labelled = TINY_EXAMPLES.slice(0, 2);
    const all = await pseudoLabelled(teacher, texts, { confidence: 0, labelled });
    expect(all).toMatchObject({ texts: texts.length - 2, kept: texts.length - 2 });
    const right = all.examples.filter(({ text, frames, language }) => {
      const example = TINY_EXAMPLES.find((entry) => entry.text === text)!;
      return language === example.language && JSON.stringify(frames) === JSON.stringify(example.frames);
    });
    expect(right.length).toBeGreaterThan(0.9 * all.kept);
    const sure = await pseudoLabelled(teacher, texts, { confidence: 0.7, labelled });
    const surer = await pseudoLabelled(teacher, texts, { confidence: 1, labelled });
    expect(sure.kept).toBeGreaterThan(surer.kept);
    expect(surer.kept).toBeLessThan(texts.length - 2);
  });

  it('is given each text of its files once', async () => {
    const path = join(folder, 'texts.txt');
    await writeFile(path, 'open up\n\n 打开车窗 \r\nopen up\n');
    expect(await readTexts([path])).toEqual(['open up', '打开车窗']);
    await expect(readTexts([path, path])).rejects.toThrow('holds no new text');
    await writeFile(path, `fine\n${'a'.repeat(513)}\n`);
    await expect(readTexts([path])).rejects.toThrow('texts.txt:2: the text is longer than 512 characters');
  });
});
