import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { decodeFrame, encodeFrame, type UpChannel } from '@headway/contracts';
import { unpackBatch } from '@headway/telemetry/batch';
import { type Priority, Spool } from '@headway/telemetry/spool';
import type { NetworkHint } from './network.js';
import { Outbox, type OutboxOptions } from './outbox.js';

const BOOT = '018f0000-0000-7000-8000-000000000001';
const NO_LIMIT = { framesPerSecond: 1e9, bytesPerSecond: 1e9, windowFrames: 512, jitterMs: 0 };

let folder: string;
let car: Car;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'outbox-'));
  jest.useFakeTimers({ now: 1_795_000_000_000 });
});
afterEach(async () => {
  car.outbox.disconnected();
  jest.useRealTimers();
  await car.spool.close();
  rmSync(folder, { recursive: true });
});

interface Line {
  bytesPerSecond: number;
  latencyMs: number;
  /** Whether the platform acknowledges what arrives. */
  acking?: boolean;
}

/** A car whose messages pass one after another through a line, on simulated time. */
class Car {
  readonly spool = new Spool({ folder, maxBytes: 64e6, maxAgeMs: 1e12, fsyncIntervalMs: 60_000, clock: Date.now });
  readonly outbox: Outbox;
  /** When each message arrived, and what was in it. */
  readonly arrived: { atMs: number; channel: UpChannel; bytes: number; frames: number[] }[] = [];
  readonly bornMs = new Map<number, number>();
  hint: NetworkHint = 'auto';
  #freeAtMs = 0;
  #seq = 0;

