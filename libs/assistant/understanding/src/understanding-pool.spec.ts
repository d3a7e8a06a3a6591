import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AppError } from '@headway/platform/errors';
import { keywordModel } from '@headway/testing';
import type { GoldenUtterance } from './golden.js';
import { ModelHost } from './host/model-host.js';
import { createUnderstandingPool, type UnderstandingPool } from './understanding-pool.js';

const keywords = {
  open: { intent: 'window.open', clause: true },
  driver: { tag: 'B-zone' },
  warmer: { intent: 'climate.warmer', clause: true },
};
const first = keywordModel({ version: '1', keywords });
const second = keywordModel({ version: '2', keywords: { ...keywords, perfume: { intent: 'fragrance.on', clause: true } } });
const broken = keywordModel({ version: '3', keywords: { open: { intent: 'climate.warmer' } } });
const golden: GoldenUtterance[] = [
  {
    text: 'open the driver window',
    language: 'en',
    isRight: ([frame]) => frame?.intent === 'window.open' && frame.slots[0]?.text === 'driver',
  },
];

const opened: { close(): Promise<void> }[] = [];
const kept = <T extends { close(): Promise<void> }>(resource: T): T => {
  opened.push(resource);
  return resource;
};
const openPool = async (model = first, workers = 1, maxQueue = 16): Promise<UnderstandingPool> =>
  kept(await createUnderstandingPool({ model, golden, workers, maxQueue }));
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'understood',
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );

afterEach(async () => {
  for (const resource of opened.splice(0).reverse()) await resource.close();
});

describe('UnderstandingPool', () => {
  it('understands in a worker thread', async () => {
    const pool = await openPool();
    const understood = await pool.understand('Open the driver window and make it warmer');
    expect(understood).toMatchObject({ language: 'en', modelVersion: '1', modelDigest: pool.digest });
    expect(understood.frames.map((frame) => frame.intent)).toEqual(['window.open', 'climate.warmer']);
    expect(understood.frames[0]?.slots).toMatchObject([{ name: 'zone', text: 'driver', start: 9, end: 15 }]);
  });

  it('refuses at once, with a time to come again, what does not fit the queue', async () => {
    const pool = await openPool(first, 1, 2);
    const asked = Array.from({ length: 8 }, () => pool.understand('open'));
    const codes = await Promise.all(asked.map(codeOf));
    expect(codes.filter((code) => code === 'understood').length).toBeGreaterThanOrEqual(2);
    expect(codes.slice(3)).toEqual(Array.from({ length: 5 }, () => 'overloaded'));
    const refusal = await Promise.allSettled(asked).then((all) => all.at(-1));
    expect(refusal).toMatchObject({ reason: { retryAfterMs: expect.any(Number) } });
  });

  it('drops work whose budget is spent and work that is given up', async () => {
    const pool = await openPool();
    const abort = new AbortController();
    const expired = pool.understand('open', { budgetMs: 0 });
    const cancelled = pool.understand('open', { signal: abort.signal });
    abort.abort();
    expect(await Promise.all([expired, cancelled].map(codeOf))).toEqual(['deadline-exceeded', 'cancelled']);
    expect(await codeOf(pool.understand('open', { signal: abort.signal }))).toBe('cancelled');
    expect(pool.load).toEqual({ queued: 0, served: 0 });
  });

  it('swaps the model while utterances are under way', async () => {
    const pool = await openPool(first, 2, 1000);
    const before = Array.from({ length: 50 }, () => pool.understand('perfume please'));
    await pool.swap(second);
    const after = await pool.understand('perfume please');
    const versions = (await Promise.all(before)).map(({ modelVersion, frames }) => `${modelVersion}:${frames[0]?.intent}`);
    expect(new Set(versions)).toEqual(new Set(['1:none']));
    expect(after).toMatchObject({ modelVersion: '2', frames: [{ intent: 'fragrance.on' }] });
  });

  it('goes on with the old model when the new one misreads a golden utterance or is no model', async () => {
    const pool = await openPool();
    await expect(pool.swap(broken)).rejects.toThrow(/"open the driver window" is read as climate.warmer\(\)/);
    await expect(pool.swap(Uint8Array.of(1, 2, 3))).rejects.toMatchObject({ code: 'invalid-model' });
    expect(await pool.understand('open')).toMatchObject({ modelVersion: '1' });
  });

  it('does not open with a model that fails its golden utterances', async () => {
    await expect(createUnderstandingPool({ model: broken, golden, workers: 1, maxQueue: 1 })).rejects.toMatchObject({
      code: 'invalid-model',
    });
  });
});

