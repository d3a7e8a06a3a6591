import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Assignment, SignedAssignment } from '@headway/contracts';
import { MetadataKind, MetaFile, Metadata, Root, Signature, Snapshot, TargetFile, Targets, Timestamp } from '@tufjs/models';
import { readIfPresent, writeFileAtomic } from './atomic-file.js';
import { DIRECTOR_FIELD, signAssignment } from './director.js';
import { openSigningKeys, type SigningKey, type SigningKeys } from './keys.js';
import type { Target } from './target-data.js';

const DAY_MS = 86_400_000;
/** How long each file is good for. A car that is kept from newer files notices when the timestamp expires. */
const LIFETIME_MS = { root: 365 * DAY_MS, targets: 90 * DAY_MS, snapshot: 7 * DAY_MS, timestamp: DAY_MS };
const SPEC_VERSION = '1.0.31';
const TOP_LEVEL = ['root', 'targets', 'snapshot', 'timestamp'] as const;

/** Names of metadata files as they are served; anything else is not a file of ours. */
const METADATA_NAME = /^(\d+\.(root|snapshot|targets)|timestamp)\.json$/;

export interface SignerOptions {
  folder: string;
  /** Milliseconds since the epoch. */
  now: () => number;
}

/** The platform's signing side: an image repository (TUF) and a director. One process may own a folder. */
export interface Signer {
  /** The first root: what a car is given when it is made. */
  readonly trustedRoot: Uint8Array;
  /** Id of the director's key. */
  readonly directorKeyId: string;
  /** Adds targets, or replaces those of the same path; resolves when the new metadata is durable. */
  addTargets(targets: readonly Target[]): Promise<void>;
  /** Paths of all signed targets. */
  targetPaths(): string[];
  /** Signs anew what has used up half of its time. Call at the start and every few hours. */
  refresh(): Promise<void>;
  /** A served metadata file, e.g. `timestamp.json` or `3.snapshot.json`; undefined when there is none. */
  metadata(name: string): Promise<Uint8Array | undefined>;
  signAssignment(assignment: Assignment): SignedAssignment;
}

/** Opens the signing side in a folder; makes keys and the first metadata when they are missing. */
export async function openSigner(options: SignerOptions): Promise<Signer> {
  const keys = await openSigningKeys(join(options.folder, 'keys'));
  await mkdir(join(options.folder, 'metadata'), { recursive: true });
  const repository = new Repository(options, keys);
  await repository.open();
  return repository;
}

class Repository implements Signer {
  trustedRoot: Uint8Array = new Uint8Array();
  private root!: Root;
  private targets!: Targets;
  private snapshot!: Snapshot;
  private timestamp!: Timestamp;
  private queue: Promise<void> = Promise.resolve();

  constructor(
    private readonly options: SignerOptions,
    private readonly keys: SigningKeys,
  ) {}

  get directorKeyId(): string {
    return this.keys.director.publicKey.keyID;
  }

  async open(): Promise<void> {
    this.root = (await this.newestRoot()) ?? (await this.publishRoot(1));
    this.trustedRoot = (await this.metadata('1.root.json'))!;
    const timestamp = await this.read(MetadataKind.Timestamp, 'timestamp.json');
    const snapshot = timestamp && (await this.read(MetadataKind.Snapshot, `${timestamp.snapshotMeta.version}.snapshot.json`));
    const targets = snapshot && (await this.read(MetadataKind.Targets, `${snapshot.meta['targets.json']?.version}.targets.json`));
    if (timestamp && snapshot && targets) {
      Object.assign(this, { timestamp, snapshot, targets });
      await this.refresh();
    } else {
      await this.publish({});
    }
  }

  addTargets(targets: readonly Target[]): Promise<void> {
    return this.inTurn(() => {
      const added = targets.map(
        ({ path, digest, bytes, data }) =>
          new TargetFile({ path, length: bytes, hashes: { sha256: digest }, unrecognizedFields: { custom: { ...data } } }),
      );
      return this.publish({ ...this.targets.targets, ...Object.fromEntries(added.map((target) => [target.path, target])) });
    });
  }

  targetPaths(): string[] {
    return Object.keys(this.targets.targets);
  }

  refresh(): Promise<void> {
    return this.inTurn(async () => {
      if (this.aged(this.root, 'root')) this.root = await this.publishRoot(this.root.version + 1);
      if (this.aged(this.targets, 'targets')) await this.publish(this.targets.targets);
      else if (this.aged(this.snapshot, 'snapshot')) await this.publishSnapshot();
      else if (this.aged(this.timestamp, 'timestamp')) await this.publishTimestamp();
    });
  }

