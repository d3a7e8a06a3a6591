import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cloudEventHeadersSchema, regionHealthSchema, turnResponseSchema } from '@headway/contracts';
import type { LogRecord } from '@headway/event-log/port';
import { cloudEventOf } from '@headway/testing';
import { AppError } from '@headway/platform/errors';
import { type HttpServer, startHttpServer } from '@headway/platform/http';
import { createLogger } from '@headway/platform/logging';
import { createMetrics } from '@headway/platform/metrics';
import { chatCompletions } from './language-model.js';
import type { RegionOptions, UnderstandingService } from './region-options.js';
import { RegionModule } from './region.module.js';
import { RegionService } from './region-service.js';
import { turnRecordSchema } from './turn-record.js';

const vin = 'LHWTEST0000000001';
const logger = createLogger({ level: 'silent', app: 'test' });

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

/** Reads "open" as opening the sunroof and everything else as out of scope; its models are their version's text. */
class Reader implements UnderstandingService {
  card = { version: '1.0.0' };
  digest = 'a'.repeat(64);
  load = { queued: 0 };
  failure: AppError | undefined;

  async understand(text: string, options: Parameters<UnderstandingService['understand']>[1]) {
    if (this.failure) throw this.failure;
    const intent = text.startsWith('open') ? 'sunroof.open' : 'none';
    const frames = [{ intent, confidence: 0.99, span: [0, text.length] as [number, number], slots: [] }];
    const language = options.language ?? (/[a-z]/.test(text) ? ('en' as const) : ('zh' as const));
    return { frames, language, modelVersion: this.card.version, modelDigest: this.digest };
  }

  async swap(model: Uint8Array) {
    if (model.length < 2) throw new AppError('invalid-model', 'too short');
    this.card = { version: new TextDecoder().decode(model) };
  }
}

interface Running {
  http: HttpServer;
  reader: Reader;
  records: LogRecord[];
  region: RegionService;
}

async function start(change: Partial<RegionOptions> = {}): Promise<Running> {
  const reader = new Reader();
  const records: LogRecord[] = [];
  let turns = 0;
  const options: RegionOptions = {
    regionId: 'east',
    understanding: reader,
    eventLog: {
      append: async (added) => {
        records.push(...added);
        return [];
      },
    },
    clock: { nowMs: () => performance.now(), epochMs: () => 1_790_000_000_000 },
    newId: () => `turn-${(turns += 1)}`,
    logger,
    metrics: createMetrics(),
    ...change,
  };
  const http = await startHttpServer({ module: RegionModule.register(options), logger, host: '127.0.0.1', port: 0, title: 'Region' });
  cleanups.push(() => http.close());
  return { http, reader, records, region: http.app.get(RegionService) };
}

const ask = (http: HttpServer, body: object, headers: Record<string, string> = {}) =>
  fetch(`${http.url}/v1/assistant/turns`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ utterance: 'open the sunroof', deadlineMs: 5_000, vehicle: { vin, state: { 'Vehicle.Speed': 0 } }, ...body }),
  });

