import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommandStatus, SignalValue } from '@headway/contracts';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { StateBus } from '../state-bus.js';
import { CommandDesk } from './command-desk.js';
import { CommandLog } from './command-log.js';

const WINDOW = 'Vehicle.Cabin.Door.Row1.DriverSide.Window.Position';
const TRUNK = 'Vehicle.Body.Trunk.Rear.IsOpen';
const START = 1_790_000_000_000;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'commands-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const commandOf = (number: number, path = WINDOW, value: SignalValue = 40, change = {}) => ({
  id: idOf(number),
  issuedAt: START,
  expiresAt: START + 60_000,
  path,
  value,
  ...change,
});

class CountingBus extends StateBus {
  moved: [string, SignalValue][] = [];
  /** Waits before an actuator arrives. */
  gate: Promise<void> = Promise.resolve();
  broken = false;

  override async actuate(path: string, value: SignalValue): Promise<SignalValue> {
    this.moved.push([path, value]);
    await this.gate;
    if (this.broken) throw new Error('stuck');
    return super.actuate(path, value);
  }
}

/** A desk on a log in the folder, with a clock that the test sets. */
class Desk {
  said: CommandStatus[] = [];
  clockMs = START + 1_000;
  monotonicMs = 0;
  desk!: CommandDesk;
  private memory!: CommandLog;

  constructor(readonly bus = new CountingBus({ 'Vehicle.Speed': 0 })) {
    this.open();
  }

  open(): void {
    this.memory = new CommandLog(join(folder, 'commands.jsonl'));
    this.desk = new CommandDesk({
      bus: this.bus,
      memory: this.memory,
      clock: () => this.clockMs,
      nowMs: () => this.monotonicMs,
      emit: (status) => this.said.push(status),
      log: { debug: () => undefined, warn: () => undefined },
    });
    this.desk.start();
  }

  /** Carries out everything received so far. */
  async settle(): Promise<void> {
    await this.desk.stop();
    this.memory.close();
    this.open();
  }

  /** The power goes: nothing in hand is finished. */
  crash(): void {
    this.memory.close();
    this.open();
  }

  words = (number = 1) =>
    this.said.filter(({ id }) => id === idOf(number)).map(({ state, reason }) => (reason ? `${state} ${reason}` : state));
}

async function carriedOut(...messages: unknown[]): Promise<Desk> {
  const desk = new Desk();
  for (const message of messages) desk.desk.receive(message);
  await desk.settle();
  return desk;
}