  async metadata(name: string): Promise<Uint8Array | undefined> {
    return METADATA_NAME.test(name) ? readIfPresent(this.path(name)) : undefined;
  }

  signAssignment(assignment: Assignment): SignedAssignment {
    return signAssignment(assignment, this.keys.director);
  }

  private async publishRoot(version: number): Promise<Root> {
    const { director } = this.keys;
    const root = new Root({
      ...this.common(version, 'root'),
      consistentSnapshot: true,
      unrecognizedFields: { [DIRECTOR_FIELD]: { keyids: [director.publicKey.keyID], threshold: 1 } },
    });
    for (const role of TOP_LEVEL) root.addKey(this.keys[role].publicKey, role);
    root.keys[director.publicKey.keyID] = director.publicKey;
    await this.write(`${version}.root.json`, new Metadata(root), this.keys.root);
    return root;
  }

  /** Writes targets, snapshot and timestamp in this order: a reader never sees a reference to a missing file. */
  private async publish(targets: Record<string, TargetFile>): Promise<void> {
    const next = new Targets({ ...this.common((this.targets?.version ?? 0) + 1, 'targets'), targets });
    await this.write(`${next.version}.targets.json`, new Metadata(next), this.keys.targets);
    this.targets = next;
    await this.publishSnapshot();
  }

  private async publishSnapshot(): Promise<void> {
    const meta = { 'targets.json': await this.describe(`${this.targets.version}.targets.json`, this.targets.version) };
    const next = new Snapshot({ ...this.common((this.snapshot?.version ?? 0) + 1, 'snapshot'), meta });
    await this.write(`${next.version}.snapshot.json`, new Metadata(next), this.keys.snapshot);
    this.snapshot = next;
    await this.publishTimestamp();
  }

  private async publishTimestamp(): Promise<void> {
    const snapshotMeta = await this.describe(`${this.snapshot.version}.snapshot.json`, this.snapshot.version);
    const next = new Timestamp({ ...this.common((this.timestamp?.version ?? 0) + 1, 'timestamp'), snapshotMeta });
    await this.write('timestamp.json', new Metadata(next), this.keys.timestamp);
    this.timestamp = next;
  }

  private async describe(name: string, version: number): Promise<MetaFile> {
    const bytes = (await this.metadata(name))!;
    return new MetaFile({ version, length: bytes.length, hashes: { sha256: createHash('sha256').update(bytes).digest('hex') } });
  }

  private common(version: number, role: keyof typeof LIFETIME_MS) {
    const expires = new Date(Math.ceil((this.options.now() + LIFETIME_MS[role]) / 1000) * 1000).toISOString().replace('.000Z', 'Z');
    return { version, specVersion: SPEC_VERSION, expires };
  }

  private aged(signed: { expires: string }, role: keyof typeof LIFETIME_MS): boolean {
    return Date.parse(signed.expires) - this.options.now() < LIFETIME_MS[role] / 2;
  }

  private async write(name: string, metadata: Metadata<Root | Targets | Snapshot | Timestamp>, key: SigningKey): Promise<void> {
    metadata.sign((bytes) => new Signature({ keyID: key.publicKey.keyID, sig: key.sign(bytes) }));
    await writeFileAtomic(this.path(name), JSON.stringify(metadata.toJSON()));
  }

  private async newestRoot(): Promise<Root | undefined> {
    let newest: Root | undefined;
    for (let version = 1; ; version++) {
      const root = await this.read(MetadataKind.Root, `${version}.root.json`);
      if (!root) return newest;
      newest = root;
    }
  }

  private async read(kind: MetadataKind.Root, name: string): Promise<Root | undefined>;
  private async read(kind: MetadataKind.Timestamp, name: string): Promise<Timestamp | undefined>;
  private async read(kind: MetadataKind.Snapshot, name: string): Promise<Snapshot | undefined>;
  private async read(kind: MetadataKind.Targets, name: string): Promise<Targets | undefined>;
  private async read(kind: MetadataKind, name: string): Promise<Root | Timestamp | Snapshot | Targets | undefined> {
    const bytes = await this.metadata(name);
    return bytes && Metadata.fromJSON(kind as MetadataKind.Root, JSON.parse(Buffer.from(bytes).toString('utf8'))).signed;
  }

  private path = (name: string) => join(this.options.folder, 'metadata', name);

  private inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.queue.then(work);
    this.queue = done.catch(() => undefined);
    return done;
  }
}
