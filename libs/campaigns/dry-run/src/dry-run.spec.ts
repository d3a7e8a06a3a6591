import { describe, expect, it } from '@jest/globals';
import { type CampaignFrame, Collector } from '@headway/campaigns/collector';
import { compileCampaign, ConditionInputs } from '@headway/campaigns/rules';
import { type Campaign, campaignSchema, type Column, encodeFrame } from '@headway/contracts';
import { parseCatalogue, parseSignalIds } from '@headway/signals';
import fc from 'fast-check';
import { DryRun } from './dry-run.js';

const sensor = (datatype: string) => ({ type: 'sensor', datatype });
const signals = {
  catalogue: parseCatalogue({
    Vehicle: { type: 'branch', children: { Speed: sensor('float'), Brake: sensor('boolean'), Fuel: sensor('float') } },
  }),
  ids: parseSignalIds({ 'Vehicle.Speed': 1, 'Vehicle.Brake': 2, 'Vehicle.Fuel': 3 }),
};
const START = Date.UTC(2026, 10, 22);
const VIN = 'LHEADWAY000000001';
const campaignOf = (change: Partial<Campaign> = {}): Campaign =>
  campaignSchema.parse({
    id: 'braking',
    revision: 1,
    name: 'Braking',
    purpose: 'test',
    signals: [{ path: 'Vehicle.Speed', minPeriodMs: 100 }],
    trigger: { kind: 'condition', expression: "Vehicle.Brake && mean(Vehicle.Speed, duration('1s')) > 1.0", minIntervalMs: 1000 },
    preMs: 500,
    postMs: 500,
    expiresAt: START + 86_400_000,
    bytesPerDay: 1_000_000,
    ...change,
  });
const runOf = (campaign: Campaign, hours = 1) =>
  new DryRun({
    campaign,
    signals,
    fromMs: START,
    toMs: START + hours * 3_600_000,
    compressedBytes: (frame) => Math.ceil(frame.length / 2),
  });
const column = (signal: number, ...samples: [offsetMs: number, value: number | boolean][]): Column => ({
  signal,
  offsetsMs: samples.map(([offset]) => offset),
  values: samples.map(([, value]) => value),
});

describe('a dry run', () => {
  it('counts triggers and bytes by vehicle and day', () => {
    const run = runOf(campaignOf());
    run.add(VIN, START, [column(1, [0, 50]), column(2, [0, false])]);
    for (let second = 1; second < 600; second += 1)
      run.add(VIN, START + second * 1000, [column(1, [0, 50 + (second % 7)]), column(2, [0, second % 60 === 0])]);
    const report = run.finish();
    expect(report).toMatchObject({ vehicles: 1, vehicleDays: 1, frames: 600, samples: 1200, absentSignals: [], budgetSpentVehicleDays: 0 });
    expect(report.triggers).toMatchObject({ total: 9, perVehicleDay: { mean: 9, max: 9 } });
    expect(report.observedMs).toBe(599_000);
    expect(report.bytes.total).toBeGreaterThan(9 * 30);
    expect(report.compressedBytes.total).toBeLessThan(report.bytes.total);
    expect(report.examples[0]).toEqual({ vin: VIN, at: START + 60_000 });
  });

  it('names what no vehicle had, and triggers nothing by it', () => {
    const run = runOf(
      campaignOf({ trigger: { kind: 'condition', expression: 'Vehicle.Fuel < 10.0', mode: 'level', minIntervalMs: 1000 } }),
    );
    run.add(VIN, START, [column(1, [0, 50])]);
    expect(run.finish()).toMatchObject({ absentSignals: ['Vehicle.Fuel'], triggers: { total: 0 } });
    expect(runOf(campaignOf()).finish()).toMatchObject({ vehicles: 0, absentSignals: ['Vehicle.Speed'] });
  });

  it('does not take a value for known while the vehicle was off', () => {
    const run = runOf(campaignOf({ trigger: { kind: 'condition', expression: 'Vehicle.Brake', mode: 'level', minIntervalMs: 1000 } }));
    run.add(VIN, START, [column(2, [0, true])]);
    run.add(VIN, START + 1_800_000, [column(1, [0, 1])]);
    const report = run.finish();
    expect(report.triggers.total).toBe(90);
    expect(report.observedMs).toBe(0);
  });

  it('tells on how many days the budget was spent', () => {
    const run = runOf(campaignOf({ trigger: { kind: 'time', everyMs: 1000 }, bytesPerDay: 1000 }));
    for (let second = 0; second < 600; second += 1) run.add(VIN, START + second * 1000, [column(1, [0, second])]);
    const report = run.finish();
    expect(report.budgetSpentVehicleDays).toBe(1);
    expect(report.bytes.total).toBeLessThanOrEqual(1000);
  });
});

const drive = fc.array(fc.record({ speed: fc.integer({ min: 0, max: 3 }), brake: fc.boolean() }), { minLength: 20, maxLength: 200 });

describe('a dry run, whatever was recorded', () => {
  it('sends what the car would have sent, frame for frame', () => {
    fc.assert(
      fc.property(drive, fc.integer({ min: 1, max: 17 }), (given, perFrame) => {
        const campaign = campaignOf();
        const inputs = new ConditionInputs();
        const inTheCar: [CampaignFrame, number][] = [];
        const encoded = (frame: CampaignFrame) =>
          encodeFrame({
            ...frame,
            boot: '00000000-0000-4000-8000-000000000000',
            catalogue: '00000000',
            stream: 0,
            seq: Number.MAX_SAFE_INTEGER,
          });
        const collector = new Collector({
          campaigns: [compileCampaign(campaign, signals, inputs)],
          inputs,
          typeOf: (path) => (path === 'Vehicle.Brake' ? 'bool' : 'double'),
          bytesOf: (frame) => encoded(frame).length,
          emit: (frame, bytes) => inTheCar.push([frame, bytes]),
        });
        const run = runOf(campaign);
        for (let from = 0; from < given.length; from += perFrame) {
          const part = given.slice(from, from + perFrame);
          run.add(VIN, START + from * 100, [
            column(1, ...part.map(({ speed }, at): [number, number] => [at * 100, speed])),
            column(2, ...part.map(({ brake }, at): [number, boolean] => [at * 100, brake])),
          ]);
        }
        given.forEach(({ speed, brake }, at) => {
          inputs.paths.forEach((path, slot) => collector.offer(slot, START + at * 100, path === 'Vehicle.Brake' ? brake : speed));
          collector.settle(START + at * 100);
        });
        // The car goes on standing there with its last values.
        for (let at = given.length; at < given.length + 900; at += 1) collector.settle(START + at * 100);
        collector.finish(START + (given.length + 900) * 100);
        const report = run.finish();
        expect(report.bytes).toMatchObject({ frames: inTheCar.length, total: inTheCar.reduce((sum, [, bytes]) => sum + bytes, 0) });
        expect(report.triggers.total).toBe(collector.states()[0]?.triggers);
      }),
      { numRuns: 200 },
    );
  });
});
