import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { MemoryDisk } from './memory-disk.spec-support.js';
import { type ModelSlots, openSlots } from './model-slots.js';
import type { SlotContent } from './slot-state.js';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const model = (name: string) => Buffer.from(name.repeat(100));
const content = (name: string, releaseCounter: number): SlotContent => ({
  digest: sha256(model(name)),
  version: name,
  releaseCounter,
  assignment: `assignment-${name}`,
  rollout: 'rollout',
});
const passes = async () => ({ ok: true, detail: '' });

let files: Map<string, Buffer>;
const open = (disk = new MemoryDisk(files)) =>
  openSlots({
    folder: '/slots',
    factoryModel: { path: '/factory.onnx', version: 'factory' },
    disk,
    maxCrashes: 3,
    maxUnconfirmedStarts: 3,
  });

async function bring(slots: ModelSlots, name: string, releaseCounter: number): Promise<void> {
  files.set('/download', model(name));
  expect(await slots.install('/download', content(name, releaseCounter), passes)).toEqual({ ok: true });
  await slots.activate(content(name, releaseCounter));
}

beforeEach(() => {
  files = new Map([['/factory.onnx', model('factory')]]);
});

describe('two slots', () => {
  it('run the factory model until another one is activated', async () => {
    const slots = await open();
    expect(slots.active).toMatchObject({ place: 'factory', version: 'factory', confirmed: true });
    await bring(slots, 'one', 1);
    expect(slots.active).toMatchObject({ place: 'a', version: 'one', confirmed: false });
    expect(await slots.bytes()).toEqual(model('one'));
    await slots.confirmHealthy();
    await bring(slots, 'two', 2);
    expect(slots.active).toMatchObject({ place: 'b', version: 'two' });
    expect((await open()).active).toMatchObject({ version: 'two' });
  });

  it('leave the active model alone when the new one fails its golden utterances', async () => {
    const slots = await open();
    await bring(slots, 'one', 1);
    files.set('/download', model('bad'));
    const tried: string[] = [];
    const result = await slots.install('/download', content('bad', 2), async (path) => {
      tried.push(path);
      return { ok: false, detail: 'wrong answer' };
    });
    expect(result).toEqual({ ok: false, reason: 'golden-failed', detail: 'wrong answer' });
    expect(tried).toEqual(['/slots/b.onnx']);
    expect(slots.active.version).toBe('one');
  });

  it('refuse a file that is not the assigned model', async () => {
    files.set('/download', model('other'));
    expect(await (await open()).install('/download', content('one', 1), passes)).toMatchObject({ ok: false, reason: 'hash-mismatch' });
  });

  it('go back to a model they still hold without a file', async () => {
    const slots = await open();
    await bring(slots, 'one', 1);
    await slots.confirmHealthy();
    await bring(slots, 'two', 2);
    expect(await slots.holds(content('one', 3).digest)).toBe(true);
    expect(await slots.install(undefined, content('one', 3), passes)).toEqual({ ok: true });
    expect(await slots.activate(content('one', 3))).toMatchObject({ place: 'a', releaseCounter: 3 });
  });
});

describe('the watchdog', () => {
  it('undoes a switch after repeated crashes, also over restarts', async () => {
    let slots = await open();
    await bring(slots, 'one', 1);
    expect(await slots.reportCrash('boom')).toBe(false);
    slots = await open();
    expect(await slots.reportCrash('boom')).toBe(false);
    expect(await slots.reportCrash('boom')).toBe(true);
    expect(slots.active).toMatchObject({ place: 'factory', confirmed: true });
    expect(slots.reversion).toMatchObject({ reason: 'crash-loop', content: { version: 'one' } });
  });

  it('forgets crashes once the model has proved itself', async () => {
    const slots = await open();
    await bring(slots, 'one', 1);
    await slots.reportCrash('boom');
    await slots.reportCrash('boom');
    await slots.confirmHealthy();
    expect(await slots.reportCrash('boom')).toBe(false);
    expect(slots.active.version).toBe('one');
  });

  it('undoes a switch that keeps the whole agent from running', async () => {
    await bring(await open(), 'one', 1);
    for (let start = 0; start < 3; start++) expect((await open()).active.version).toBe('one');
    const slots = await open();
    expect(slots.active.version).toBe('factory');
    expect(slots.reversion?.reason).toBe('restart-loop');
  });

  it('falls back when the active file is damaged', async () => {
    const slots = await open();
    await bring(slots, 'one', 1);
    await slots.confirmHealthy();
    await bring(slots, 'two', 2);
    files.set('/slots/b.onnx', model('twx'));
    expect((await open()).active.version).toBe('one');
    files.set('/slots/a.onnx', model('onx'));
    expect((await open()).active.version).toBe('factory');
  });
});

describe('a power loss', () => {
  it('after any step leaves a whole model active, the old one or the new one, and the next try succeeds', async () => {
    const first = await open();
    await bring(first, 'one', 1);
    await first.confirmHealthy();
    const before = new Map(files);
    const outcomes: string[] = [];
    for (let cutAt = 1; outcomes.at(-1) !== 'finished'; cutAt++) {
      files = new Map(before);
      const finished = await open(new MemoryDisk(files, cutAt))
        .then(async (slots) => {
          await bring(slots, 'two', 2);
          await slots.confirmHealthy();
          return true;
        })
        .catch(() => false);
      const slots = await open();
      expect(['one', 'two']).toContain(slots.active.version);
      expect(await slots.bytes()).toEqual(model(slots.active.version));
      outcomes.push(finished ? 'finished' : slots.active.version);
      if (slots.active.version === 'one') await bring(slots, 'two', 2);
      expect((await open()).active.version).toBe('two');
    }
    expect(outcomes.length).toBeGreaterThan(10);
    expect(outcomes).toContain('one');
    expect(outcomes).toContain('two');
  });

  it('during a revert leaves a whole model active', async () => {
    await bring(await open(), 'one', 1);
    const before = new Map(files);
    for (let cutAt = 1; cutAt < 6; cutAt++) {
      files = new Map(before);
      await open(new MemoryDisk(files, cutAt))
        .then((slots) => slots.revert('crash-loop', ''))
        .catch(() => undefined);
      const slots = await open();
      expect(await slots.bytes()).toEqual(model(slots.active.version));
    }
  });
});