async function chatServer(listener: RequestListener): Promise<string> {
  const server: Server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanups.push(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
}

describe('a region', () => {
  it('turns an utterance into validated actions', async () => {
    const { http } = await start();
    const response = await ask(http, {});
    expect(response.status).toBe(200);
    const turn = turnResponseSchema.parse(await response.json());
    expect(turn).toMatchObject({ turn: 'turn-1', answeredBy: 'region:east', modelVersion: '1.0.0', language: 'en' });
    expect(turn.actions).toMatchObject([
      { intent: 'sunroof.open', path: 'Vehicle.Cabin.Sunroof.Position', status: 'ready', clause: [0, 16] },
    ]);
  });

  it('publishes the turn, with the driver’s words only with consent', async () => {
    const { http, records } = await start();
    await ask(http, {});
    await ask(http, {}, { 'x-headway-consent': 'learning' });
    const [without, with_] = records.map(({ value }) => turnRecordSchema.parse(JSON.parse(Buffer.from(value).toString())));
    expect(records[0]).toMatchObject({ topic: 'assistant.turns', key: vin });
    expect(cloudEventHeadersSchema.parse(records[0]?.headers)).toMatchObject({
      ce_id: 'turn-1',
      ce_source: '/regions/east',
      ce_subject: vin,
    });
    expect(cloudEventOf(records[0] as LogRecord)).toMatchObject({ type: 'headway.assistant.turn.v1', data: { consent: false } });
    expect(without).toMatchObject({ consent: false, intents: ['sunroof.open'] });
    expect(without).not.toHaveProperty('utterance');
    expect(without).not.toHaveProperty('frames');
    expect(with_).toMatchObject({ consent: true, utterance: 'open the sunroof' });
  });

  it('answers a spent budget with 504 and does not serve the turn', async () => {
    let nowMs = 0;
    const { http, records } = await start({ clock: { nowMs: () => (nowMs += 400), epochMs: () => 0 } });
    const response = await ask(http, { deadlineMs: 300 });
    expect(response.status).toBe(504);
    expect(await response.json()).toMatchObject({ code: 'deadline-exceeded' });
    expect(records).toEqual([]);
  });

  it('turns callers away with Retry-After when it is overloaded, and says so in its health', async () => {
    const { http, reader } = await start();
    reader.failure = new AppError('overloaded', 'full', { retryAfterMs: 1_200 });
    const response = await ask(http, {});
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '2']);
    const health = async () => regionHealthSchema.parse(await (await fetch(`${http.url}/v1/health`)).json());
    expect(await health()).toMatchObject({ region: 'east', status: 'overloaded', served: 0 });
    reader.failure = undefined;
    await ask(http, {});
    expect(await health()).toMatchObject({ served: 1, modelVersion: '1.0.0', modelDigest: reader.digest, p95Ms: expect.any(Number) });
  });

  it('says honestly that it cannot, in the driver’s language', async () => {
    const { http } = await start();
    const english = turnResponseSchema.parse(await (await ask(http, { utterance: 'weather' })).json());
    const chinese = turnResponseSchema.parse(await (await ask(http, { utterance: '讲个笑话' })).json());
    expect(english).toMatchObject({ actions: [], answeredBy: 'region:east', speech: expect.stringMatching(/cannot/i) });
    expect(chinese).toMatchObject({ actions: [], language: 'zh', speech: expect.stringMatching(/抱歉/) });
  });

  it('lets a configured language model talk about what is out of scope, and only that', async () => {
    const asked: unknown[] = [];
    const url = await chatServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        asked.push(JSON.parse(Buffer.concat(chunks).toString()));
        response.end(JSON.stringify({ choices: [{ message: { role: 'assistant', content: ' It is sunny. ' } }] }));
      });
    });
    const { http } = await start({ languageModel: chatCompletions({ url, model: 'small-talk' }) });
    await ask(http, {});
    const turn = await (await ask(http, { utterance: 'weather' })).json();
    expect(turn).toMatchObject({ answeredBy: 'model:small-talk', answer: 'It is sunny.', speech: 'It is sunny.', actions: [] });
    expect(asked).toMatchObject([{ model: 'small-talk', messages: [{ role: 'system' }, { role: 'user', content: 'weather' }] }]);
  });

  it('answers by itself, in time, when the language model fails or hangs', async () => {
    const failing = await chatServer((_, response) => response.writeHead(500).end());
    const hanging = await chatServer(() => undefined);
    for (const url of [failing, hanging]) {
      const { http } = await start({ languageModel: chatCompletions({ url, model: 'm' }) });
      const turn = turnResponseSchema.parse(await (await ask(http, { utterance: 'weather', deadlineMs: 400 })).json());
      expect(turn.answeredBy).toBe('region:east');
      expect(turn.latencyMs).toBeLessThan(400);
    }
  });

  it('swaps its model while it serves', async () => {
    const { http, region } = await start();
    await region.swapModel(new TextEncoder().encode('2.0.0'));
    expect(await (await ask(http, {})).json()).toMatchObject({ modelVersion: '2.0.0' });
    await expect(region.swapModel(Uint8Array.of(0))).rejects.toMatchObject({ code: 'invalid-model' });
    expect(await (await ask(http, {})).json()).toMatchObject({ modelVersion: '2.0.0' });
  });

  it('describes its answers in OpenAPI', async () => {
    const { http } = await start();
    const { paths } = (await (await fetch(`${http.url}/api/docs-json`)).json()) as { paths: Record<string, Record<string, unknown>> };
    expect(JSON.stringify(paths['/v1/assistant/turns']?.post)).toMatch(/answeredBy.*x-headway-consent|x-headway-consent.*answeredBy/s);
    expect(JSON.stringify(paths['/v1/health']?.get)).toContain('modelDigest');
  });

  it('refuses a malformed turn', async () => {
    const { http } = await start();
    expect((await ask(http, { utterance: ' ' })).status).toBe(400);
    expect((await ask(http, { vehicle: { vin: 'short' } })).status).toBe(400);
  });
});
