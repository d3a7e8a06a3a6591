import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { assetPath } from '@headway/platform/assets';
import { shippedModelPath } from './hand-set.js';

const run = promisify(execFile);

interface Trained {
  digest: string;
  bytes: number;
  corpus: { size: number };
  sets: Record<string, { actionsExact: number }>;
}

describe.each(['vehicle', 'region'] as const)('the shipped %s model', (family) => {
  it('is the one whose figures lie beside it, and knows what a manual says', async () => {
    const { digest, bytes, sets } = JSON.parse(await readFile(shippedModelPath(family).replace('.onnx', '.json'), 'utf8')) as Trained;
    const model = await readFile(shippedModelPath(family));
    expect(createHash('sha256').update(model).digest('hex')).toBe(digest);
    expect(model.byteLength).toBe(bytes);
    expect(sets['golden']!.actionsExact).toBe(1);
    expect(sets['plain-zh']!.actionsExact).toBeGreaterThan(0.96);
    expect(sets['plain-en']!.actionsExact).toBeGreaterThan(0.96);
  });
});

describe('the command that trains the shipped models', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'shipped-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** Trains a vehicle model as the shipped one was, on less text; returns what it writes down of it. */
  async function trained(size: number, epochs: number): Promise<Trained> {
    const options = ['--family', 'vehicle', '--size', String(size), '--epochs', String(epochs), '--out', folder];
    await run(process.execPath, [assetPath('tools/train-models.mjs'), ...options]);
    return JSON.parse(await readFile(join(folder, 'vehicle.json'), 'utf8')) as Trained;
  }

  it('makes a model that has learnt what no text taught it word for word', async () => {
    const untrained = await trained(200, 0.01);
    expect(untrained.sets['golden']!.actionsExact).toBeLessThan(0.1);
    const figures = await trained(12_000, 4);
    expect(figures.corpus.size).toBe(12_000);
    expect(figures.sets['golden']!.actionsExact).toBeGreaterThan(0.5);
    expect(figures.sets['hand-zh-dev']!.actionsExact).toBeGreaterThan(0.15);
    expect(figures.sets['hand-en-dev']!.actionsExact).toBeGreaterThan(0.15);
    const model = await readFile(join(folder, 'vehicle.onnx'));
    expect(model.byteLength).toBe(figures.bytes);
    expect(createHash('sha256').update(model).digest('hex')).toBe(figures.digest);
  }, 600_000);
});
