import { Body, Controller, Get, Module, Post, Query } from '@nestjs/common';
import { afterEach, describe, expect, it } from '@jest/globals';
import { pageQuerySchema, type PageQuery } from '@headway/contracts';
import { AppError } from '@headway/platform/errors';
import { createLogger } from '@headway/platform/logging';
import { z } from 'zod';
import { type HttpServer, startHttpServer } from './server.js';

const doorSchema = z.object({ position: z.number().min(0).max(100) });

@Controller('v1/doors')
class DoorController {
  @Post()
  open(@Body({ schema: doorSchema }) door: z.infer<typeof doorSchema>) {
    return door;
  }

  @Get()
  list(@Query({ schema: pageQuerySchema }) query: PageQuery) {
    if (query.limit === 13) throw new AppError('overloaded', 'too many doors', { retryAfterMs: 1500 });
    if (query.limit === 14) throw new Error('a secret');
    return { limit: query.limit };
  }
}

@Module({ controllers: [DoorController] })
class DoorModule {}

let server: HttpServer | undefined;
const logger = createLogger({ level: 'silent', app: 'test' });
const start = async (port = 0) => (server = await startHttpServer({ module: DoorModule, logger, host: '127.0.0.1', port, title: 'Doors' }));

afterEach(async () => {
  await server?.close();
  server = undefined;
});

const post = (url: string, body: string) =>
  fetch(`${url}/v1/doors`, { method: 'POST', body, headers: { 'content-type': 'application/json' } });

describe('the HTTP server', () => {
  it('validates bodies and queries with zod and coerces queries', async () => {
    const { url } = await start();
    expect(await (await post(url, '{"position":40}')).json()).toEqual({ position: 40 });
    expect(await (await fetch(`${url}/v1/doors?limit=7`)).json()).toEqual({ limit: 7 });
  });

  it.each(['{"position":400}', '{}', '[]', 'null', '{"position":', '', '"x"'])(
    'answers the bad body %j with problem details',
    async (body) => {
      const { url } = await start();
      const response = await post(url, body);
      expect(response.status).toBe(400);
      expect(response.headers.get('content-type')).toContain('application/problem+json');
      expect(await response.json()).toMatchObject({ status: 400, code: 'invalid-request' });
    },
  );

  it('names the offending field', async () => {
    const { url } = await start();
    const problem = await (await post(url, '{"position":400}')).json();
    expect(problem).toMatchObject({ errors: [{ path: 'position' }] });
  });

  it('tells when to retry and keeps internal causes to itself', async () => {
    const { url } = await start();
    const busy = await fetch(`${url}/v1/doors?limit=13`);
    expect([busy.status, busy.headers.get('retry-after')]).toEqual([503, '2']);
    const broken = await fetch(`${url}/v1/doors?limit=14`);
    expect(broken.status).toBe(500);
    expect(await broken.text()).not.toContain('secret');
    expect((await fetch(`${url}/nowhere`)).status).toBe(404);
  });

  it('describes itself in OpenAPI with the schemas', async () => {
    const { url } = await start();
    const document = (await (await fetch(`${url}/api/docs-json`)).json()) as { paths: Record<string, { post?: unknown }> };
    expect(JSON.stringify(document.paths['/v1/doors']?.post)).toContain('requestBody');
  });

  it('says in one line that the port is taken', async () => {
    const { port } = await start();
    await expect(startHttpServer({ module: DoorModule, logger, host: '127.0.0.1', port, title: 'Doors' })).rejects.toMatchObject({
      code: 'address-in-use',
      message: `port ${port} on 127.0.0.1 is already in use`,
    });
  });
});
