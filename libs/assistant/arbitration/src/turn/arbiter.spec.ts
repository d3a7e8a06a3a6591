import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Plan, Region, TurnRequest, TurnResponse } from '@headway/contracts';
import { VirtualClock } from '@headway/testing';
import { DEFAULT_THRESHOLDS } from '../local-first.js';
import { RegionChoice } from '../regions/region-choice.js';
import { type RegionClient, RegionError } from '../regions/region-client.js';
import { Arbiter, type Arbitration, type LocalMind } from './arbiter.js';

const regions: Region[] = ['one', 'two', 'three'].map((id, i) => ({
  id,
  name: id,
  url: 'http://127.0.0.1:1',
  latitude: 0,
  longitude: i * 20,
  residency: 'cn',
}));
const request: TurnRequest = { utterance: 'open the window', deadlineMs: 300, vehicle: { vin: 'LHWTEST0000000001' } };

const planOf = (intent: string, confidence: number): Plan => ({
  actions: [
    { intent, path: 'Vehicle.Cabin.X', value: true, confidence, risk: 'comfort', status: 'ready', clause: [0, request.utterance.length] },
  ],
  speech: `OK, ${intent}.`,
  confidence,
  language: 'en',
  frames: [{ intent, confidence, span: [0, request.utterance.length], slots: [] }],
});

/** How one region behaves: after so many milliseconds it answers or fails; `Infinity` is a black hole. */
interface Behaviour {
  afterMs: number;
  fails?: boolean;
  confidence?: number;
}

class Regions implements RegionClient {
  readonly asked: { id: string; atMs: number; deadlineMs: number; signal: AbortSignal }[] = [];
  constructor(
    private readonly clock: VirtualClock,
    readonly behaviour: Record<string, Behaviour>,
  ) {}

  async ask({ id }: Region, { deadlineMs }: TurnRequest, signal: AbortSignal): Promise<TurnResponse> {
    this.asked.push({ id, atMs: this.clock.nowMs(), deadlineMs, signal });
    const { afterMs, fails, confidence = 0.95 } = this.behaviour[id] ?? { afterMs: Number.POSITIVE_INFINITY };
    await this.clock.wait(afterMs, signal);
    if (fails) throw new RegionError('unreachable', 'down');
    return { ...planOf('region.reading', confidence), turn: 't', answeredBy: `region:${id}`, modelVersion: 'r1', latencyMs: 5 };
  }

  health(): Promise<never> {
    return Promise.reject(new RegionError('unreachable', 'not probed here'));
  }
}

const mind = (clock: VirtualClock, confidence: number, afterMs = 0): LocalMind => ({
  modelVersion: 'v1',
  plan: async (_, signal) => {
    await clock.wait(afterMs, signal);
    return planOf('car.reading', confidence);
  },
  adopt: (response) => response,
});

function setUp(behaviour: Record<string, Behaviour>) {
  const clock = new VirtualClock();
  const client = new Regions(clock, behaviour);
  const choice = new RegionChoice({ regions, position: { latitude: 0, longitude: 0 }, random: () => 0.5 });
  return { clock, client, arbiter: new Arbiter({ clock, client, choice }) };
}

async function answered(clock: VirtualClock, promise: Promise<Arbitration>, withinMs = 300): Promise<Arbitration> {
  let result: Arbitration | undefined;
  void promise.then((arbitration) => (result = arbitration));
  await clock.advance(withinMs);
  if (!result) throw new Error(`no answer within ${withinMs} ms`);
  return result;
}

