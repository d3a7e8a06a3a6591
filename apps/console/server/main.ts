import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { ProcessModule, runApp } from '@headway/composition';
import { distPath } from '@headway/platform/assets';
import { AppError } from '@headway/platform/errors';
import { serveStatic, startHttpServer } from '@headway/platform/http';
import { createLogger } from '@headway/platform/logging';
import { createMetrics } from '@headway/platform/metrics';
import { parseSettings } from '@headway/platform/settings';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { settingsShape } from './settings.js';
import { type Upstream, upstreamOf } from './upstream.js';

const PASSED_REQUEST_HEADERS = ['accept', 'idempotency-key', 'if-match', 'content-type', 'last-event-id', 'range'];
const PASSED_RESPONSE_HEADERS = ['content-type', 'cache-control', 'content-range', 'etag', 'retry-after'];

/** Hands a request on to the service that answers it, and its answer back as it comes, event streams too. */
async function forward(request: FastifyRequest, reply: FastifyReply, urls: Record<Upstream, string>): Promise<FastifyReply> {
  const upstream = upstreamOf(request.url);
  if (!upstream) throw new AppError('not-found', `no service answers ${request.url}`);
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  const headers = PASSED_REQUEST_HEADERS.flatMap((name) =>
    request.headers[name] ? [[name, String(request.headers[name])] as [string, string]] : [],
  );
  const response = await fetch(new URL(request.url, urls[upstream]), {
    method: request.method,
    headers,
    signal: gone.signal,
    ...(request.body === undefined || request.body === null ? {} : { body: JSON.stringify(request.body) }),
  }).catch((cause: unknown) => {
    throw new AppError('unavailable', `the ${upstream} service does not answer`, { cause });
  });
  for (const name of PASSED_RESPONSE_HEADERS) {
    const value = response.headers.get(name);
    if (value !== null) reply.header(name, value);
  }
  return reply.status(response.status).send(response.body ? Readable.fromWeb(response.body as ReadableStream) : null);
}

/** The engineers' page in front of services that run as processes of their own. */
await runApp('headway-console', async () => {
  const settings = parseSettings(settingsShape, process.env);
  const urls = { fleet: settings.HEADWAY_FLEET_URL, learning: settings.HEADWAY_LEARNING_URL, rollouts: settings.HEADWAY_ROLLOUTS_URL };
  const server = await startHttpServer({
    module: ProcessModule.register('console', createMetrics()),
    logger: createLogger({ level: settings.HEADWAY_LOG_LEVEL, app: 'console' }),
    host: settings.HEADWAY_HOST,
    port: settings.HEADWAY_PORT,
    title: 'Headway console',
    prepare: async (app) => {
      const fastify = app.getHttpAdapter().getInstance();
      // The process itself answers /v1/process; everything else below /v1 belongs to a service.
      fastify.all('/v1/*', (request, reply) => forward(request, reply, urls));
      await serveStatic(app, distPath('apps/console/public'));
    },
  });
  process.stdout.write(`headway-console runs at ${server.url}\n`);
  return { close: () => server.close() };
});