describe('ModelHost', () => {
  it('holds each model once, however many pools use it, until the last lets go', async () => {
    const host = kept(new ModelHost({ workers: 1, maxQueue: 100 }));
    const pools = await Promise.all([first, first, second].map((model) => createUnderstandingPool({ host, model })));
    const [a, b, c] = pools as [UnderstandingPool, UnderstandingPool, UnderstandingPool];
    expect(host.digests).toEqual([a.digest, c.digest]);
    await a.close();
    expect(await codeOf(a.understand('open'))).toBe('unavailable');
    expect(host.digests).toEqual([b.digest, c.digest]);
    expect(await b.understand('open')).toMatchObject({ modelVersion: '1' });
    await b.close();
    expect(host.digests).toEqual([c.digest]);
    expect(await c.understand('perfume')).toMatchObject({ frames: [{ intent: 'fragrance.on' }] });
  });

  it('replaces a worker that left by itself, with its models', async () => {
    const host = kept(new ModelHost({ workers: 1, maxQueue: 100 }));
    const model = await host.acquire(first);
    const { lanes } = host as unknown as { lanes: { worker: { thread: Worker } }[] };
    const thread = lanes[0]?.worker.thread;
    if (!thread) throw new Error('the host has no worker');
    const left = once(thread, 'exit');
    thread.postMessage({ kind: 'stop' });
    const meanwhile = codeOf(model.understand('open'));
    await left;
    expect(await meanwhile).toBe('unavailable');
    expect((await model.understand('open')).frames).toMatchObject([{ intent: 'window.open' }]);
  });

  it('settles every utterance exactly as its budget, its caller and the queue allow', async () => {
    const host = kept(new ModelHost({ workers: 2, maxQueue: 40 }));
    const models = await Promise.all([host.acquire(first), host.acquire(second)]);
    const wish = fc.record({
      model: fc.nat(1),
      budgetMs: fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined }),
      givesUp: fc.boolean(),
    });
    const run = async (wishes: { model: number; budgetMs?: number; givesUp: boolean }[]) => {
      const codes = wishes.map(async ({ model, budgetMs, givesUp }) => {
        const abort = new AbortController();
        const code = codeOf(models[model]?.understand('open', { budgetMs, signal: abort.signal }) ?? Promise.reject(new Error('no model')));
        if (givesUp) abort.abort();
        return { code: await code, budgetMs, givesUp };
      });
      for (const { code, budgetMs, givesUp } of await Promise.all(codes)) {
        const allowed = ['overloaded', givesUp ? 'cancelled' : 'understood', ...(budgetMs === undefined ? [] : ['deadline-exceeded'])];
        expect(allowed).toContain(code);
      }
      expect(host.queued).toBe(0);
    };
    await fc.assert(fc.asyncProperty(fc.array(wish, { maxLength: 60 }), run), { numRuns: 40 });
  });

  it('lets what runs finish and refuses the rest when it closes', async () => {
    const host = kept(new ModelHost({ workers: 1, maxQueue: 100 }));
    const model = await host.acquire(first);
    const asked = Array.from({ length: 5 }, () => model.understand('open'));
    const codes = Promise.all(asked.map(codeOf));
    await host.close();
    expect(await codes).toEqual(['understood', ...Array.from({ length: 4 }, () => 'unavailable')]);
    await expect(host.acquire(second)).rejects.toMatchObject({ code: 'unavailable' });
  });
});
