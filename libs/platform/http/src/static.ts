import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppError } from '@headway/platform/errors';

/** Paths that belong to the API: an unknown one is a problem, never the page. */
const API_PATH = /^\/(v1|api|metrics)(\/|\?|$)/;
/** A content hash in the name, as esbuild writes it: such a file never changes. */
const HASHED_NAME = /-[A-Z0-9]{8}\.\w+$/;
const IMMUTABLE = 'public, max-age=31536000, immutable';
const REVALIDATE = 'no-cache';

/** The page runs only what comes from this server, and no other site may frame it. */
const PAGE_HEADERS = {
  'cache-control': REVALIDATE,
  'content-security-policy': "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/**
 * Serves a single-page application from `folder`: its files, and its `index.html` for every other page address, so that a link into
 * the page survives a reload. Call it before the application listens.
 * @throws AppError `unavailable` when the folder has no `index.html`
 */
export async function serveStatic(app: NestFastifyApplication, folder: string): Promise<void> {
  const page = await readFile(join(folder, 'index.html')).catch((cause: unknown) => {
    throw new AppError('unavailable', `there is no index.html in ${folder}; build the product first`, { cause });
  });
  const server = app.getHttpAdapter().getInstance();
  await server.register(fastifyStatic, {
    root: folder,
    prefix: '/',
    // Swagger registers the same plugin for its own files; replies are decorated once at most.
    decorateReply: false,
    // One route a file: everything else falls to the page below.
    wildcard: false,
    index: false,
    globIgnore: ['**/index.html'],
    cacheControl: false,
    setHeaders: (reply, path) => {
      reply.setHeader('cache-control', HASHED_NAME.test(path) ? IMMUTABLE : REVALIDATE);
      reply.setHeader('x-content-type-options', 'nosniff');
    },
  });
  server.get('/*', (request, reply) => {
    // A browser asks for pages as text/html; a script that is gone must not come back as a page.
    const asksForPage = request.url === '/' || (request.headers.accept ?? '').includes('text/html');
    if (!asksForPage || API_PATH.test(request.url)) return reply.callNotFound();
    return reply.headers(PAGE_HEADERS).type('text/html; charset=utf-8').send(page);
  });
}
