import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { downloadVerified } from './download.js';

const BYTES = randomBytes(300_000);
const digest = createHash('sha256').update(BYTES).digest('hex');

let folder: string;
let server: Server;
let handler: (request: IncomingMessage, response: ServerResponse) => void;
const ranges: (string | undefined)[] = [];

const offsetOf = (request: IncomingMessage) => Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);

/** Answers ranges as asked, and cuts the connection after `limit` bytes. */
const cutting = (limit: number) => (request: IncomingMessage, response: ServerResponse) => {
  const from = offsetOf(request);
  const rest = BYTES.subarray(from);
  response.writeHead(from > 0 ? 206 : 200, {
    'content-length': rest.length,
    ...(from > 0 ? { 'content-range': `bytes ${from}-${BYTES.length - 1}/${BYTES.length}` } : {}),
  });
  response.write(rest.subarray(0, limit), () => (rest.length > limit ? response.destroy() : response.end()));
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'headway-download-'));
  ranges.length = 0;
  server = createServer((request, response) => {
    ranges.push(request.headers.range);
    handler(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true, force: true });
});

const download = () => {
  const file = join(folder, 'model.onnx');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/model`;
  return downloadVerified({ url, file, digest, bytes: BYTES.length, fetch: (target, init) => fetch(target, init) }).then(() =>
    readFile(file),
  );
};

describe('a download', () => {
  it('goes on where each broken connection stopped', async () => {
    handler = cutting(70_000);
    expect((await download()).equals(BYTES)).toBe(true);
    expect(ranges.length).toBeGreaterThan(3);
    const offsets = ranges.slice(1).map((range) => Number(/\d+/.exec(range ?? '')?.[0]));
    expect(offsets).toEqual([...offsets].sort((a, b) => a - b));
  });

  it('goes on after a restart from what is on the disk', async () => {
    await writeFile(join(folder, 'model.onnx.part'), BYTES.subarray(0, 250_000));
    handler = cutting(1_000_000);
    expect((await download()).equals(BYTES)).toBe(true);
    expect(ranges).toEqual(['bytes=250000-']);
  });

  it('begins anew with a server that knows no ranges', async () => {
    await writeFile(join(folder, 'model.onnx.part'), BYTES.subarray(0, 1000));
    handler = (_, response) => response.end(BYTES);
    expect((await download()).equals(BYTES)).toBe(true);
  });

  it('throws a wrong beginning away once the hash has told', async () => {
    await writeFile(join(folder, 'model.onnx.part'), randomBytes(1000));
    handler = cutting(1_000_000);
    await expect(download()).rejects.toMatchObject({ code: 'hash-mismatch' });
    expect((await download()).equals(BYTES)).toBe(true);
  });

  it('asks nothing when the file is already there', async () => {
    await writeFile(join(folder, 'model.onnx'), BYTES);
    handler = () => undefined;
    await download();
    expect(ranges).toEqual([]);
  });

  it('stops at the signed length however much a server sends', async () => {
    let sent = 0;
    handler = (_, response) => {
      const more = () => {
        if (response.destroyed) return;
        sent += 65_536;
        response.write(Buffer.alloc(65_536), more);
      };
      more();
    };
    await expect(download()).rejects.toMatchObject({ code: 'hash-mismatch' });
    expect(sent).toBeLessThan(50_000_000);
  });
});