describe('Arbiter', () => {
  it('answers from the car at once when the car is sure, and asks no region', async () => {
    const { clock, client, arbiter } = setUp({ one: { afterMs: 1 } });
    const result = await answered(clock, arbiter.answer(request, mind(clock, 0.95)), 0);
    expect(result).toMatchObject({ answeredBy: 'vehicle', reason: 'confident', modelVersion: 'v1' });
    expect(client.asked).toEqual([]);
  });

  it('asks the nearest region with the remaining budget when the car is not sure', async () => {
    const { clock, client, arbiter } = setUp({ one: { afterMs: 30 } });
    const result = await answered(clock, arbiter.answer(request, mind(clock, 0.4, 20)));
    expect(result).toMatchObject({ answeredBy: 'region:one', reason: 'region', modelVersion: 'r1', latencyMs: 50 });
    expect(client.asked).toMatchObject([{ id: 'one', deadlineMs: 270 }]);
    expect(await result.disagreement).toMatchObject({ answeredBy: 'vehicle', frames: [{ intent: 'car.reading' }] });
  });

  it('answers safely at the end of the budget when every region is a black hole', async () => {
    const { clock, arbiter } = setUp({});
    const result = await answered(clock, arbiter.answer(request, mind(clock, 0.5)));
    expect(result).toMatchObject({ answeredBy: 'vehicle', reason: 'deadline', latencyMs: 290 });
    expect(result.plan).toMatchObject({
      actions: [{ status: 'needs-confirmation' }],
      question: 'Did you mean “open the window”? Please confirm.',
    });
  });

  it('says something even when its own model hangs as well', async () => {
    const { clock, arbiter } = setUp({});
    const result = await answered(clock, arbiter.answer(request, mind(clock, 0.9, Number.POSITIVE_INFINITY)));
    expect(result.plan.question).toMatch(/did not catch/);
  });

  it('does not wait for the deadline when every region fails', async () => {
    const down = { afterMs: 5, fails: true };
    const { clock, client, arbiter } = setUp({ one: down, two: down, three: down });
    const result = await answered(clock, arbiter.answer(request, mind(clock, 0.5)));
    expect(result).toMatchObject({ reason: 'no-region', latencyMs: 15 });
    expect(client.asked.map(({ id }) => id)).toEqual(['one', 'two', 'three']);
  });

  it('hedges at the first region’s own 95th percentile and drops the loser', async () => {
    const { clock, client, arbiter } = setUp({ one: { afterMs: 250 }, two: { afterMs: 30 } });
    const result = await answered(clock, arbiter.answer(request, mind(clock, 0.4)));
    expect(client.asked.map(({ id, atMs }) => [id, atMs])).toEqual([
      ['one', 0],
      ['two', 40],
    ]);
    expect(result).toMatchObject({ answeredBy: 'region:two', latencyMs: 70 });
    expect(client.asked[0]?.signal.aborted).toBe(true);
  });

  it('does not hedge every turn when a region turns slow', async () => {
    const { clock, client, arbiter } = setUp({ one: { afterMs: 280 } });
    for (let i = 0; i < 5; i += 1) await answered(clock, arbiter.answer(request, mind(clock, 0.4)));
    expect(client.asked.filter(({ id }) => id === 'two').map(({ atMs }) => atMs)).toEqual([40, expect.any(Number)]);
  });

  it('learns from an answer that comes too late, without waiting for it', async () => {
    const { clock, arbiter } = setUp({ one: { afterMs: 500 } });
    const result = await answered(clock, arbiter.answer(request, mind(clock, 0.5)));
    expect(result.reason).toBe('deadline');
    await clock.advance(300);
    expect(await result.disagreement).toMatchObject({ answeredBy: 'region:one', frames: [{ intent: 'region.reading' }] });
  });

  it('refuses a region’s plan that the car cannot adopt', async () => {
    const { clock, arbiter } = setUp({ one: { afterMs: 10 } });
    const local: LocalMind = {
      ...mind(clock, 0.75),
      plan: async () => planOf('car.reading', 0.5),
      adopt: () => {
        throw new Error('outside the limits');
      },
    };
    expect(await answered(clock, arbiter.answer(request, local))).toMatchObject({ answeredBy: 'vehicle' });
  });

  it('stops everything when the driver gives up', async () => {
    const { clock, client, arbiter } = setUp({});
    const abort = new AbortController();
    const outcome = arbiter.answer(request, mind(clock, 0.5), abort.signal).then(
      () => 'answered',
      (reason: unknown) => reason,
    );
    await clock.advance(50);
    abort.abort('never mind');
    expect(await outcome).toBe('never mind');
    expect(client.asked.every(({ signal }) => signal.aborted)).toBe(true);
    expect(clock.pending).toBe(0);
  });

  it('answers in time and does nothing unsure, whatever car and regions do', async () => {
    const time = fc.oneof(fc.integer({ min: 0, max: 700 }), fc.constant(Number.POSITIVE_INFINITY));
    const behaviour = fc.record({ afterMs: time, fails: fc.boolean(), confidence: fc.double({ min: 0, max: 1, noNaN: true }) });
    const turn = fc.record({ one: behaviour, two: behaviour, three: behaviour });
    const car = fc.record({ confidence: fc.double({ min: 0, max: 1, noNaN: true }), afterMs: time });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(turn, car, fc.integer({ min: 1, max: 400 })), { minLength: 1, maxLength: 8 }), async (turns) => {
        const { clock, client, arbiter } = setUp({});
        for (const [behaviours, { confidence, afterMs }, deadlineMs] of turns) {
          Object.assign(client.behaviour, behaviours);
          const result = await answered(clock, arbiter.answer({ ...request, deadlineMs }, mind(clock, confidence, afterMs)), deadlineMs);
          expect(result.latencyMs).toBeLessThanOrEqual(deadlineMs);
          expect(result.plan.speech).not.toBe('');
          for (const action of result.plan.actions) {
            if (action.status === 'ready') expect(action.confidence).toBeGreaterThanOrEqual(DEFAULT_THRESHOLDS[action.risk]);
          }
        }
        await clock.advance(5_000);
        expect(clock.pending).toBe(0);
      }),
      { numRuns: 60 },
    );
  });
});
