import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Assignment } from '@headway/contracts';
import type { Fetch } from './fetch.js';
import { openSigner, type Signer } from './signer.js';
import { digestOfTargetFile } from './target-data.js';
import { openVerifier, type Verifier } from './verifier.js';

const VIN = 'LHEADWAY000000001';
const DAY_MS = 86_400_000;
const REPOSITORY = 'http://repository.test/v1/repository';
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const MODEL = Buffer.from('the new model'.repeat(1000));
const OLD_MODEL = Buffer.from('the old model'.repeat(1000));

let folder: string;
let cloud: Signer;
let car: Verifier;
let cloudNow: number;
/** What the network answers; attacks replace it. */
let fetch: Fetch;

/** Serves a signer's metadata and the two artifacts. */
const serving =
  (signer: Signer): Fetch =>
  async (url) => {
    const [kind, ...rest] = url.slice(REPOSITORY.length + 1).split('/');
    const digest = digestOfTargetFile(rest.join('/'));
    const artifact = [MODEL, OLD_MODEL].find((bytes) => sha256(bytes) === digest);
    const bytes = kind === 'metadata' ? await signer.metadata(rest.join('/')) : artifact;
    return bytes ? new Response(new Uint8Array(bytes)) : new Response('', { status: 404 });
  };

async function release(signer: Signer, releaseCounter: number, bytes: Buffer): Promise<void> {
  const data = { family: 'vehicle', version: `v${releaseCounter}`, releaseCounter, opset: 17, parent: '' } as const;
  await signer.addTargets([{ path: `vehicle/r${releaseCounter}/model.onnx`, digest: sha256(bytes), bytes: bytes.length, data }]);
}

const assignment = (releaseCounter: number, bytes: Buffer, changes: Partial<Assignment> = {}): Assignment => ({
  assignment: `a-${releaseCounter}`,
  rollout: null,
  vin: VIN,
  family: 'vehicle',
  version: `v${releaseCounter}`,
  digest: sha256(bytes),
  bytes: bytes.length,
  target: `vehicle/r${releaseCounter}/model.onnx`,
  releaseCounter,
  repositoryUrl: REPOSITORY,
  issuedAt: Date.now(),
  expiresAt: Date.now() + DAY_MS,
  ...changes,
});

const openCar = (trustedRoot: Uint8Array) =>
  openVerifier({ folder: join(folder, 'car'), trustedRoot, vin: VIN, now: Date.now, fetch: (url, init) => fetch(url, init) });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'headway-trust-'));
  cloudNow = Date.now();
  cloud = await openSigner({ folder: join(folder, 'cloud'), now: () => cloudNow });
  await release(cloud, 1, OLD_MODEL);
  await release(cloud, 2, MODEL);
  fetch = serving(cloud);
  car = await openCar(cloud.trustedRoot);
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const accept = (counter: number, bytes: Buffer) => car.verify(cloud.signAssignment(assignment(counter, bytes)));

describe('a car', () => {
  it('runs what director and image repository have both signed', async () => {
    const verified = await accept(2, MODEL);
    expect(await readFile(await car.download(verified))).toEqual(MODEL);
  });

  it('takes the same assignment again, and a newer release of an old artifact', async () => {
    await accept(2, MODEL);
    await accept(2, MODEL);
    await release(cloud, 3, OLD_MODEL);
    expect((await accept(3, OLD_MODEL)).digest).toBe(sha256(OLD_MODEL));
  });

  it('trusts a director whose key came with a newer root', async () => {
    cloudNow += 200 * DAY_MS;
    await cloud.refresh();
    expect(await cloud.metadata('2.root.json')).toBeDefined();
    await accept(2, MODEL);
    expect(JSON.parse(await readFile(join(folder, 'car/metadata/root.json'), 'utf8')).signed.version).toBe(2);
  });
});

