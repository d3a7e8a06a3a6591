import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Spool } from './spool.js';
import { PRIORITIES, type Priority } from './spool-types.js';

const BOOTS = ['018f0000-0000-7000-8000-000000000001', '018f0000-0000-7000-8000-000000000002'] as const;
const SEGMENT_BYTES = 4096;
/** Where records have their fields a crash comes at every byte; further on is content, where one byte is like the next. */
const EVERY_BYTE = 64;
const CONTENT_STEP = 97;

/** In memory where there is such a place: a thousand spools are opened here, and each writes through. */
const PLACE = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

let root: string;
let folders = 0;
beforeEach(() => void (root = mkdtempSync(join(PLACE, 'spool-crash-'))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

const newFolder = () => join(root, String(folders++));
const open = (folder: string) =>
  new Spool({ folder, maxBytes: 1_000_000, maxAgeMs: 1e9, segmentBytes: SEGMENT_BYTES, fsyncIntervalMs: 60_000, clock: () => 1_000 });

type Command =
  | { do: 'append'; boot: number; priority: Priority; size: number }
  | { do: 'ack'; boot: number; stream: number; from: number; count: number }
  | { do: 'forget'; boot: number }
  | { do: 'flush' };

/** What a spool holds, as far as a vehicle relies on it. */
interface Held {
  /** Pending frames by name, with their bytes. */
  pending: Map<string, string>;
  heads: Map<string, number>;
}

function heldBy(spool: Spool): Held {
  const pending = new Map<string, string>();
  for (const { boot, stream, seq } of spool.pending())
    pending.set(`${boot}/${stream}/${seq}`, Buffer.from(spool.read(boot, stream, seq) ?? []).toString('latin1'));
  return { pending, heads: new Map(spool.heads().map(({ boot, stream, lastSeq }) => [`${boot}/${stream}`, lastSeq])) };
}

const streamOf = (priority: Priority) => (priority === 'critical' ? 1 : 0);
const contentOf = (boot: number, priority: Priority, seq: number, size: number) => `${boot}${priority}${seq}`.padEnd(size, '.');

/** Runs commands on a spool as a vehicle would, with numbers that count up in each stream. */
class Vehicle {
  private readonly counted = new Map<string, number>();

  constructor(readonly spool: Spool) {}

  async run(command: Command): Promise<void> {
    const { spool } = this;
    if (command.do === 'flush') return spool.flush();
    const boot = BOOTS[command.boot] as string;
    if (command.do === 'forget') spool.forget(boot);
    else if (command.do === 'ack') spool.ack(boot, command.stream, [[command.from, command.from + command.count]]);
    else {
      const { priority, size } = command;
      const stream = streamOf(priority);
      const seq = (this.counted.get(`${boot}/${stream}`) ?? 0) + 1;
      this.counted.set(`${boot}/${stream}`, seq);
      spool.append(Buffer.from(contentOf(command.boot, priority, seq, size), 'latin1'), { boot, stream, seq, priority });
    }
  }
}

type Files = Map<string, Buffer>;
const filesOf = (folder: string): Files => new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]));

function writeFiles(files: Files): string {
  const folder = newFolder();
  mkdirSync(folder);
  for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
  return folder;
}

/** The disk at every moment between two states: writes come one after the other, and files are deleted last. */
function* disksBetween(before: Files, after: Files): Generator<Files> {
  const disk = new Map(before);
  for (const [name, bytes] of after) {
    const start = before.get(name)?.length ?? 0;
    for (let end = start; end < bytes.length; end += end < start + EVERY_BYTE ? 1 : CONTENT_STEP)
      yield new Map(disk).set(name, bytes.subarray(0, end));
    disk.set(name, bytes);
  }
  yield disk;
  yield after;
}