  constructor(
    readonly line: Line,
    options: Partial<OutboxOptions> = {},
  ) {
    this.outbox = new Outbox({
      spool: this.spool,
      clock: Date.now,
      monotonic: () => performance.now(),
      random: () => 0.5,
      transmit: (channel, payload, { confirmed }) => {
        this.#freeAtMs = Math.max(this.#freeAtMs, Date.now()) + (payload.length / line.bytesPerSecond) * 1000;
        setTimeout(() => this.#arrive(channel, payload), this.#freeAtMs + line.latencyMs - Date.now());
        setTimeout(confirmed, this.#freeAtMs + line.latencyMs * 2 - Date.now());
      },
      room: () => ({ ready: true, messageBytes: Number.POSITIVE_INFINITY }),
      network: () => this.hint,
      onCorrupt: () => undefined,
      onTooLarge: () => undefined,
      windowFrames: 64,
      ackTimeoutMs: 10_000,
      reconnectJitterMs: 0,
      catchUp: NO_LIMIT,
      ...options,
    });
  }

  #arrive(channel: UpChannel, payload: Uint8Array): void {
    const frames = (channel === 'batch' ? unpackBatch(payload) : [payload]).map((bytes) => decodeFrame(bytes).seq);
    this.arrived.push({ atMs: Date.now(), channel, bytes: payload.length, frames });
    if (this.line.acking === false) return;
    setTimeout(() => {
      for (const seq of frames) this.spool.ack(BOOT, 0, [[seq, seq]]);
      this.outbox.acknowledged(
        BOOT,
        0,
        frames.map((seq) => [seq, seq]),
      );
    }, this.line.latencyMs);
  }

  record(priority: Priority = 'normal', size = 20): number {
    this.#seq += 1;
    const seq = this.#seq;
    const columns = Array.from({ length: size }, (_, signal) => ({
      signal,
      offsetsMs: [0],
      values: [Math.round(Math.sin(seq / 9 + signal) * 500) / 10],
    }));
    const bytes = encodeFrame({ boot: BOOT, stream: 0, seq, startTimeMs: Date.now(), catalogue: '', columns });
    this.bornMs.set(seq, Date.now());
    this.spool.append(bytes, { boot: BOOT, stream: 0, seq, priority });
    this.outbox.offer({ boot: BOOT, stream: 0, seq, bytes }, priority);
    return seq;
  }

  /** Records ten frames a second. */
  async drive(seconds: number): Promise<void> {
    for (let i = 0; i < seconds * 10; i += 1) {
      this.record();
      await jest.advanceTimersByTimeAsync(100);
      if (i % 10 === 0) this.outbox.tick();
    }
  }

  get sequences(): number[] {
    return this.arrived.flatMap(({ frames }) => frames);
  }

  /** How long frames from `first` on were under way. */
  latencies(first: number): number[] {
    return this.arrived.flatMap(({ atMs, frames }) =>
      frames.filter((seq) => seq >= first).map((seq) => atMs - (this.bornMs.get(seq) ?? 0)),
    );
  }
}

const GOOD: Line = { bytesPerSecond: 2_000_000, latencyMs: 10 };
const upTo = (last: number) => Array.from({ length: last }, (_, i) => i + 1);

describe('on a good connection', () => {
  it('a new frame goes out alone and at once', async () => {
    car = new Car(GOOD);
    car.outbox.connected();
    await jest.advanceTimersByTimeAsync(1);
    await car.drive(5);
    expect(car.arrived.every(({ channel }) => channel === 'telemetry')).toBe(true);
    expect(Math.max(...car.latencies(1))).toBeLessThan(20);
    expect(car.spool.stats().frames).toBe(0);
  });

  it('a crowd shares messages, each frame once and in order', async () => {
    car = new Car(GOOD);
    car.outbox.connected();
    await jest.advanceTimersByTimeAsync(1);
    for (let i = 0; i < 1000; i += 1) car.record();
    await jest.advanceTimersByTimeAsync(2000);
    expect([...car.sequences].sort((a, b) => a - b)).toEqual(upTo(1000));
    expect(car.arrived.length).toBeLessThan(120);
  });
});

describe('after hours offline', () => {
  const HOURS = 8_000;

  it('new frames do not wait for the backlog, which stays below its rate and arrives once', async () => {
    const catchUp = { framesPerSecond: 400, bytesPerSecond: 100_000, windowFrames: 512, jitterMs: 4000 };
    car = new Car(GOOD, { catchUp });
    for (let i = 0; i < HOURS; i += 1) car.record();
    const startedMs = Date.now();
    car.outbox.connected();
    await car.drive(20);
    expect(Math.max(...car.latencies(HOURS + 2))).toBeLessThan(150);
    expect(car.arrived.find(({ channel }) => channel === 'batch')?.atMs).toBeGreaterThanOrEqual(startedMs + 2000);
    const perSecond = new Map<number, { frames: number; bytes: number }>();
    for (const { atMs, bytes, frames } of car.arrived) {
      const second = Math.floor((atMs - startedMs) / 1000);
      const sum = perSecond.get(second) ?? { frames: 0, bytes: 0 };
      perSecond.set(second, { frames: sum.frames + frames.length, bytes: sum.bytes + bytes });
    }
    const seconds = [...perSecond.values()];
    // The first second may take its burst besides, and new frames come on top.
    expect(Math.max(...seconds.map(({ frames }) => frames))).toBeLessThanOrEqual(2 * 400 + 20);
    expect(seconds.slice(5).every(({ frames }) => frames <= 430)).toBe(true);
    const done = car.sequences.filter((seq) => seq <= HOURS).length;
    expect(done).toBeGreaterThan(17 * 400);
    expect(new Set(car.sequences).size).toBe(car.sequences.length);
  });

  it('a slow line still carries new frames within seconds', async () => {
    car = new Car({ bytesPerSecond: 4_000, latencyMs: 150 });
    for (let i = 0; i < 5000; i += 1) car.record();
    car.outbox.connected();
    await car.drive(20);
    const before = car.bornMs.size;
    await car.drive(40);
    const latencies = car.latencies(before).sort((a, b) => a - b);
    expect(latencies.length).toBeGreaterThan(300);
    expect(latencies[Math.floor(latencies.length * 0.9)]).toBeLessThan(6000);
    const caughtUp = car.sequences.filter((seq) => seq <= 5000).length;
    expect(caughtUp).toBeGreaterThan(500);
    expect(new Set(car.sequences).size).toBe(car.sequences.length);
  });

  it('goes on where it was when the connection breaks, without what was acknowledged', async () => {
    car = new Car(GOOD, { catchUp: { ...NO_LIMIT, framesPerSecond: 200 } });
    for (let i = 0; i < 2000; i += 1) car.record();
    car.outbox.connected();
    await jest.advanceTimersByTimeAsync(3000);
    car.outbox.disconnected();
    await jest.advanceTimersByTimeAsync(1000);
    const before = new Set(car.sequences);
    expect(before.size).toBeGreaterThan(400);
    car.arrived.length = 0;
    car.outbox.connected();
    await jest.advanceTimersByTimeAsync(20_000);
    expect(car.sequences.filter((seq) => before.has(seq))).toEqual([]);
    expect(before.size + car.sequences.length).toBe(2000);
  });

  it('what matters most comes first', async () => {
    car = new Car(GOOD, { catchUp: { ...NO_LIMIT, windowFrames: 5 } });
    const order: Priority[] = ['bulk', 'normal', 'critical', 'high'];
    const of = new Map<number, Priority>();
    for (const priority of order) for (let i = 0; i < 10; i += 1) of.set(car.record(priority), priority);
    car.outbox.connected();
    await jest.advanceTimersByTimeAsync(5000);
    const wanted: Priority[] = ['critical', 'high', 'normal', 'bulk'];
    expect(car.sequences.map((seq) => of.get(seq))).toEqual(wanted.flatMap((priority) => Array.from({ length: 10 }, () => priority)));
  });
});

describe('on a metered connection', () => {
  it('new frames wait for each other and save bytes; what is critical does not wait', async () => {
    car = new Car(GOOD);
    car.outbox.connected();
    await jest.advanceTimersByTimeAsync(1);
    await car.drive(30);
    const alone = car.arrived.reduce((sum, { bytes }) => sum + bytes, 0);
    car.hint = 'metered';
    car.arrived.length = 0;
    await car.drive(30);
    await jest.advanceTimersByTimeAsync(6000);
    expect(car.sequences).toHaveLength(300);
    const together = car.arrived.reduce((sum, { bytes }) => sum + bytes, 0);
    expect(together).toBeLessThan(alone * 0.7);
    car.record('critical');
    await jest.advanceTimersByTimeAsync(50);
    expect(car.sequences).toHaveLength(301);
  });
});

describe('frames that nobody acknowledges', () => {
  it('are sent again with growing pauses, in the end alone, and stay within their windows', async () => {
    car = new Car({ ...GOOD, acking: false }, { catchUp: { ...NO_LIMIT, windowFrames: 100 } });
    for (let i = 0; i < 300; i += 1) car.record();
    car.outbox.connected();
    await jest.advanceTimersByTimeAsync(1000);
    expect(car.sequences).toHaveLength(100);
    expect(car.outbox.inFlight).toBe(100);
    await car.drive(100);
    expect(car.outbox.inFlight).toBe(164);
    const times = car.arrived.filter(({ frames }) => frames.includes(1));
    expect(times.length).toBeGreaterThanOrEqual(3);
    expect(times.slice(2).every(({ channel }) => channel === 'telemetry')).toBe(true);
  });
});

it('takes no more than the broker has room for, in messages and in bytes', async () => {
  let open = 0;
  let most = 0;
  const transmit: OutboxOptions['transmit'] = (_channel, payload, { confirmed }) => {
    open += 1;
    most = Math.max(most, open);
    expect(payload.length).toBeLessThanOrEqual(700);
    setTimeout(() => {
      open -= 1;
      confirmed();
    }, 20);
  };
  car = new Car(GOOD, { transmit, room: () => ({ ready: open < 3, messageBytes: 700 }) });
  for (let i = 0; i < 200; i += 1) car.record();
  car.outbox.connected();
  await jest.advanceTimersByTimeAsync(10_000);
  expect(most).toBe(3);
  expect(car.outbox.inFlight).toBe(200);
});

it('leaves frames that the broker never takes, says so once, and lets nothing wait behind them', async () => {
  const told: [number, number, number][] = [];
  let messageBytes = 700;
  const room = () => ({ ready: true, messageBytes });
  car = new Car(GOOD, { room, onTooLarge: ({ seq }, payload) => told.push([seq, payload.bytes, payload.mostBytes]) });
  car.outbox.connected();
  await jest.advanceTimersByTimeAsync(10);
  // More than fit on the way at once.
  for (let i = 0; i < 100; i += 1) car.record('normal', 900);
  const small = car.record();
  await car.drive(30);
  expect(car.sequences).toContain(small);
  expect(car.outbox.inFlight).toBeLessThan(10);
  expect(told.map(([seq]) => seq)).toEqual(upTo(100));
  expect(told.every(([, bytes, most]) => bytes > 700 && most === 700)).toBe(true);
  expect(car.spool.stats().frames).toBeGreaterThanOrEqual(100);

  messageBytes = 100_000;
  car.outbox.disconnected();
  car.outbox.connected();
  await jest.advanceTimersByTimeAsync(5000);
  expect(car.spool.stats().frames).toBe(0);
  expect(told).toHaveLength(100);
});
