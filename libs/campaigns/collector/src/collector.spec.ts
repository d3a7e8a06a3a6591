import { describe, expect, it } from '@jest/globals';
import { compileCampaign, ConditionInputs, coerce } from '@headway/campaigns/rules';
import { type Campaign, campaignSchema, encodeFrame, type SignalValue } from '@headway/contracts';
import { parseCatalogue, parseSignalIds } from '@headway/signals';
import fc from 'fast-check';
import { type SpentByDay, utcDay } from './budget.js';
import { type CampaignFrame, Collector, type CollectorOptions } from './collector.js';

const sensor = (datatype: string) => ({ type: 'sensor', datatype });
const SIGNALS = {
  catalogue: parseCatalogue({
    Vehicle: { type: 'branch', children: { Speed: sensor('float'), Brake: sensor('boolean'), Track: sensor('string') } },
  }),
  ids: parseSignalIds({ 'Vehicle.Speed': 1, 'Vehicle.Brake': 2, 'Vehicle.Track': 3 }),
};
const TYPES: Record<string, 'double' | 'bool' | 'string'> = {
  'Vehicle.Speed': 'double',
  'Vehicle.Brake': 'bool',
  'Vehicle.Track': 'string',
};
const START = Date.UTC(2026, 10, 22, 12);
const TICK = 100;

const campaignOf = (change: Partial<Campaign> = {}): Campaign =>
  campaignSchema.parse({
    id: 'braking',
    revision: 1,
    name: 'Braking',
    purpose: 'test',
    signals: [{ path: 'Vehicle.Speed', minPeriodMs: TICK }],
    trigger: { kind: 'condition', expression: 'Vehicle.Brake', minIntervalMs: 1000 },
    expiresAt: START + 10 * 86_400_000,
    bytesPerDay: 100_000_000,
    ...change,
  });

const bytesOf = ({ startTimeMs, columns, campaign }: CampaignFrame) =>
  encodeFrame({ boot: '0190a5c2-5b7e-7c3a-9d4e-2f6b8a1c0d3e', stream: 0, seq: 1, startTimeMs, columns, campaign, catalogue: '' }).length;

/** A car whose signals a test sets, and what its collector sends. */
class Car {
  readonly frames: CampaignFrame[] = [];
  readonly triggers: number[] = [];
  readonly sentBytes: number[] = [];
  readonly collector: Collector;
  values: Record<string, SignalValue | undefined> = {};
  nowMs = START;

  constructor(campaigns: Campaign[], options: Partial<CollectorOptions> = {}) {
    const inputs = new ConditionInputs();
    this.collector = new Collector({
      campaigns: campaigns.map((campaign) => compileCampaign(campaign, SIGNALS, inputs)),
      inputs,
      typeOf: (path) => TYPES[path],
      bytesOf,
      emit: (frame, bytes) => {
        this.frames.push(frame);
        this.sentBytes.push(bytes);
      },
      onTrigger: (_, atMs) => this.triggers.push(atMs),
      ...options,
    });
  }

  /** The next moment. */
  tick(values: Record<string, SignalValue | undefined> = {}, afterMs = TICK): this {
    this.nowMs += afterMs;
    Object.assign(this.values, values);
    this.collector.paths.forEach((path, slot) => this.collector.offer(slot, this.nowMs, this.values[path]));
    this.collector.settle(this.nowMs);
    return this;
  }

  /** Samples of a signal, as [milliseconds since the start, value]. */
  samples(signal: number, campaign?: string): [number, SignalValue][] {
    return this.frames
      .filter((frame) => campaign === undefined || frame.campaign === campaign)
      .flatMap(({ startTimeMs, columns }) =>
        columns
          .filter((column) => column.signal === signal)
          .flatMap(({ offsetsMs, values }) =>
            values.map((value, at): [number, SignalValue] => [startTimeMs - START + (offsetsMs[at] ?? 0), value]),
          ),
      );
  }
}

