/** @jest-environment ./libs/learning/engine-testing/src/native-arrays-environment.js */
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Example } from '@headway/contracts';
import { evaluateModel } from '../evaluation/evaluate.js';
import { TINY_EXAMPLES, tinyJob } from '../testing/tiny-task.js';
import { trainModel, type TrainingResult } from './train-model.js';

/** Everything that switches a light on is said to switch it off, and the other way round. */
const misled: readonly Example[] = TINY_EXAMPLES.map((example) => ({
  ...example,
  frames: example.frames.map((frame) => {
    const intent = { 'lights.on': 'lights.off', 'lights.off': 'lights.on' }[frame.intent] ?? frame.intent;
    return { ...frame, intent };
  }),
}));

describe('a model that is taught what others answer', () => {
  let teacher: TrainingResult;
  beforeAll(async () => {
    teacher = await trainModel(tinyJob({ examples: TINY_EXAMPLES, dev: TINY_EXAMPLES }));
  });
  const taughtBy = (share: number, models = [teacher.model, teacher.model]) =>
    trainModel(tinyJob({ examples: misled, dev: TINY_EXAMPLES, teachers: { models, share } }));

  it('believes them as far as it is told to, against its own labels', async () => {
    const { model: pupil } = await taughtBy(0.9);
    expect((await evaluateModel(pupil, TINY_EXAMPLES)).wholeSentence).toBeGreaterThan(0.9);
    const { model: sceptic } = await taughtBy(0.1);
    expect((await evaluateModel(sceptic, misled)).wholeSentence).toBeGreaterThan(0.9);
  });

  it('is the same every time, and another with other teachers', async () => {
    const again = async (share: number) => (await taughtBy(share, [teacher.model])).digest;
    expect(await again(0.5)).toBe(await again(0.5));
    expect(await again(0.5)).not.toBe(await again(0.4));
  });

  it('refuses a teacher with other labels', async () => {
    const lights = await trainModel(tinyJob({ examples: TINY_EXAMPLES.slice(0, 20), options: { epochs: 1 } }));
    await expect(taughtBy(0.5, [lights.model])).rejects.toThrow(/other labels/);
  });
});
