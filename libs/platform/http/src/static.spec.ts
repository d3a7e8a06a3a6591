import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Controller, Get, Module } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createLogger } from '@headway/platform/logging';
import { type HttpServer, startHttpServer } from './server.js';
import { serveStatic } from './static.js';

@Controller('v1/doors')
class DoorController {
  @Get()
  list() {
    return { items: [] };
  }
}

@Module({ controllers: [DoorController] })
class DoorModule {}

const logger = createLogger({ level: 'silent', app: 'test' });
let folder: string;
let server: HttpServer | undefined;

const start = async () =>
  (server = await startHttpServer({
    module: DoorModule,
    logger,
    host: '127.0.0.1',
    port: 0,
    title: 'Doors',
    prepare: (app) => serveStatic(app, folder),
  }));

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'headway-static-'));
  await writeFile(join(folder, 'index.html'), '<title>the page</title>');
  await writeFile(join(folder, 'main-AB12CD34.js'), 'export {};');
  await writeFile(join(folder, 'plain.txt'), 'plain');
});

afterEach(async () => {
  await server?.close();
  server = undefined;
  await rm(folder, { recursive: true });
});

describe('serving a page', () => {
  it.each(['/', '/index.html', '/vehicles', '/vehicles/WVWZZZ1JZXW000001?tab=twin', '/v1x'])('answers %s with the page', async (path) => {
    const { url } = await start();
    const response = await fetch(`${url}${path}`, { headers: { accept: 'text/html' } });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(await response.text()).toContain('the page');
  });

  it('lets files with a hash in the name be kept for ever, and no others', async () => {
    const { url } = await start();
    const hashed = await fetch(`${url}/main-AB12CD34.js`);
    expect(hashed.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(hashed.headers.get('content-type')).toContain('javascript');
    const plain = await fetch(`${url}/plain.txt`);
    expect(plain.headers.get('cache-control')).toBe('no-cache');
    expect(await plain.text()).toBe('plain');
  });

  it('leaves the API and its documentation alone', async () => {
    const { url } = await start();
    expect(await (await fetch(`${url}/v1/doors`)).json()).toEqual({ items: [] });
    expect((await fetch(`${url}/api/docs-json`)).headers.get('content-type')).toContain('json');
    const docs = await fetch(`${url}/api/docs`);
    expect(await docs.text()).toContain('swagger');
    expect((await fetch(`${url}/api/docs/swagger-ui-bundle.js`)).status).toBe(200);
  });

  it.each(['/v1/nowhere', '/v1', '/api/nowhere', '/v1/doors/7'])('answers the unknown API path %s with a problem', async (path) => {
    const { url } = await start();
    const response = await fetch(`${url}${path}`, { headers: { accept: 'text/html' } });
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ status: 404, code: 'not-found' });
  });

  it('does not answer a missing script with the page', async () => {
    const { url } = await start();
    const response = await fetch(`${url}/main-OLD00000.js`, { headers: { accept: '*/*' } });
    expect(response.status).toBe(404);
  });

  it('does not serve files outside its folder', async () => {
    const { url } = await start();
    const response = await fetch(`${url}/..%2f..%2fetc/passwd`, { headers: { accept: 'text/plain' } });
    expect(response.status).toBeGreaterThanOrEqual(400);
  });

  it('says so when the page was not built', async () => {
    await rm(join(folder, 'index.html'));
    await expect(start()).rejects.toMatchObject({ code: 'unavailable' });
  });
});
