import { deflateRawSync } from 'node:zlib';
import { type CampaignFrame, Collector } from '@headway/campaigns/collector';
import { DryRun } from '@headway/campaigns/dry-run';
import { compileCampaign, ConditionInputs, typeOfSignal } from '@headway/campaigns/rules';
import { type Campaign, campaignSchema, type Column, decodeFrame, encodeFrame, type SignalValue } from '@headway/contracts';
import type { Signal } from '@headway/signals';
import { loadBuiltInSignals } from '@headway/signals/loader';
import { StateBus } from '@headway/vehicle/agent';

/** What campaigns cost in the car, and what a dry run takes. */
export interface CampaignFigures {
  vehicle: {
    signals: number;
    conditions: number;
    hz: number;
    seconds: number;
    /** Share of one core: reading the bus, sampling, rings, windows, conditions, and encoding what was triggered. */
    coreShare: number;
    /** The same with the clock of the wall and its timer; only for `liveSeconds`. */
    liveCoreShare: number;
    triggers: number;
    frames: number;
    bytes: number;
    ringBytes: number;
  };
  /** `dense`: all signals of one car at 10 Hz. `sparse`: fifty cars that send what changes, as the default sampling has it. */
  dryRun: Record<'dense' | 'sparse', { samples: number; seconds: number; vehicles: number; triggers: number; peakRssMb: number }>;
}

const SIGNALS = 100;
const HZ = 10;
const PERIOD_MS = 1000 / HZ;
const START = Date.UTC(2026, 10, 22);
const SPEED = 'Vehicle.Speed';
const BOOT = '00000000-0000-4000-8000-000000000000';

const { catalogue, ids } = loadBuiltInSignals();
const isNumeric = (signal: Signal) => ['int', 'double'].includes(typeOfSignal(signal) ?? '') && ids.idOf(signal.path) !== undefined;
const numeric = [...catalogue.values()].filter(isNumeric).map(({ path }) => path);
const paths = [SPEED, ...numeric.filter((path) => path !== SPEED)].slice(0, SIGNALS);

const CONDITIONS = [
  `${SPEED} > 80.0 && delta(${SPEED}, duration('2s')) < -15.0`,
  `mean(${SPEED}, duration('10s')) < 30.0 && max(${SPEED}, duration('30s')) > 60.0 && Vehicle.Chassis.Brake.PedalPosition > 40`,
  `count(Vehicle.Chassis.Brake.PedalPosition, duration('10s')) > 20 || (Vehicle.Acceleration.Lateral > 4.0 && ${SPEED} > 50.0)`,
];

const campaignOf = (expression: string, index: number): Campaign =>
  campaignSchema.parse({
    id: `bench-${index}`,
    revision: 1,
    name: 'bench',
    purpose: 'bench',
    priority: index,
    signals: paths.map((path) => ({ path, minPeriodMs: PERIOD_MS })),
    trigger: { kind: 'condition', expression, mode: 'rising-edge', minIntervalMs: 60_000 },
    preMs: 10_000,
    postMs: 5000,
    expiresAt: START * 2,
    bytesPerDay: 1_000_000_000,
  });

/** Every signal moves at every tick, each at its own pace; rounded as buses deliver it. */
const valueOf = (signal: number, tick: number): SignalValue => {
  const swing = Math.sin(tick / (40 + signal)) * 50 + 60 + ((tick * 7 + signal * 13) % 10) / 10;
  const path = paths[signal] as string;
  return typeOfSignal(catalogue.get(path) as Signal) === 'int' ? Math.round(swing) : Math.round(swing * 10) / 10;
};

const encode = (frame: CampaignFrame) =>
  encodeFrame({ ...frame, boot: BOOT, catalogue: ids.shortHash, stream: 0, seq: Number.MAX_SAFE_INTEGER });

class Car {
  readonly counts = { triggers: 0, frames: 0, bytes: 0 };
  readonly bus = new StateBus();
  readonly collector: Collector;
  #tick = 0;

  constructor(private readonly values: SignalValue[][]) {
    const inputs = new ConditionInputs();
    this.collector = new Collector({
      campaigns: CONDITIONS.map((text, index) => compileCampaign(campaignOf(text, index), { catalogue, ids }, inputs)),
      inputs,
      typeOf: (path) => typeOfSignal(catalogue.get(path) as Signal),
      bytesOf: (frame) => encode(frame).length,
      emit: (frame) => {
        // Encoded once more, as the uplink does it.
        this.counts.frames += 1;
        this.counts.bytes += encode(frame).length;
      },
      onTrigger: () => (this.counts.triggers += 1),
    });
  }

