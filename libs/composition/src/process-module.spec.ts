import { readFileSync } from 'node:fs';
import { startHttpServer } from '@headway/platform/http';
import { createLogger } from '@headway/platform/logging';
import { createMetrics } from '@headway/platform/metrics';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ProcessModule } from './process-module.js';

describe('what every app serves', () => {
  let http: Awaited<ReturnType<typeof startHttpServer>>;
  beforeAll(async () => {
    const logger = createLogger({ level: 'silent', app: 'test' });
    http = await startHttpServer({
      module: ProcessModule.register('test', createMetrics()),
      logger,
      host: '127.0.0.1',
      port: 0,
      title: 'test',
    });
  });
  afterAll(() => http.close());

  it('has the schema of frames in it, as agents in other languages need it', async () => {
    const response = await fetch(`${http.url}/v1/proto/frame.proto`);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8']);
    expect(await response.text()).toBe(readFileSync('libs/contracts/assets/frame.proto', 'utf8'));
  });
});
