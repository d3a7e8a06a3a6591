import { copyFile, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Metadata, MetadataKind, type Root, type TargetFile } from '@tufjs/models';
import { Updater } from 'tuf-js';
// Not exported by name, but the updater tells "there is no newer root" by this class; the version is pinned.
import { DownloadHTTPError } from 'tuf-js/dist/error.js';
import { readIfPresent, writeFileAtomic } from './atomic-file.js';
import type { Fetch } from './fetch.js';
import { TrustError, type TrustErrorCode } from './trust-error.js';

const TIMEOUT_MS = 20_000;

/**
 * The car's copy of the image repository's metadata: a TUF client (tuf-js) whose writes are made atomic. It works on a copy of the
 * folder; every file that it has verified then replaces its predecessor by a rename, even when a later one is refused.
 */
export class MetadataClient {
  constructor(
    private readonly folder: string,
    private readonly fetch: Fetch,
  ) {}

  /** Makes the folder and puts the first trusted root there, unless a newer one is known. */
  async open(trustedRoot: Uint8Array): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    if (!(await readIfPresent(join(this.folder, 'root.json')))) await writeFileAtomic(join(this.folder, 'root.json'), trustedRoot);
  }

  /** The root that is trusted now. */
  async root(): Promise<Root> {
    const bytes = await readFile(join(this.folder, 'root.json'), 'utf8');
    return Metadata.fromJSON(MetadataKind.Root, JSON.parse(bytes)).signed;
  }

  /**
   * Brings the metadata up to date and looks a target up.
   * @returns undefined when the repository has no such target
   * @throws TrustError
   */
  async lookUp(target: string, repositoryUrl: string, signal?: AbortSignal): Promise<TargetFile | undefined> {
    const work = `${this.folder}.work`;
    await rm(work, { recursive: true, force: true });
    await mkdir(work, { recursive: true });
    for (const name of await this.files(this.folder)) await copyFile(join(this.folder, name), join(work, name));
    const fetcher = new BoundedFetcher(this.fetch, signal);
    try {
      const updater = new Updater({ metadataDir: work, metadataBaseUrl: `${repositoryUrl}/metadata`, fetcher });
      await updater.refresh();
      return await updater.getTargetInfo(target);
    } catch (error) {
      if (fetcher.failure) throw fetcher.failure;
      throw new TrustError(classify(error), (error as Error).message, { cause: error });
    } finally {
      await this.keep(work);
    }
  }

  private async keep(work: string): Promise<void> {
    for (const name of await this.files(work)) {
      const [before, after] = await Promise.all([readIfPresent(join(this.folder, name)), readFile(join(work, name))]);
      if (!before?.equals(after)) await writeFileAtomic(join(this.folder, name), after);
    }
    await rm(work, { recursive: true, force: true });
  }

  private files = async (folder: string) => (await readdir(folder)).filter((name) => name.endsWith('.json'));
}

/** tuf-js wraps some refusals into plain errors, so their text is all there is; the attack tests hold it in place. */
const REFUSALS: [RegExp, TrustErrorCode][] = [
  [/is expired/, 'freeze'],
  [/is less than current version|Expected version \d+, got/, 'rollback-attack'],
  [/was signed by|failed to verify/, 'signature-invalid'],
  [/doesn't match timestamp|does not match snapshot|Expected hash|Expected length|Missing /, 'mix-and-match'],
];

function classify(error: unknown): TrustErrorCode {
  return REFUSALS.find(([pattern]) => pattern.test((error as Error).message))?.[1] ?? 'malformed';
}

/** Fetches metadata into memory, never more than allowed; remembers why it failed, because tuf-js forgets. */
class BoundedFetcher {
  failure: TrustError | undefined;

  constructor(
    private readonly fetch: Fetch,
    private readonly signal: AbortSignal | undefined,
  ) {}

  async downloadBytes(url: string, maxLength: number): Promise<Buffer> {
    try {
      const timeout = AbortSignal.timeout(TIMEOUT_MS);
      const response = await this.fetch(url, { signal: this.signal ? AbortSignal.any([this.signal, timeout]) : timeout });
      if (response.status === 403 || response.status === 404) throw new DownloadHTTPError(`${url} is not there`, response.status);
      if (!response.ok || !response.body) throw new Error(`${url} answered ${response.status}`);
      return await readBounded(response.body, maxLength);
    } catch (error) {
      // A missing root only means that ours is the newest.
      const isMissingRoot = error instanceof DownloadHTTPError && url.endsWith('.root.json');
      if (!isMissingRoot) {
        this.failure =
          error instanceof TrustError
            ? error
            : new TrustError('download-failed', `metadata: ${(error as Error).message}`, { cause: error });
      }
      throw error;
    }
  }

  downloadFile(): Promise<never> {
    throw new Error('artifacts are fetched by our own downloader');
  }
}

async function readBounded(body: ReadableStream<Uint8Array>, maxLength: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > maxLength) throw new TrustError('mix-and-match', `metadata is longer than the ${maxLength} bytes it may have`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