describe('an attacker', () => {
  const refused = (promise: Promise<unknown>, code: string) => expect(promise).rejects.toMatchObject({ name: 'TrustError', code });

  it('cannot change a signed assignment', async () => {
    const signed = cloud.signAssignment(assignment(2, MODEL));
    await refused(car.verify({ ...signed, signed: { ...signed.signed, digest: sha256(OLD_MODEL) } }), 'signature-invalid');
  });

  it('cannot sign with a key of its own', async () => {
    const other = await openSigner({ folder: join(folder, 'other'), now: Date.now });
    await refused(car.verify(other.signAssignment(assignment(2, MODEL))), 'signature-invalid');
  });

  it('cannot send something that is no assignment', async () => {
    await refused(car.verify({ signed: { vin: VIN } }), 'malformed');
    await refused(car.verify('nonsense'), 'malformed');
  });

  it("cannot send another vehicle's assignment", async () => {
    await refused(car.verify(cloud.signAssignment(assignment(2, MODEL, { vin: 'LHEADWAY000000002' }))), 'wrong-vehicle');
  });

  it('cannot keep an assignment for later', async () => {
    await refused(car.verify(cloud.signAssignment(assignment(2, MODEL, { expiresAt: Date.now() - 1 }))), 'expired');
  });

  it('cannot bring back an older release, not even after a restart', async () => {
    const old = cloud.signAssignment(assignment(1, OLD_MODEL));
    await accept(2, MODEL);
    car = await openCar(cloud.trustedRoot);
    await refused(car.verify(old), 'rollback-attack');
  });

  it('cannot give one release two artifacts', async () => {
    await accept(2, MODEL);
    await refused(car.verify(cloud.signAssignment(assignment(2, OLD_MODEL))), 'rollback-attack');
  });

  it('cannot replay older repository metadata', async () => {
    const saved = new Map<string, Uint8Array>();
    for (const name of ['timestamp.json', '3.snapshot.json', '3.targets.json']) saved.set(name, (await cloud.metadata(name))!);
    await release(cloud, 3, MODEL);
    await accept(3, MODEL);
    fetch = async (url) => {
      const bytes = saved.get(url.split('/').at(-1)!);
      return bytes ? new Response(new Uint8Array(bytes)) : new Response('', { status: 404 });
    };
    await refused(accept(3, MODEL), 'rollback-attack');
  });

  it('cannot freeze the repository beyond the life of its timestamp', async () => {
    const past = Date.now() - 2 * DAY_MS;
    const frozen = await openSigner({ folder: join(folder, 'frozen'), now: () => past });
    await release(frozen, 2, MODEL);
    fetch = serving(frozen);
    await rm(join(folder, 'car'), { recursive: true });
    car = await openCar(frozen.trustedRoot);
    await refused(car.verify(frozen.signAssignment(assignment(2, MODEL))), 'freeze');
  });

  it("cannot pair a director's word with another target", async () => {
    await refused(car.verify(cloud.signAssignment(assignment(2, OLD_MODEL))), 'mix-and-match');
    await refused(car.verify(cloud.signAssignment(assignment(2, MODEL, { target: 'vehicle/r9/model.onnx' }))), 'mix-and-match');
    await refused(car.verify(cloud.signAssignment(assignment(3, MODEL, { target: 'vehicle/r2/model.onnx' }))), 'mix-and-match');
  });

  it('cannot serve metadata files of different times together', async () => {
    const old = (await cloud.metadata('2.snapshot.json'))!;
    const honest = fetch;
    fetch = async (url) => (url.endsWith('.snapshot.json') ? new Response(new Uint8Array(old)) : honest(url));
    await refused(accept(2, MODEL), 'mix-and-match');
  });

  it('cannot sign repository metadata', async () => {
    const other = await openSigner({ folder: join(folder, 'other'), now: Date.now });
    for (let extra = 0; extra < 3; extra++) await release(other, 2, MODEL);
    fetch = async (url) => (url.endsWith('root.json') ? new Response('', { status: 404 }) : serving(other)(url));
    await refused(accept(2, MODEL), 'signature-invalid');
  });

  it('cannot change the artifact', async () => {
    const verified = await accept(2, MODEL);
    const changed = Buffer.from(MODEL);
    changed[5000]! ^= 1;
    fetch = async () => new Response(changed);
    await refused(car.download(verified), 'hash-mismatch');
    fetch = async () => new Response(Buffer.concat([MODEL, MODEL]));
    await refused(car.download(verified), 'hash-mismatch');
    fetch = serving(cloud);
    expect(await readFile(await car.download(verified))).toEqual(MODEL);
  });

  it('can only delay by cutting the line', async () => {
    fetch = async () => Promise.reject(new TypeError('fetch failed'));
    await refused(accept(2, MODEL), 'download-failed');
    fetch = serving(cloud);
    const verified = await accept(2, MODEL);
    fetch = async () => new Response('', { status: 503 });
    await refused(car.download(verified), 'download-failed');
  });
});

describe('the metadata of a car', () => {
  it('survives a torn working copy', async () => {
    await accept(2, MODEL);
    await writeFile(join(folder, 'car/metadata/timestamp.json.new'), '{"half');
    car = await openCar(cloud.trustedRoot);
    await accept(2, MODEL);
  });
});
