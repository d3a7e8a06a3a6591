import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from './atomic-file.js';
import type { Fetch } from './fetch.js';
import { TrustError } from './trust-error.js';

export interface DownloadRequest {
  url: string;
  /** Where the verified file goes; `<file>.part` holds what has arrived so far. */
  file: string;
  digest: string;
  bytes: number;
  fetch: Fetch;
  signal?: AbortSignal;
  onProgress?: (received: number) => void;
}

/** Connections that bring nothing before the download is given up for now. */
const MAX_FRUITLESS_ATTEMPTS = 3;
/** A connection that stays silent for this long is dropped. */
const STALL_MS = 15_000;

/**
 * Downloads a file whose length and SHA-256 are known. Goes on where it stopped (RFC 9110, clause 14), also after a restart, and never
 * takes more bytes than announced. The file appears under its name only when its hash is right.
 * @throws TrustError `download-failed` (what has arrived is kept) or `hash-mismatch` (it is thrown away)
 */
export async function downloadVerified(request: DownloadRequest): Promise<void> {
  const { file, bytes, digest } = request;
  if (await hasDigest(file, digest)) return;
  await mkdir(dirname(file), { recursive: true });
  const part = `${file}.part`;
  let fruitless = 0;
  for (let received = await sizeOf(part); received !== bytes;) {
    request.signal?.throwIfAborted();
    if (received > bytes) await rm(part, { force: true });
    try {
      await receive(request, part);
      fruitless += (await sizeOf(part)) > received ? 0 : 1;
    } catch (error) {
      if (error instanceof TrustError || request.signal?.aborted) throw error;
      fruitless = (await sizeOf(part)) > received ? 1 : fruitless + 1;
      if (fruitless >= MAX_FRUITLESS_ATTEMPTS) throw failed(request, error);
    }
    if (fruitless >= MAX_FRUITLESS_ATTEMPTS) throw failed(request);
    received = await sizeOf(part);
  }
  if (!(await hasDigest(part, digest))) {
    await rm(part, { force: true });
    throw new TrustError('hash-mismatch', `${request.url} does not have the signed SHA-256`);
  }
  await rename(part, file);
  await syncFolder(dirname(file));
}

/** One connection: asks for what is missing and appends what comes. */
async function receive(request: DownloadRequest, part: string): Promise<void> {
  const from = await sizeOf(part);
  const stall = new AbortController();
  const signal = request.signal ? AbortSignal.any([request.signal, stall.signal]) : stall.signal;
  let timer = setTimeout(() => stall.abort(), STALL_MS);
  const headers = { 'accept-encoding': 'identity', ...(from > 0 ? { range: `bytes=${from}-` } : {}) };
  const target = await open(part, 'a');
  try {
    const response = await request.fetch(request.url, { headers, signal });
    const start = await startOf(response, from, target);
    let received = start;
    for await (const chunk of response.body!) {
      received += chunk.length;
      if (received > request.bytes) throw await tooLong(request, target);
      await target.appendFile(chunk);
      request.onProgress?.(received);
      clearTimeout(timer);
      timer = setTimeout(() => stall.abort(), STALL_MS);
    }
    await target.sync();
  } finally {
    clearTimeout(timer);
    await target.close();
  }
}

/** Where the answer's bytes begin: at the offset asked for, or at 0 from a server that knows no ranges. */
async function startOf(response: Response, from: number, target: FileHandle): Promise<number> {
  if (response.status === 206 && response.body) {
    const start = Number(/^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')?.[1] ?? Number.NaN);
    if (start === from) return from;
  }
  await target.truncate(0);
  if (response.status === 200 && response.body) return 0;
  await response.body?.cancel();
  throw new Error(`the server answered ${response.status}`);
}

async function tooLong(request: DownloadRequest, target: FileHandle): Promise<TrustError> {
  await target.truncate(0);
  return new TrustError('hash-mismatch', `${request.url} is longer than the signed ${request.bytes} bytes`);
}

const failed = (request: DownloadRequest, cause?: unknown) =>
  new TrustError('download-failed', `${request.url}: ${cause instanceof Error ? cause.message : 'no bytes came'}`, { cause });

const sizeOf = async (path: string) => (await stat(path).catch(() => undefined))?.size ?? 0;

/** Whether a file is there and has this SHA-256. */
async function hasDigest(path: string, digest: string): Promise<boolean> {
  if ((await sizeOf(path)) === 0) return false;
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex') === digest;
}