describe('a collector', () => {
  it('sends what was before a trigger and what came after it, and what held at the beginning', () => {
    const car = new Car([campaignOf({ preMs: 300, postMs: 200 })]);
    for (let step = 1; step <= 20; step += 1) car.tick({ 'Vehicle.Speed': step, 'Vehicle.Brake': step === 10 });
    expect(car.triggers).toEqual([START + 1000]);
    expect(car.samples(1)).toEqual([7, 8, 9, 10, 11, 12].map((step) => [step * TICK, step]));

    const still = new Car([campaignOf({ preMs: 300 })]);
    still.tick({ 'Vehicle.Speed': 50 });
    for (let step = 0; step < 20; step += 1) still.tick();
    still.tick({ 'Vehicle.Brake': true });
    expect(still.samples(1)).toEqual([[1900, 50]]);
  });

  it('fires on the edge or on the level, never sooner than its interval', () => {
    const run = (mode: 'rising-edge' | 'level') => {
      const car = new Car([campaignOf({ trigger: { kind: 'condition', expression: 'Vehicle.Brake', mode, minIntervalMs: 1000 } })]);
      for (let step = 1; step <= 40; step += 1) car.tick({ 'Vehicle.Speed': step, 'Vehicle.Brake': step < 30 && step % 15 !== 0 });
      return car.triggers.map((at) => at - START);
    };
    expect(run('rising-edge')).toEqual([100, 1600]);
    expect(run('level')).toEqual([100, 1100, 2100]);
  });

  it('collects by time, aligned to the clock, and nothing of what it does not know', () => {
    const car = new Car([campaignOf({ trigger: { kind: 'time', everyMs: 1000 } })]);
    car.tick({ 'Vehicle.Brake': true });
    for (let step = 0; step < 30; step += 1) car.tick(step === 5 ? { 'Vehicle.Speed': 7 } : {});
    expect(car.samples(1)).toEqual([1000, 2000, 3000].map((at) => [at, 7]));
  });

  it('asks a condition over a window once more when the window has come to rest', () => {
    const expression = "mean(Vehicle.Speed, duration('1s')) > 10.0";
    const car = new Car([campaignOf({ trigger: { kind: 'condition', expression, mode: 'rising-edge', minIntervalMs: 1000 } })]);
    car.tick({ 'Vehicle.Speed': 20 });
    for (let step = 0; step < 20; step += 1) car.tick();
    expect(car.triggers).toEqual([START + 1100]);
  });

  it('ends by itself', () => {
    const car = new Car([campaignOf({ expiresAt: START + 500 })]);
    for (let step = 1; step <= 9; step += 1) car.tick({ 'Vehicle.Speed': step, 'Vehicle.Brake': step === 8 });
    expect(car.triggers).toEqual([]);
    expect(car.collector.states()).toMatchObject([{ state: 'expired' }]);
    expect(car.collector.ringBytes).toBe(0);
  });

  it('takes no value of another type and no NaN', () => {
    const car = new Car([campaignOf({ preMs: 1000 })]);
    for (const value of ['fast', true, Number.NaN, 5]) car.tick({ 'Vehicle.Speed': value });
    car.tick({ 'Vehicle.Brake': true });
    expect(car.samples(1)).toEqual([[400, 5]]);
  });
});

const moments = fc.array(
  fc.record({ speed: fc.integer({ min: 0, max: 3 }), brake: fc.boolean(), afterMs: fc.constantFrom(TICK, TICK, TICK, 2 * TICK, 1500) }),
  { minLength: 1, maxLength: 60 },
);
const drive = (car: Car, given: { speed: number; brake: boolean; afterMs: number }[]) => {
  for (const { speed, brake, afterMs } of given) car.tick({ 'Vehicle.Speed': speed, 'Vehicle.Brake': brake }, afterMs);
};

