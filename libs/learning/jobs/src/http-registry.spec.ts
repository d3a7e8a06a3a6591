import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { GateReport, ModelVersion } from '@headway/contracts';
import { createHttpRegistry } from './http-registry.js';

const file = new TextEncoder().encode('a model file');
const digest = createHash('sha256').update(file).digest('hex');
const gate: GateReport = { passed: true, parentDigest: digest, candidateDigest: digest, checks: [], sets: {} };

const model = (n: number, changes: Partial<ModelVersion> = {}): ModelVersion => ({
  id: `vehicle-${n}`,
  family: 'vehicle',
  version: `1.0.${n}`,
  digest: createHash('sha256').update(String(n)).digest('hex'),
  bytes: 12,
  parentDigest: null,
  datasetHash: null,
  releaseCounter: n,
  state: 'released',
  card: {
    schema: 'headway.model/1',
    family: 'vehicle',
    version: `1.0.${n}`,
    tokenizer: { version: 1, wordBuckets: 1, gramBuckets: 1, gramsPerToken: 1, maxTokens: 1 },
    intents: ['none'],
    tags: ['O'],
    temperature: {},
    architecture: {},
    opset: 17,
    precision: 'float32' as const,
    parameters: 1,
    seed: 1,
    trainedAt: '2026-11-01T00:00:00Z',
    metrics: {},
  },
  gate: null,
  createdAt: n,
  ...changes,
});

let server: Server;
let url: string;
let answer: (request: IncomingMessage, response: ServerResponse, body: Buffer) => void;
const asked: string[] = [];

const json = (response: ServerResponse, body: unknown, status = 200) => {
  response.writeHead(status, { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' }).end(JSON.stringify(body));
};

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => answer(request, response, Buffer.concat(chunks)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => void server.close());
beforeEach(() => void asked.splice(0));

describe('the registry over HTTP', () => {
  it('asks for the newest released model of a family', async () => {
    answer = (_, response) => json(response, { items: [model(7)], next: null, total: 1 });
    expect(await createHttpRegistry({ url }).current('vehicle')).toEqual({ version: '1.0.7', digest: model(7).digest });
    expect(asked).toEqual(['GET /v1/models?family=vehicle&state=released&limit=1']);
    answer = (_, response) => json(response, { items: [], next: null, total: 0 });
    await expect(createHttpRegistry({ url }).current('region')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('finds a file by its digest on any page', async () => {
    answer = (request, response) => {
      if (request.url?.endsWith('/artifact')) response.end(file);
      else if (request.url?.includes('cursor=two')) json(response, { items: [model(1, { digest })], next: null, total: 2 });
      else json(response, { items: [model(2)], next: 'two', total: 2 });
    };
    expect(Buffer.from(await createHttpRegistry({ url: () => url }).download(digest))).toEqual(Buffer.from(file));
    expect(asked.at(-1)).toBe('GET /v1/models/vehicle-1/artifact');
    await expect(createHttpRegistry({ url }).download('f'.repeat(64))).rejects.toMatchObject({ code: 'not-found' });
  });

  it('uploads a candidate with its gate report and dataset', async () => {
    answer = (request, response, body) => {
      const headers = { 'content-type': request.headers['content-type'] ?? '' };
      void new Response(new Uint8Array(body), { headers }).formData().then(async (form) => {
        const sent = { gate: JSON.parse(String(form.get('gate'))), dataset: form.get('dataset'), by: form.get('by') };
        expect(sent).toEqual({ gate, dataset: 'd'.repeat(64), by: 'learning' });
        expect(await (form.get('model') as File).text()).toBe('a model file');
        json(response, model(8), 201);
      });
    };
    expect(await createHttpRegistry({ url }).register({ family: 'vehicle', model: file, gate, datasetHash: 'd'.repeat(64) })).toBe(
      'vehicle-8',
    );
  });

  it('passes the reason of a refusal on, and calls everything else unavailable', async () => {
    answer = (_, response) => json(response, { type: 'x', title: 'x', status: 409, code: 'gate-not-passed', detail: 'no gate' }, 409);
    const registry = createHttpRegistry({ url });
    await expect(registry.current('vehicle')).rejects.toMatchObject({ code: 'gate-not-passed', retryable: false });
    answer = (_, response) => json(response, { type: 'x', title: 'x', status: 500, code: 'internal' }, 500);
    await expect(registry.current('vehicle')).rejects.toMatchObject({ code: 'unavailable', retryable: true });
    const nobody = createHttpRegistry({ url: 'http://127.0.0.1:1' });
    await expect(nobody.current('vehicle')).rejects.toMatchObject({ code: 'unavailable' });
  });
});