describe('commands in the vehicle', () => {
  it('are carried out, read back, and told of', async () => {
    const desk = new Desk();
    desk.desk.receive(commandOf(1));
    desk.desk.receive(commandOf(2, WINDOW, 60));
    // The second waits for the first: both are moved by the time the chain is through.
    await new Promise((resolve) => setImmediate(resolve));
    await desk.desk.stop();
    expect(desk.bus.moved).toEqual([
      [WINDOW, 40],
      [WINDOW, 60],
    ]);
    expect(desk.said).toEqual([
      { type: 'command.status', id: idOf(1), state: 'received', at: desk.clockMs },
      { type: 'command.status', id: idOf(2), state: 'received', at: desk.clockMs },
      { type: 'command.status', id: idOf(1), state: 'executed', at: desk.clockMs, value: 40 },
      { type: 'command.status', id: idOf(2), state: 'executed', at: desk.clockMs, value: 60 },
    ]);
  });

  it.each([
    ['a path that is not on the allow-list', commandOf(1, 'Vehicle.Chassis.ParkingBrake.IsEngaged', false), 'refused allow-list'],
    ['an unknown path', commandOf(1, 'Vehicle.Nonsense', true), 'refused allow-list'],
    ['a wrong type', commandOf(1, WINDOW, 'open'), 'refused type'],
    ['a value out of range', commandOf(1, WINDOW, 400), 'refused range'],
    ['an endless life', commandOf(1, WINDOW, 40, { expiresAt: 'never' }), 'refused malformed'],
    ['a value that is no value', commandOf(1, WINDOW, { a: 1 } as unknown as SignalValue), 'refused malformed'],
    ['a command that has expired', commandOf(1, WINDOW, 40, { expiresAt: START - 60_000 }), 'expired'],
    ['a command that ends before it begins', commandOf(1, WINDOW, 40, { issuedAt: START + 500, expiresAt: START }), 'expired'],
  ])('%s moves nothing', async (_name, message, word) => {
    const desk = await carriedOut(message);
    expect(desk.words()).toEqual([word]);
    expect(desk.bus.moved).toEqual([]);
  });

  it.each([null, 7, 'open', [], {}, { id: 'mine' }, { id: '../../etc' }])('%j is left', async (message) => {
    const desk = await carriedOut(message);
    expect(desk.said).toEqual([]);
  });

  it('are refused by how the car moves, also when it has begun to move meanwhile', async () => {
    const desk = new Desk();
    desk.bus.write({ 'Vehicle.Speed': 80 });
    desk.desk.receive(commandOf(1, TRUNK, true));
    expect(desk.words()).toEqual(['refused standing-only.openings']);
    desk.bus.write({ 'Vehicle.Speed': 0 });
    let open = () => {};
    desk.bus.gate = new Promise((resolve) => (open = resolve));
    desk.desk.receive(commandOf(2));
    desk.desk.receive(commandOf(3, TRUNK, true));
    await new Promise((resolve) => setImmediate(resolve));
    desk.bus.write({ 'Vehicle.Speed': 30 });
    open();
    await new Promise((resolve) => setImmediate(resolve));
    expect(desk.words(3)).toEqual(['received', 'refused standing-only.openings']);
  });

  it('expire while they wait', async () => {
    const desk = new Desk();
    let open = () => {};
    desk.bus.gate = new Promise((resolve) => (open = resolve));
    desk.desk.receive(commandOf(1));
    desk.desk.receive(commandOf(2));
    await new Promise((resolve) => setImmediate(resolve));
    desk.monotonicMs = 61_000;
    open();
    await new Promise((resolve) => setImmediate(resolve));
    expect([desk.words(1), desk.words(2)]).toEqual([
      ['received', 'executed'],
      ['received', 'expired'],
    ]);
  });

  it('fail when the actuator does not move', async () => {
    const desk = new Desk();
    desk.bus.broken = true;
    desk.desk.receive(commandOf(1));
    await new Promise((resolve) => setImmediate(resolve));
    expect(desk.words()).toEqual(['received', 'failed actuator-failed']);
  });

  it('are answered again when they come again, at most once a second, and are not carried out again', async () => {
    const desk = new Desk();
    desk.desk.receive(commandOf(1));
    await new Promise((resolve) => setImmediate(resolve));
    for (let time = 0; time < 5; time++) desk.desk.receive(commandOf(1));
    desk.monotonicMs += 1_000;
    desk.clockMs += 3_600_000;
    desk.desk.receive(commandOf(1));
    expect(desk.words()).toEqual(['received', 'executed', 'executed', 'executed']);
    expect(desk.bus.moved).toHaveLength(1);
  });

  it('that a crash interrupted are not carried out again', async () => {
    const desk = new Desk();
    desk.bus.gate = new Promise(() => undefined);
    desk.desk.receive(commandOf(1));
    await new Promise((resolve) => setImmediate(resolve));
    desk.crash();
    expect(desk.words()).toEqual(['received', 'failed interrupted']);
    desk.desk.receive(commandOf(1));
    expect(desk.words()).toEqual(['received', 'failed interrupted', 'failed interrupted']);
    expect(desk.bus.moved).toHaveLength(1);
  });

  it('are carried out at most once, whatever comes how often and whenever the power goes', async () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('receive' as const), number: fc.integer({ min: 1, max: 4 }) }),
      fc.constant({ kind: 'crash' as const }),
      fc.constant({ kind: 'pause' as const }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
        rmSync(join(folder, 'commands.jsonl'), { force: true });
        const desk = new Desk();
        for (const one of steps) {
          if (one.kind === 'receive') desk.desk.receive(commandOf(one.number, WINDOW, one.number));
          else if (one.kind === 'crash') desk.crash();
          else await new Promise((resolve) => setImmediate(resolve));
          desk.monotonicMs += 1_000;
        }
        await desk.settle();
        for (let number = 1; number <= 4; number++) {
          expect(desk.bus.moved.filter(([, value]) => value === number).length).toBeLessThanOrEqual(1);
          const came = steps.some((one) => one.kind === 'receive' && one.number === number);
          expect(desk.words(number).some((word) => word !== 'received')).toBe(came);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('the log of commands', () => {
  const file = () => join(folder, 'commands.jsonl');
  const entry = (number: number) => ({ id: idOf(number), path: WINDOW, wanted: 40, state: 'executed' as const, at: START + number });

  it('is read again up to the byte at which the power went', () => {
    const log = new CommandLog(file());
    for (let number = 1; number <= 3; number++) log.note(entry(number));
    log.close();
    const whole = readFileSync(file());
    for (let bytes = 0; bytes <= whole.length; bytes++) {
      writeFileSync(file(), whole);
      truncateSync(file(), bytes);
      const torn = new CommandLog(file());
      const lines = whole.subarray(0, bytes).toString().split('\n').length - 1;
      const known = [1, 2, 3].filter((number) => torn.get(idOf(number)));
      expect(known.length).toBeGreaterThanOrEqual(lines);
      expect(known.length).toBeLessThanOrEqual(lines + 1);
      torn.close();
    }
  });

  it('stays small, and knows the newest', () => {
    const log = new CommandLog(file());
    for (let number = 1; number <= 3_000; number++) log.note(entry(number));
    log.close();
    const again = new CommandLog(file());
    expect(again.get(idOf(3_000))).toEqual(entry(3_000));
    expect(again.get(idOf(1))).toBeUndefined();
    again.close();
    expect(readFileSync(file(), 'utf8').split('\n').length - 1).toBe(512);
  });

  it('leaves out lines that make no sense', () => {
    appendFileSync(file(), '{"id":"x"}\nnonsense\n');
    const log = new CommandLog(file());
    log.note(entry(1));
    expect(log.unfinished()).toEqual([]);
    log.close();
    expect(readFileSync(file(), 'utf8')).toBe(`${JSON.stringify(entry(1))}\n`);
  });
});