describe('a collector, whatever the signals do', () => {
  it('sends every sample around every trigger once and no other', () => {
    fc.assert(
      fc.property(moments, fc.constantFrom(0, 200, 700), fc.constantFrom(0, 300, 2000), (given, preMs, postMs) => {
        const car = new Car([campaignOf({ preMs, postMs })]);
        drive(car, given);
        const endMs = car.nowMs;
        car.collector.finish(endMs);
        const taken: [number, SignalValue][] = [];
        let at = 0;
        for (const { speed, afterMs } of given) {
          at += afterMs;
          if (taken.at(-1)?.[1] !== speed) taken.push([at, speed]);
        }
        const around = (ms: number) => car.triggers.some((trigger) => ms >= trigger - START - preMs && ms <= trigger - START + postMs);
        const sent = car.samples(1);
        const changes = sent.filter(([ms, value]) => taken.some(([when, what]) => when === ms && what === value));
        expect(changes).toEqual(taken.filter(([ms]) => around(ms)));
        // Whatever is sent beside changes is what held when a collection began.
        for (const [ms, value] of sent) expect(taken.findLast(([when]) => when <= ms)?.[1]).toBe(value);
      }),
      { numRuns: 300 },
    );
  });

  it('sends for a campaign what it sends for it alone', () => {
    fc.assert(
      fc.property(moments, (given) => {
        const first = campaignOf({ preMs: 500, postMs: 500 });
        const other = campaignOf({ id: 'other', priority: 9, preMs: 200, trigger: { kind: 'time', everyMs: 1000 } });
        const alone = new Car([first]);
        const together = new Car([other, first]);
        drive(alone, given);
        drive(together, given);
        expect(together.samples(1, 'braking@1')).toEqual(alone.samples(1));
      }),
    );
  });

  it('never spends more than the budgets of a day, crashes included', () => {
    const restarts = fc.array(moments, { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(restarts, fc.integer({ min: 1000, max: 1500 }), fc.integer({ min: 800, max: 2500 }), (boots, bytesPerDay, allPerDay) => {
        const campaigns = [3, 7].map((priority) =>
          campaignOf({ id: `c${priority}`, priority, bytesPerDay, preMs: 1000, trigger: { kind: 'time', everyMs: 1000 } }),
        );
        const byDay: SpentByDay = {};
        let written: SpentByDay = {};
        let nowMs = Date.UTC(2026, 10, 22, 23, 59, 50);
        for (const given of boots) {
          const budget = { bytesPerDay: allPerDay, spent: written, reserve: (spent: SpentByDay) => (written = structuredClone(spent)) };
          const car: Car = new Car(campaigns, {
            budget,
            emit: ({ campaign }, bytes) => {
              const day = (byDay[utcDay(car.nowMs)] ??= {});
              day[campaign] = (day[campaign] ?? 0) + bytes;
            },
          });
          car.nowMs = nowMs;
          drive(car, given);
          nowMs = car.nowMs;
        }
        for (const day of Object.values(byDay)) {
          for (const bytes of Object.values(day)) expect(bytes).toBeLessThanOrEqual(bytesPerDay);
          expect(Object.values(day).reduce((sum, bytes) => sum + bytes, 0)).toBeLessThanOrEqual(allPerDay);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('spends nothing that cannot be written down', () => {
    let written = 0;
    const reserve = () => {
      written += 1;
      if (written <= 2) throw new Error('disk full');
    };
    const car = new Car([campaignOf({ trigger: { kind: 'time', everyMs: 1000 } })], { budget: { reserve } });
    for (const speed of [1, 2]) expect(() => car.tick({ 'Vehicle.Speed': speed }, 1000)).toThrow('disk full');
    expect(car.frames).toEqual([]);
    car.tick({ 'Vehicle.Speed': 3 }, 1000);
    expect(car.frames).toHaveLength(1);
  });

  it('keeps its memory, and the important campaign its data', () => {
    const path = 'Vehicle.Track';
    const ring = (id: string, priority: number) => campaignOf({ id, priority, preMs: 600_000, signals: [{ path, minPeriodMs: TICK }] });
    const car = new Car([ring('low', 1), ring('high', 8)], { maxRingBytes: 20_000 });
    for (let step = 0; step < 500; step += 1) {
      car.tick({ [path]: `track ${step}` });
      expect(car.collector.ringBytes).toBeLessThanOrEqual(20_000);
    }
    car.tick({ 'Vehicle.Brake': true });
    expect(car.samples(3, 'high@1').length).toBeGreaterThan(car.samples(3, 'low@1').length * 3);
  });

  it('gives way where bytes are short: the important campaign has its whole budget', () => {
    const by = (id: string, priority: number) => campaignOf({ id, priority, bytesPerDay: 1000, trigger: { kind: 'time', everyMs: 1000 } });
    const car = new Car([by('low', 1), by('high', 8)], { budget: { bytesPerDay: 1200 } });
    for (let step = 0; step < 2000; step += 1) car.tick({ 'Vehicle.Speed': step });
    const bytesOfCampaign = (ref: string) =>
      car.sentBytes.filter((_, at) => car.frames[at]?.campaign === ref).reduce((sum, bytes) => sum + bytes, 0);
    expect(bytesOfCampaign('high@1')).toBeGreaterThan(900);
    expect(bytesOfCampaign('low@1')).toBeLessThanOrEqual(200);
    expect(coerce('int', 2 ** 60)).toBeUndefined();
  });
});