  /** The car's own work, not counted: new values on its bus. */
  drive(): void {
    const row = this.values[this.#tick % this.values.length] as SignalValue[];
    this.bus.write(Object.fromEntries(paths.map((path, at) => [path, row[at] as SignalValue])));
    this.#tick += 1;
  }

  look(nowMs: number): void {
    const { collector, bus } = this;
    for (let slot = 0; slot < collector.paths.length; slot += 1) collector.offer(slot, nowMs, bus.read(collector.paths[slot] as string));
    collector.settle(nowMs);
  }
}

const recorded = (ticks: number) => Array.from({ length: ticks }, (_, tick) => paths.map((_path, signal) => valueOf(signal, tick)));

function inTheVehicle(seconds: number) {
  const car = new Car(recorded(6000));
  let cpuMs = 0;
  for (let tick = 0; tick < seconds * HZ; tick += 1) {
    car.drive();
    const before = process.cpuUsage();
    car.look(START + tick * PERIOD_MS);
    const { user, system } = process.cpuUsage(before);
    cpuMs += (user + system) / 1000;
  }
  return { coreShare: cpuMs / (seconds * 1000), ...car.counts, ringBytes: car.collector.ringBytes };
}

async function live(seconds: number): Promise<number> {
  const car = new Car(recorded(600));
  let working = 0;
  const before = process.cpuUsage();
  const started = performance.now();
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const from = process.cpuUsage();
      car.drive();
      const { user, system } = process.cpuUsage(from);
      working += user + system;
      car.look(Date.now());
      if (performance.now() - started < seconds * 1000) return;
      clearInterval(timer);
      resolve();
    }, PERIOD_MS);
  });
  const { user, system } = process.cpuUsage(before);
  return (user + system - working) / 1000 / (performance.now() - started);
}

/** Frames as they lie in the history: a second each. */
function* history(kind: 'dense' | 'sparse', samples: number): Generator<{ vin: string; frame: Uint8Array }> {
  const vehicles = kind === 'dense' ? 1 : 50;
  const signals = kind === 'dense' ? SIGNALS : 30;
  const perSignal = kind === 'dense' ? HZ : 1;
  const seconds = Math.ceil(samples / (vehicles * signals * perSignal));
  for (let second = 0; second < seconds; second += 1) {
    for (let vehicle = 0; vehicle < vehicles; vehicle += 1) {
      const columns = paths.slice(0, signals).map((path, signal): Column => ({
        signal: ids.idOf(path) as number,
        offsetsMs: Array.from({ length: perSignal }, (_, at) => at * PERIOD_MS),
        values: Array.from({ length: perSignal }, (_, at) => valueOf(signal, second * HZ + at + vehicle * 17)),
      }));
      const frame = encodeFrame({
        boot: BOOT,
        stream: 0,
        seq: second + 1,
        startTimeMs: START + second * 1000,
        catalogue: ids.shortHash,
        columns,
      });
      yield { vin: `LHEADWAY${String(vehicle).padStart(9, '0')}`, frame };
    }
  }
}

function dryRun(kind: 'dense' | 'sparse', samples: number) {
  const frames = [...history(kind, samples)];
  const started = performance.now();
  const run = new DryRun({
    campaign: campaignOf(CONDITIONS[1] as string, 1),
    signals: { catalogue, ids },
    fromMs: START,
    toMs: START + 86_400_000,
    compressedBytes: (frame) => deflateRawSync(frame).length,
  });
  for (const { vin, frame } of frames) {
    const { startTimeMs, columns } = decodeFrame(frame);
    run.add(vin, startTimeMs, columns);
  }
  const report = run.finish();
  return {
    samples: report.samples,
    seconds: (performance.now() - started) / 1000,
    vehicles: report.vehicles,
    triggers: report.triggers.total,
    peakRssMb: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

/** Three campaigns of one condition each, all of them collecting all signals. */
export async function benchCampaign({
  seconds,
  liveSeconds,
  samples,
}: {
  seconds: number;
  liveSeconds: number;
  samples: number;
}): Promise<CampaignFigures> {
  const { coreShare, triggers, frames, bytes, ringBytes } = inTheVehicle(seconds);
  const liveCoreShare = await live(liveSeconds);
  const dense = dryRun('dense', samples);
  const sparse = dryRun('sparse', samples);
  const vehicle = {
    signals: SIGNALS,
    conditions: CONDITIONS.length,
    hz: HZ,
    seconds,
    coreShare,
    liveCoreShare,
    triggers,
    frames,
    bytes,
    ringBytes,
  };
  return { vehicle, dryRun: { dense, sparse } };
}
