import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Assignment, ModelStatus, SignedAssignment } from '@headway/contracts';
import { type AssignmentVerifier, ModelInstaller, type ModelInstallerOptions } from './model-installer.js';
import { openSlots } from './model-slots.js';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

function assignmentOf(name: string, releaseCounter: number): SignedAssignment {
  const signed: Assignment = {
    assignment: `assignment-${name}-${releaseCounter}`,
    rollout: 'rollout-1',
    vin: 'LHEADWAY000000001',
    family: 'vehicle',
    version: name,
    digest: sha256(name),
    bytes: name.length,
    target: `vehicle/r${releaseCounter}/${name}.onnx`,
    releaseCounter,
    repositoryUrl: 'http://repository.test/v1/repository',
    issuedAt: 1,
    expiresAt: 2,
  };
  return { signed, signature: { keyId: 'key', value: `${releaseCounter}` } };
}

const refusal = (code: string, retryable = false) => Object.assign(new Error(code), { code, retryable });

let folder: string;
let states: string[];
let last: ModelStatus | undefined;
let running: string;
let failures: Error[];
let downloads: number;
const opened: ModelInstaller[] = [];

/** Believes everything but what `failures` says; a model's bytes are its name. */
const verifier: AssignmentVerifier = {
  verify: async (payload) => {
    const failure = failures.shift();
    if (failure) throw failure;
    return (payload as SignedAssignment).signed;
  },
  download: async ({ version }) => {
    downloads += 1;
    const path = join(folder, 'download');
    await writeFile(path, version);
    return path;
  },
  discardDownloads: async () => undefined,
};

async function boot(changes: Partial<ModelInstallerOptions> = {}): Promise<ModelInstaller> {
  const slots = await openSlots({ folder, factoryModel: { path: join(folder, 'factory.onnx'), version: 'factory' }, maxCrashes: 2 });
  running = slots.active.version;
  const installer = new ModelInstaller({
    folder,
    slots,
    verifier,
    selfTest: async () => ({ ok: true, detail: '' }),
    activate: async (model) => {
      running = model.version;
    },
    now: () => 5,
    soakMs: 1,
    retryDelayMs: () => 1,
    ...changes,
  });
  opened.push(installer);
  installer.onStatus((status) => {
    states.push(status.reason ? `${status.state}:${status.reason}` : status.state);
    last = status;
  });
  await installer.start();
  return installer;
}

const told = (installer: ModelInstaller, state: string) =>
  states.includes(state)
    ? Promise.resolve()
    : new Promise<void>((resolve) => {
        const end = installer.onStatus((status) => {
          if (states.includes(state) || status.state === state) {
            end();
            resolve();
          }
        });
      });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'headway-installer-'));
  await writeFile(join(folder, 'factory.onnx'), 'factory');
  states = [];
  failures = [];
  downloads = 0;
  last = undefined;
});

