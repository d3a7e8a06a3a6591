import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createUnderstandingPool, type UnderstandingPool } from '@headway/assistant/understanding';
import type { Region, SemanticFrame, TurnFinished, TurnResponse } from '@headway/contracts';
import { keywordModel } from '@headway/testing';
import { monotonicClock } from '../monotonic.js';
import { VIN } from '../spec-support.js';
import { StateBus } from '../state-bus.js';
import { Cockpit, type CockpitOptions } from './cockpit.js';
import { outcomeOf } from './outcome.js';

const DRIVER_WINDOW = 'Vehicle.Cabin.Door.Row1.DriverSide.Window.Position';
const PASSENGER_WINDOW = 'Vehicle.Cabin.Door.Row1.PassengerSide.Window.Position';
const TRUNK = 'Vehicle.Body.Trunk.Rear.IsOpen';

let pool: UnderstandingPool;
beforeAll(async () => {
  const model = keywordModel({
    version: '1',
    keywords: {
      open: { intent: 'window.open', clause: true },
      driver: { tag: 'B-zone' },
      passenger: { tag: 'B-zone' },
      trunk: { intent: 'tailgate.open', clause: true },
      yes: { intent: 'dialogue.confirm', clause: true },
      no: { intent: 'dialogue.correct', clause: true },
    },
  });
  pool = await createUnderstandingPool({ model, workers: 1, maxQueue: 8 });
});
afterAll(() => pool.close());

let bus: StateBus;
let finished: TurnFinished[];
let announce = (): void => undefined;
/** Resolves when the event of the next turn is out. */
const finishedTurn = () => new Promise<void>((resolve) => (announce = resolve));
const cockpits: Cockpit[] = [];
const cockpit = (options: Partial<CockpitOptions> = {}, fetch: typeof globalThis.fetch = () => Promise.reject(new Error('no network'))) => {
  let turns = 0;
  const made = new Cockpit(
    { vin: VIN, regions: [], consent: () => true, ...options },
    {
      bus,
      clock: () => Date.now(),
      monotonic: monotonicClock,
      random: () => 0,
      newId: () => `turn-${(turns += 1)}`,
      fetch,
      understanding: () => pool,
      onFinished: (event) => {
        finished.push(event);
        announce();
      },
      onModelFailure: (_digest, error) => {
        throw error;
      },
    },
  );
  cockpits.push(made);
  return made;
};
beforeEach(() => {
  bus = new StateBus({ 'Vehicle.Speed': 0, [DRIVER_WINDOW]: 0, [PASSENGER_WINDOW]: 0, [TRUNK]: false });
  finished = [];
});
afterEach(async () => {
  for (const made of cockpits.splice(0)) await made.stop();
});

describe('a cockpit without regions', () => {
  it('does what it understands and tells the platform', async () => {
    const made = cockpit();
    const response = await made.ask('open the driver window', { offline: true });
    expect(response).toMatchObject({ answeredBy: 'vehicle', modelVersion: '1' });
    expect(response.actions).toMatchObject([{ path: DRIVER_WINDOW, value: 100, status: 'ready' }]);
    await made.stop();
    expect(bus.read(DRIVER_WINDOW)).toBe(100);
    expect(finished).toMatchObject([{ outcome: 'executed', utterance: 'open the driver window', late: false }]);
    expect(finished[0]).not.toHaveProperty('corrects');
  });

  it('answers with a question what it does not understand', async () => {
    const made = cockpit();
    const response = await made.ask('tell me a story about foxes');
    expect(response.speech.length).toBeGreaterThan(0);
    await made.stop();
    expect(finished).toMatchObject([{ outcome: 'not-understood' }]);
  });

  it('keeps the words to itself without consent', async () => {
    const made = cockpit({ consent: () => false });
    await made.ask('open the driver window');
    await made.stop();
    expect(finished[0]).not.toHaveProperty('utterance');
    expect(finished[0]).not.toHaveProperty('frames');
  });

  it('asks before it opens the trunk, and does so only after a yes in the same session', async () => {
    const made = cockpit();
    expect((await made.ask('trunk', { session: 'a' })).actions).toMatchObject([{ path: TRUNK, status: 'needs-confirmation' }]);
    await made.ask('yes', { session: 'b' });
    expect(bus.read(TRUNK)).toBe(false);
    expect((await made.ask('yes', { session: 'a' })).actions).toMatchObject([{ path: TRUNK, status: 'ready' }]);
    await made.stop();
    expect(bus.read(TRUNK)).toBe(true);
  });

  it('takes a correction for what it is', async () => {
    const made = cockpit();
    const first = await made.ask('open the driver window');
    const second = await made.ask('no the passenger');
    expect(second.actions).toMatchObject([{ path: PASSENGER_WINDOW, value: 100 }]);
    await made.stop();
    expect(finished[1]).toMatchObject({ corrects: first.turn });
  });

  it('says that an actuator did not move', async () => {
    bus.actuate = async () => 0;
    const made = cockpit();
    await made.ask('open the driver window');
    await finishedTurn();
    expect(finished[0]?.outcome).toBe('refused');
    expect(finished[0]?.actions[0]).toMatchObject({ status: 'refused', rule: 'actuator-failed' });
  });
});

