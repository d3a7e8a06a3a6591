import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Assignment, sha256Schema, type SignedAssignment, signedAssignmentSchema } from '@headway/contracts';
import type { TargetFile } from '@tufjs/models';
import { z } from 'zod';
import { readIfPresent, writeFileAtomic } from './atomic-file.js';
import { verifyAssignmentSignature } from './director.js';
import { downloadVerified } from './download.js';
import type { Fetch } from './fetch.js';
import { MetadataClient } from './metadata-client.js';
import { targetDataSchema, targetFilePath } from './target-data.js';
import { TrustError } from './trust-error.js';

export interface VerifierOptions {
  /** The car's own folder for metadata, downloads and what it has seen. */
  folder: string;
  /** The root metadata the car was made with. */
  trustedRoot: Uint8Array;
  vin: string;
  /** Milliseconds since the epoch. tuf-js itself judges metadata expiry by the system's clock. */
  now: () => number;
  fetch: Fetch;
  /** Largest artifact that is accepted. */
  maxBytes?: number;
}

const DEFAULT_MAX_BYTES = 64 * 1024 * 1024;

/** The highest release this car has been told to run. */
const seenSchema = z.object({ releaseCounter: z.number().int().nonnegative(), digest: sha256Schema.or(z.literal('')) });

/** The car's side: believes only what director and image repository have both signed. Every refusal is a {@link TrustError}. */
export interface Verifier {
  /** Checks an assignment as it came from the network, and returns what may be run. */
  verify(payload: unknown, signal?: AbortSignal): Promise<Assignment>;
  /** Fetches the artifact of a verified assignment; returns the path of the verified file. */
  download(assignment: Assignment, options?: { signal?: AbortSignal; onProgress?: (received: number) => void }): Promise<string>;
  /** Forgets downloads; the installer has its own copy. */
  discardDownloads(): Promise<void>;
}

/** Opens the verifying side in a folder. */
export async function openVerifier(options: VerifierOptions): Promise<Verifier> {
  const metadata = new MetadataClient(join(options.folder, 'metadata'), options.fetch);
  await metadata.open(options.trustedRoot);
  await mkdir(join(options.folder, 'downloads'), { recursive: true });
  return new CarVerifier(options, metadata);
}

class CarVerifier implements Verifier {
  constructor(
    private readonly options: VerifierOptions,
    private readonly metadata: MetadataClient,
  ) {}

  async verify(payload: unknown, signal?: AbortSignal): Promise<Assignment> {
    const parsed = signedAssignmentSchema.safeParse(payload);
    if (!parsed.success) throw new TrustError('malformed', `not an assignment: ${parsed.error.issues[0]?.message ?? ''}`);
    const { signed } = parsed.data;
    const target = await this.checkDirector(parsed.data, signal);
    this.checkAssignment(signed);
    await this.checkCounter(signed);
    agree(signed, target ?? (await this.metadata.lookUp(signed.target, signed.repositoryUrl, signal)));
    await this.remember(signed);
    return signed;
  }

  async download(
    assignment: Assignment,
    { signal, onProgress }: { signal?: AbortSignal; onProgress?: (received: number) => void } = {},
  ): Promise<string> {
    const { digest, bytes, repositoryUrl, target } = assignment;
    const file = join(this.options.folder, 'downloads', `${digest}.onnx`);
    const url = `${repositoryUrl}/targets/${targetFilePath(target, digest)}`;
    await downloadVerified({ url, file, digest, bytes, fetch: this.options.fetch, signal, onProgress });
    return file;
  }

  async discardDownloads(): Promise<void> {
    const folder = join(this.options.folder, 'downloads');
    for (const name of await readdir(folder)) await rm(join(folder, name), { force: true });
  }

  /** A signature by an unknown key may come from a director whose key was changed: then a newer root tells. */
  private async checkDirector(signed: SignedAssignment, signal?: AbortSignal): Promise<TargetFile | undefined> {
    const root = await this.metadata.root();
    if (root.keys[signed.signature.keyId]) {
      verifyAssignmentSignature(signed, root);
      return undefined;
    }
    const target = await this.metadata.lookUp(signed.signed.target, signed.signed.repositoryUrl, signal);
    verifyAssignmentSignature(signed, await this.metadata.root());
    return target;
  }

  private checkAssignment({ vin, expiresAt, bytes }: Assignment): void {
    if (vin !== this.options.vin) throw new TrustError('wrong-vehicle', 'the assignment is for another vehicle');
    if (expiresAt <= this.options.now()) throw new TrustError('expired', `the assignment expired at ${new Date(expiresAt).toISOString()}`);
    const maxBytes = this.options.maxBytes ?? DEFAULT_MAX_BYTES;
    if (bytes > maxBytes) throw new TrustError('malformed', `an artifact of ${bytes} bytes is above the limit of ${maxBytes}`);
  }

  /** The counter never falls; the same counter is good only for the same artifact. */
  private async checkCounter({ releaseCounter, digest }: Assignment): Promise<void> {
    const seen = await this.seen();
    if (releaseCounter < seen.releaseCounter || (releaseCounter === seen.releaseCounter && digest !== seen.digest)) {
      throw new TrustError(
        'rollback-attack',
        `release ${releaseCounter} is not newer than release ${seen.releaseCounter}, which this vehicle has seen`,
      );
    }
  }

  private async seen(): Promise<z.infer<typeof seenSchema>> {
    const bytes = await readIfPresent(this.seenPath);
    return bytes ? seenSchema.parse(JSON.parse(bytes.toString('utf8'))) : { releaseCounter: 0, digest: '' };
  }

  private async remember({ releaseCounter, digest }: Assignment): Promise<void> {
    await writeFileAtomic(this.seenPath, JSON.stringify({ releaseCounter, digest }));
  }

  private get seenPath(): string {
    return join(this.options.folder, 'seen.json');
  }
}

/** Director and image repository must say the same (Uptane standard 2.1, clause 5.4.4.2: full verification). */
function agree(assignment: Assignment, target: TargetFile | undefined): void {
  if (!target) throw new TrustError('mix-and-match', `the image repository has no target ${assignment.target}`);
  const data = targetDataSchema.safeParse(target.custom);
  const differing = [
    target.hashes['sha256'] === assignment.digest ? '' : 'digest',
    target.length === assignment.bytes ? '' : 'length',
    data.data?.releaseCounter === assignment.releaseCounter ? '' : 'release counter',
    data.data?.family === assignment.family ? '' : 'family',
    data.data?.version === assignment.version ? '' : 'version',
  ].filter((name) => name !== '');
  if (differing.length > 0) throw new TrustError('mix-and-match', `director and image repository differ in ${differing.join(', ')}`);
}