afterEach(async () => {
  for (const installer of opened.splice(0)) await installer.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('an assignment', () => {
  it('is verified, downloaded, installed, activated and proved', async () => {
    const installer = await boot();
    await installer.assign(assignmentOf('one', 1));
    await told(installer, 'healthy');
    expect(states).toEqual(['downloading', 'verified', 'installed', 'active', 'healthy']);
    expect(running).toBe('one');
    expect(last).toMatchObject({
      type: 'model.status',
      version: 'one',
      rollout: 'rollout-1',
      assignment: 'assignment-one-1',
      digest: sha256('one'),
    });
  });

  it('is carried out once, however often it comes', async () => {
    const installer = await boot();
    await installer.assign(assignmentOf('one', 1));
    await told(installer, 'healthy');
    await installer.assign(assignmentOf('one', 1));
    expect(downloads).toBe(1);
    expect(states.filter((state) => state === 'healthy')).toHaveLength(2);
    expect(states.filter((state) => state === 'active')).toHaveLength(1);
  });

  it('back to a model that is still there needs no download', async () => {
    const installer = await boot();
    await installer.assign(assignmentOf('one', 1));
    await told(installer, 'healthy');
    states = [];
    await installer.assign(assignmentOf('factory', 2));
    await told(installer, 'healthy');
    expect(states).toEqual(['verified', 'installed', 'active', 'healthy']);
    expect(running).toBe('factory');
    expect(downloads).toBe(1);
  });

  it("is refused with the verifier's reason, and the answer is remembered", async () => {
    failures.push(refusal('rollback-attack'));
    let installer = await boot();
    await installer.assign(assignmentOf('one', 1));
    await told(installer, 'rejected:rollback-attack');
    states = [];
    installer = await boot();
    await installer.assign(assignmentOf('one', 1));
    expect(new Set(states)).toEqual(new Set(['rejected:rollback-attack']));
    expect(running).toBe('factory');
  });

  it('waits for a connection instead of being refused', async () => {
    failures.push(refusal('download-failed', true), refusal('download-failed', true));
    const installer = await boot();
    await installer.assign(assignmentOf('one', 1));
    await told(installer, 'healthy');
    expect(states).not.toContain('rejected:download-failed');
  });

  it('goes on after a restart', async () => {
    failures.push(refusal('download-failed', true));
    const first = await boot({ retryDelayMs: () => 3_600_000 });
    await first.assign(assignmentOf('one', 1));
    await first.stop();
    expect(states).toEqual([]);
    await told(await boot(), 'healthy');
    expect(running).toBe('one');
  });

  it('gives way to a newer one', async () => {
    failures.push(refusal('download-failed', true));
    const installer = await boot({ retryDelayMs: () => 3_600_000 });
    await installer.assign(assignmentOf('one', 1));
    await installer.assign(assignmentOf('two', 2));
    await told(installer, 'healthy');
    expect(last).toMatchObject({ version: 'two' });
  });

  it('is postponed while the driver must not be disturbed', async () => {
    let maySwitch = false;
    const installer = await boot({ maySwitch: () => maySwitch });
    await installer.assign(assignmentOf('one', 1));
    await installer.idle();
    expect(states.at(-1)).toBe('postponed:vehicle-in-use');
    expect(running).toBe('factory');
    maySwitch = true;
    await installer.resume();
    await told(installer, 'healthy');
    expect(downloads).toBe(1);
  });
});

describe('after a restart', () => {
  it('a model that was switched to proves itself without a connection', async () => {
    const first = await boot({ soakMs: 3_600_000 });
    await first.assign(assignmentOf('one', 1));
    await told(first, 'active');
    await first.stop();
    states = [];
    failures.push(refusal('download-failed', true));
    await told(await boot({ retryDelayMs: () => 3_600_000 }), 'healthy');
    expect(states).toEqual(['active', 'healthy']);
  });

  it('a model whose file was damaged is reported as undone', async () => {
    const first = await boot();
    await first.assign(assignmentOf('one', 1));
    await told(first, 'healthy');
    await first.stop();
    states = [];
    await writeFile(join(folder, 'a.onnx'), 'onx');
    await told(await boot(), 'reverted:corrupt');
    expect(running).toBe('factory');
    expect(states).not.toContain('healthy');
  });
});

describe('a bad model', () => {
  it('that fails its golden utterances is never run', async () => {
    const installer = await boot({ selfTest: async () => ({ ok: false, detail: 'got window.open, wanted window.close' }) });
    await installer.assign(assignmentOf('one', 1));
    await told(installer, 'rejected:golden-failed');
    expect(running).toBe('factory');
    expect(last?.detail).toContain('wanted window.close');
  });

  it('that the runtime cannot load is undone at once', async () => {
    const installer = await boot({
      activate: async (model) => {
        if (model.version === 'one') throw new Error('out of memory');
        running = model.version;
      },
    });
    await installer.assign(assignmentOf('one', 1));
    await told(installer, 'reverted:activation-failed');
    expect(running).toBe('factory');
  });

  it('that keeps failing is undone without the platform, and is not tried again after a restart', async () => {
    let installer = await boot({ soakMs: 3_600_000 });
    await installer.assign(assignmentOf('one', 1));
    await told(installer, 'active');
    await installer.idle();
    await installer.reportFailure(sha256('something else'), new Error('not about this one'));
    await installer.reportFailure(sha256('one'), new Error('boom'));
    expect(running).toBe('one');
    await installer.reportFailure(sha256('one'), new Error('boom'));
    expect(running).toBe('factory');
    expect(states.at(-1)).toBe('reverted:crash-loop');
    installer = await boot();
    await installer.assign(assignmentOf('one', 1));
    expect(states.at(-1)).toBe('reverted:crash-loop');
    expect(running).toBe('factory');
  });
});
