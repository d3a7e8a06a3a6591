import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { TurnResponse } from '@headway/contracts';
import { type CockpitServer, startCockpit } from './cockpit-server.js';

const FIRST = 'LHEADWAY000000001';
const SECOND = 'LHEADWAY000000002';
const asked: { vin: string; utterance: string; offline: boolean | undefined }[] = [];

const agent = (vin: string) => ({
  vin,
  status: {
    vin,
    boot: 'b',
    online: true,
    model: { version: '1', digest: 'd' },
    assigned: { telemetry: 1, event: 2 },
    assignedEver: 3,
    pending: 0,
  },
  ask: async (utterance: string, options: { offline?: boolean } = {}): Promise<TurnResponse> => {
    asked.push({ vin, utterance, offline: options.offline });
    return {
      turn: 't',
      answeredBy: 'vehicle',
      modelVersion: '1',
      latencyMs: 1,
      actions: [],
      speech: 'ok',
      confidence: 1,
      language: 'en',
      frames: [],
    };
  },
});

let agents = [agent(FIRST)];
let server: CockpitServer;
beforeEach(async () => {
  agents = [agent(FIRST)];
  asked.length = 0;
  server = await startCockpit({ agents: () => agents, host: '127.0.0.1', port: 0, routes: { 'GET /simulation': () => ({ online: 1 }) } });
});
afterEach(() => server.close());

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${server.url}${path}`, { method: 'POST', headers, body: typeof body === 'string' ? body : JSON.stringify(body) });

describe('the cockpit server', () => {
  it('answers a driver of the only vehicle', async () => {
    const response = await post('/v1/assistant/turns', { utterance: 'hello' });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ speech: 'ok' });
    expect(asked).toEqual([{ vin: FIRST, utterance: 'hello', offline: false }]);
  });

  it('finds the vehicle by the path or by the body, and hears that it is offline', async () => {
    agents.push(agent(SECOND));
    await post(`/vehicles/${SECOND}/v1/assistant/turns`, { utterance: 'a' }, { 'x-headway-offline': 'true' });
    await post('/v1/assistant/turns', { utterance: 'b', vehicle: { vin: SECOND }, offline: true });
    expect(asked).toEqual([
      { vin: SECOND, utterance: 'a', offline: true },
      { vin: SECOND, utterance: 'b', offline: true },
    ]);
  });

  it('lists its vehicles', async () => {
    const list = await (await fetch(`${server.url}/vehicles`)).json();
    expect(list).toMatchObject({ total: 1, next: null, items: [{ vin: FIRST, online: true }] });
  });

  it('serves what else its process has', async () => {
    expect(await (await fetch(`${server.url}/simulation`)).json()).toEqual({ online: 1 });
    expect((await fetch(`${server.url}/simulation`, { method: 'DELETE' })).status).toBe(404);
  });

  it.each([
    ['/v1/assistant/turns', '{"utterance":', 400],
    ['/v1/assistant/turns', { utterance: '' }, 400],
    ['/v1/assistant/turns', { utterance: 'x', deadlineMs: -1 }, 400],
    ['/v1/assistant/turns', 'x'.repeat(70_000), 400],
    [`/vehicles/${SECOND}/v1/assistant/turns`, { utterance: 'x' }, 404],
    ['/elsewhere', { utterance: 'x' }, 404],
  ])('answers %s with a problem when it is asked %j', async (path, body, status) => {
    const response = await post(path, body);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({ status, code: expect.any(String), instance: path });
  });

  it('says which port is taken', async () => {
    await expect(startCockpit({ agents: () => agents, host: '127.0.0.1', port: server.port })).rejects.toThrow(`port ${server.port}`);
  });
});