/** A crash between two states leaves what both have, and of the rest either. */
async function expectBetween(files: Files, before: Held, after: Held): Promise<void> {
  const folder = writeFiles(files);
  const spool = open(folder);
  const found = heldBy(spool);
  for (const [name, bytes] of found.pending) expect(bytes).toBe(before.pending.get(name) ?? after.pending.get(name));
  for (const name of before.pending.keys()) if (after.pending.has(name)) expect(found.pending.has(name)).toBe(true);
  for (const [stream, lastSeq] of found.heads) expect([before.heads.get(stream), after.heads.get(stream)]).toContain(lastSeq);
  for (const stream of before.heads.keys()) if (after.heads.has(stream)) expect(found.heads.has(stream)).toBe(true);
  // And it goes on: what is appended now is there after the next crash.
  const seq = (found.heads.get(`${BOOTS[0]}/0`) ?? 0) + 1;
  spool.append(Buffer.from('after the crash'), { boot: BOOTS[0], stream: 0, seq, priority: 'normal' });
  const again = open(folder);
  expect(heldBy(again).pending).toEqual(new Map([...found.pending, [`${BOOTS[0]}/0/${seq}`, 'after the crash']]));
  await spool.close();
  await again.close();
  rmSync(folder, { recursive: true });
}

/** Runs a history and hands over each step of it: the disk and what was held, before and after. */
async function eachStep(
  commands: readonly Command[],
  look: (step: { disks: [Files, Files]; held: [Held, Held] }) => Promise<void>,
): Promise<void> {
  const folder = newFolder();
  const vehicle = new Vehicle(open(folder));
  for (const command of commands) {
    const [disk, held] = [filesOf(folder), heldBy(vehicle.spool)];
    await vehicle.run(command);
    await look({ disks: [disk, filesOf(folder)], held: [held, heldBy(vehicle.spool)] });
  }
  await vehicle.spool.close();
}

const append = (boot: number, priority: Priority, size: number): Command => ({ do: 'append', boot, priority, size });
const ack = (boot: number, stream: number, from: number, count: number): Command => ({ do: 'ack', boot, stream, from, count });

describe('a crash at any byte', () => {
  it('of a history with every kind of record and a new segment leaves what was there before or after', async () => {
    const history: Command[] = [
      append(1, 'normal', 20),
      append(1, 'critical', 10),
      append(0, 'critical', 30),
      append(0, 'normal', 40),
      append(0, 'bulk', 5),
      append(0, 'high', 25),
      ack(1, 0, 1, 0),
      ack(1, 1, 1, 3),
      { do: 'forget', boot: 1 },
      append(0, 'normal', 3_800),
      append(0, 'normal', 60),
      ack(0, 0, 1, 1),
      ack(0, 0, 4, 0),
      { do: 'flush' },
      append(0, 'normal', 15),
    ];
    let crashes = 0;
    await eachStep(history, async ({ disks, held }) => {
      for (const files of disksBetween(...disks)) {
        await expectBetween(files, ...held);
        crashes++;
      }
    });
    expect(crashes).toBeGreaterThan(500);
  }, 120_000);

  it('of any history, with zeroes or noise behind it, leaves what was there before or after', async () => {
    const boot = fc.nat(1);
    const command: fc.Arbitrary<Command> = fc.oneof(
      { weight: 5, arbitrary: fc.tuple(boot, fc.constantFrom(...PRIORITIES), fc.nat(900)).map((made) => append(...made)) },
      { weight: 3, arbitrary: fc.tuple(boot, fc.nat(1), fc.integer({ min: 1, max: 12 }), fc.nat(6)).map((made) => ack(...made)) },
      { weight: 1, arbitrary: boot.map((each): Command => ({ do: 'forget', boot: each })) },
      { weight: 1, arbitrary: fc.constant<Command>({ do: 'flush' }) },
    );
    const tail = fc.oneof(
      fc.constant(new Uint8Array(0)),
      fc.nat(5_000).map((length) => new Uint8Array(length)),
      fc.uint8Array({ maxLength: 64 }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(command, { minLength: 1, maxLength: 40 }),
        fc.nat(),
        fc.array(fc.tuple(fc.nat(), tail), { minLength: 4, maxLength: 4 }),
        async (commands, stepNumber, crashes) => {
          const chosen = stepNumber % commands.length;
          let at = 0;
          await eachStep(commands, async ({ disks, held }) => {
            if (at++ !== chosen) return;
            const moments = [...disksBetween(...disks)];
            for (const [moment, garbage] of crashes) {
              const files = new Map(moments[moment % moments.length]);
              const torn = [...files].find(([name, bytes]) => !disks[1].get(name)?.equals(bytes)) ?? [...files].at(-1);
              if (torn) files.set(torn[0], Buffer.concat([torn[1], garbage]));
              await expectBetween(files, ...held);
            }
          });
        },
      ),
      { numRuns: 60 },
    );
  }, 120_000);
});
