import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openSigner } from './signer.js';

const DAY_MS = 86_400_000;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'headway-signer-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const target = (name: string) => ({
  path: name,
  digest: 'a'.repeat(64),
  bytes: 5,
  data: { family: 'vehicle' as const, version: '1', releaseCounter: 1, opset: 17, parent: '' },
});

const versionOf = async (signer: Awaited<ReturnType<typeof openSigner>>) =>
  JSON.parse(Buffer.from((await signer.metadata('timestamp.json'))!).toString('utf8')).signed.version as number;

describe('a signer', () => {
  it('keeps its keys to itself and its state over a restart', async () => {
    const first = await openSigner({ folder, now: Date.now });
    await first.addTargets([target('a.onnx')]);
    for (const name of await readdir(join(folder, 'keys'))) {
      expect((await stat(join(folder, 'keys', name))).mode & 0o777).toBe(0o600);
    }
    const second = await openSigner({ folder, now: Date.now });
    expect(second.directorKeyId).toBe(first.directorKeyId);
    expect(second.targetPaths()).toEqual(['a.onnx']);
    expect(Buffer.from(second.trustedRoot).equals(Buffer.from(first.trustedRoot))).toBe(true);
  });

  it('keeps every target when several are added at once', async () => {
    const signer = await openSigner({ folder, now: Date.now });
    await Promise.all(['a', 'b', 'c'].map((name) => signer.addTargets([target(name)])));
    expect(signer.targetPaths().sort()).toEqual(['a', 'b', 'c']);
  });

  it('signs the timestamp anew at half its life, and at the start when it has expired', async () => {
    let now = Date.now();
    const signer = await openSigner({ folder, now: () => now });
    const first = await versionOf(signer);
    await signer.refresh();
    expect(await versionOf(signer)).toBe(first);
    now += 0.6 * DAY_MS;
    await signer.refresh();
    expect(await versionOf(signer)).toBe(first + 1);
    now += 30 * DAY_MS;
    expect(await versionOf(await openSigner({ folder, now: () => now }))).toBe(first + 2);
  });

  it('serves metadata files and nothing else', async () => {
    const signer = await openSigner({ folder, now: Date.now });
    expect(await signer.metadata('1.root.json')).toBeDefined();
    expect(await signer.metadata('../keys/root.pem')).toBeUndefined();
    expect(await signer.metadata('9.root.json')).toBeUndefined();
  });
});