describe('a cockpit with a region', () => {
  let server: Server;
  let region: Region;
  let frames: SemanticFrame[] = [];
  let delayMs = 0;
  let asked = 0;
  let body = '';
  beforeAll(async () => {
    server = createServer((request, response) => {
      asked += 1;
      body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      const answer: TurnResponse = {
        turn: 'r',
        answeredBy: 'region:north',
        modelVersion: 'r1',
        latencyMs: 1,
        actions: [],
        speech: 'ok',
        confidence: 0.99,
        language: 'en',
        frames,
      };
      setTimeout(() => response.setHeader('content-type', 'application/json').end(JSON.stringify(answer)), delayMs);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    region = { id: 'north', name: 'North', url, latitude: 0, longitude: 0, residency: 'eu' };
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  beforeEach(() => {
    frames = [
      {
        intent: 'window.open',
        confidence: 0.99,
        span: [0, 4],
        slots: [{ name: 'zone', text: 'passenger', start: 5, end: 14, confidence: 0.99 }],
      },
    ];
    delayMs = 0;
    asked = 0;
  });

  it('lets the region answer what the car cannot, and actuates itself', async () => {
    const made = cockpit({ regions: [region] }, fetch);
    const response = await made.ask('some passenger fresh air', { deadlineMs: 2000 });
    expect(response).toMatchObject({ answeredBy: 'region:north', modelVersion: 'r1' });
    await made.stop();
    expect(bus.read(PASSENGER_WINDOW)).toBe(100);
    expect(finished[0]).toMatchObject({ answeredBy: 'region:north', vehicleModelVersion: '1', disagreement: { answeredBy: 'vehicle' } });
  });

  it('is not told where the car is', async () => {
    bus.write({ 'Vehicle.CurrentLocation.Latitude': 50, 'Vehicle.Cabin.Infotainment.Navigation.DestinationText': 'home' });
    await cockpit({ regions: [region] }, fetch).ask('some passenger fresh air', { deadlineMs: 2000 });
    expect(JSON.parse(body)).toMatchObject({ vehicle: { state: { 'Vehicle.Speed': 0, [TRUNK]: false } } });
    expect(body).not.toContain('CurrentLocation');
    expect(body).not.toContain('home');
  });

  it('answers by itself, in time, when the region does not', async () => {
    delayMs = 2000;
    const made = cockpit({ regions: [region] }, fetch);
    const response = await made.ask('some passenger fresh air', { deadlineMs: 500 });
    expect(response.answeredBy).toBe('vehicle');
    expect(asked).toBe(1);
    expect(bus.read(PASSENGER_WINDOW)).toBe(0);
  });

  it('reports that a region reads differently what the car was sure of', async () => {
    const made = cockpit({ regions: [region], secondOpinionShare: 1 }, fetch);
    const response = await made.ask('open the driver window');
    expect(response.answeredBy).toBe('vehicle');
    await finishedTurn();
    expect(finished[0]?.disagreement).toMatchObject({ answeredBy: 'region:north', frames: [{ intent: 'window.open' }] });
    expect(asked).toBe(1);
  });

  it('leaves the region out when the driver is offline', async () => {
    const made = cockpit({ regions: [region], secondOpinionShare: 1 }, fetch);
    await made.ask('some passenger fresh air', { offline: true });
    expect(asked).toBe(0);
  });
});

describe('the outcome of a plan', () => {
  const plan = { actions: [], speech: 'x', confidence: 1, language: 'en' as const, frames: [] };
  const write = (status: 'ready' | 'refused' | 'needs-confirmation') =>
    ({
      intent: 'window.open',
      path: DRIVER_WINDOW,
      value: 100,
      confidence: 1,
      risk: 'comfort',
      status,
      clause: [0, 1] as [number, number],
    }) as const;
  it.each([
    [[write('ready')], 'executed'],
    [[write('ready'), write('refused')], 'partial'],
    [[write('needs-confirmation')], 'asked'],
    [[write('refused')], 'refused'],
    [[], 'not-understood'],
  ] as const)('of %j is %s', (actions, expected) => {
    expect(outcomeOf({ ...plan, actions: [...actions] })).toBe(expected);
  });
});
