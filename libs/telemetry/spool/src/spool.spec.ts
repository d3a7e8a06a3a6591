import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Spool } from './spool.js';
import type { Priority, SpoolOptions } from './spool-types.js';

const BOOT = '018f0000-0000-7000-8000-000000000001';
const OTHER_BOOT = '018f0000-0000-7000-8000-000000000002';

let root: string;
let folder: string;
let now: number;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'spool-'));
  folder = join(root, 'a');
  now = 1_000_000;
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const open = (options: Partial<SpoolOptions> = {}) =>
  new Spool({ folder, maxBytes: 1_000_000, maxAgeMs: 60_000, fsyncIntervalMs: 60_000, clock: () => now, monotonic: () => now, ...options });

const frame = (text: string) => new TextEncoder().encode(text);
const put = (spool: Spool, seq: number, text = `frame ${seq}`, priority: Priority = 'normal', boot = BOOT) =>
  spool.append(frame(text), { boot, stream: priority === 'critical' ? 1 : 0, seq, priority });
const sequences = (spool: Spool, boot = BOOT, stream = 0) =>
  [...spool.pending()].filter((item) => item.boot === boot && item.stream === stream).map((item) => item.seq);
const text = (spool: Spool, seq: number, stream = 0) => {
  const bytes = spool.read(BOOT, stream, seq);
  return bytes && new TextDecoder().decode(bytes);
};

describe('a spool', () => {
  it('keeps what was appended until it is acknowledged, over a restart that nobody announced', async () => {
    const first = open();
    for (let seq = 1; seq <= 5; seq += 1) put(first, seq);
    first.ack(BOOT, 0, [[2, 3]]);
    const second = open();
    expect(sequences(second)).toEqual([1, 4, 5]);
    expect(text(second, 4)).toBe('frame 4');
    expect(text(second, 3)).toBeUndefined();
    expect(second.heads()).toEqual([{ boot: BOOT, stream: 0, lastSeq: 5 }]);
    await first.close();
    await second.close();
  });

  it('remembers the heads after all frames are acknowledged and their files deleted', async () => {
    const first = open({ segmentBytes: 4096, fsyncIntervalMs: 0 });
    for (let seq = 1; seq <= 200; seq += 1) {
      put(first, seq, 'x'.repeat(100));
      first.ack(BOOT, 0, [[seq, seq]]);
    }
    await first.flush();
    expect(first.stats()).toMatchObject({ frames: 0, segments: 1 });
    await first.close();
    const second = open();
    expect(second.heads()).toEqual([{ boot: BOOT, stream: 0, lastSeq: 200 }]);
    await second.close();
  });

  it('gives events before telemetry, and each in order', async () => {
    const spool = open();
    put(spool, 1);
    put(spool, 1, 'event', 'critical');
    put(spool, 2);
    expect([...spool.pending()].map(({ stream, seq }) => [stream, seq])).toEqual([
      [1, 1],
      [0, 1],
      [0, 2],
    ]);
    await spool.close();
  });

  it('drops the oldest telemetry first when it is full, and says which', async () => {
    const spool = open({ maxBytes: 40_000, segmentBytes: 4096 });
    const lost = new Set<number>();
    for (let seq = 1; seq <= 20; seq += 1) put(spool, seq, 'e'.repeat(200), 'critical');
    for (let seq = 1; seq <= 500; seq += 1) {
      for (const dropped of put(spool, seq, 'x'.repeat(200))) {
        expect(dropped).toMatchObject({ boot: BOOT, stream: 0, reason: 'spool-full' });
        for (const [from, to] of dropped.ranges) for (let s = from; s <= to; s += 1) lost.add(s);
      }
      expect(spool.stats().diskBytes).toBeLessThanOrEqual(40_000);
    }
    const kept = sequences(spool);
    expect([...lost, ...kept].sort((a, b) => a - b)).toEqual(Array.from({ length: 500 }, (_, i) => i + 1));
    expect(Math.max(...lost)).toBeLessThan(Math.min(...kept));
    expect(sequences(spool, BOOT, 1)).toHaveLength(20);
    await spool.close();
  });

  it('gives up events only when no telemetry is left, and a frame above the whole budget at once', async () => {
    const spool = open({ maxBytes: 20_000, segmentBytes: 4096 });
    for (let seq = 1; seq <= 10; seq += 1) put(spool, seq, 'x'.repeat(500));
    const dropped = Array.from({ length: 60 }, (_, i) => put(spool, i + 1, 'e'.repeat(500), 'critical')).flat();
    const firstEvent = dropped.findIndex((item) => item.stream === 1);
    expect(firstEvent).toBeGreaterThan(0);
    expect(dropped.slice(firstEvent).every((item) => item.stream === 1)).toBe(true);
    expect(sequences(spool)).toEqual([]);
    expect(put(spool, 11, 'x'.repeat(30_000))).toEqual([{ boot: BOOT, stream: 0, ranges: [[11, 11]], reason: 'spool-full' }]);
    await spool.close();
  });

  it('gives up the classes in their order, the lowest first, and never a higher one for a lower', async () => {
    const spool = open({ maxBytes: 40_000, segmentBytes: 4096 });
    const order: Priority[] = ['critical', 'high', 'normal', 'bulk'];
    const streamOf = (priority: Priority) => order.indexOf(priority);
    const seqs = new Map<Priority, number>();
    const lost: Priority[] = [];
    const add = (priority: Priority, frames: number) => {
      for (let i = 0; i < frames; i += 1) {
        const seq = (seqs.get(priority) ?? 0) + 1;
        seqs.set(priority, seq);
        const dropped = spool.append(frame('x'.repeat(500)), { boot: BOOT, stream: streamOf(priority), seq, priority });
        lost.push(...dropped.map(({ stream }) => order[stream] as Priority));
      }
    };
    for (const priority of order) add(priority, 15);
    expect(lost).toEqual([]);
    expect([...spool.pending()].map(({ priority }) => priority)).toEqual(
      order.flatMap((priority) => Array.from({ length: 15 }, () => priority)),
    );
    add('critical', 60);
    expect(lost.lastIndexOf('bulk')).toBeLessThan(lost.indexOf('normal'));
    expect(lost.lastIndexOf('normal')).toBeLessThan(lost.indexOf('high'));
    expect(lost.lastIndexOf('high')).toBeLessThan(lost.indexOf('critical'));
    const before = sequences(spool, BOOT, 0).length;
    lost.length = 0;
    add('bulk', 20);
    expect(lost.every((priority) => priority === 'bulk')).toBe(true);
    expect(sequences(spool, BOOT, 0)).toHaveLength(before);
    await spool.close();
  });

  it('declares nothing lost because a clock was set', async () => {
    let [clockMs, awakeMs] = [3_000, 5_000];
    const times = { clock: () => clockMs, monotonic: () => awakeMs };
    const first = open(times);
    put(first, 1);
    clockMs = Date.UTC(2026, 10, 22);
    put(first, 2);
    expect(first.expire()).toEqual([]);
    clockMs -= 30 * 86_400_000;
    put(first, 3);
    clockMs += 30 * 86_400_000;
    awakeMs += 60_000;
    expect(first.expire()).toEqual([]);
    await first.close();

    // A former boot's frame of 1970 is as old as this boot.
    awakeMs = 100;
    const second = open(times);
    expect(second.expire()).toEqual([]);
    awakeMs += 60_000;
    expect(second.expire()).toEqual([]);
    awakeMs += 1;
    expect(second.expire()).toEqual([{ boot: BOOT, stream: 0, ranges: [[1, 3]], reason: 'expired' }]);
    await second.close();
  });

  it('knows how long it was switched off, where both clocks were right, and believes none that goes back', async () => {
    let [clockMs, awakeMs] = [Date.UTC(2026, 10, 22), 0];
    const times = { clock: () => clockMs, monotonic: () => awakeMs };
    const first = open(times);
    put(first, 1);
    clockMs += 50_000;
    put(first, 2);
    await first.close();
    clockMs += 10_001;
    const second = open(times);
    expect(second.expire()).toEqual([{ boot: BOOT, stream: 0, ranges: [[1, 1]], reason: 'expired' }]);
    await second.close();
    clockMs = 1_000;
    const third = open(times);
    awakeMs += 60_000;
    expect(third.expire()).toEqual([]);
    awakeMs += 1;
    expect(third.expire()).toEqual([{ boot: BOOT, stream: 0, ranges: [[2, 2]], reason: 'expired' }]);
    await third.close();
  });

  it('gives up what is too old, once', async () => {
    const spool = open();
    put(spool, 1);
    now += 50_000;
    put(spool, 2);
    now += 20_000;
    expect(spool.expire()).toEqual([{ boot: BOOT, stream: 0, ranges: [[1, 1]], reason: 'expired' }]);
    expect(spool.expire()).toEqual([]);
    await spool.close();
    const again = open();
    expect(sequences(again)).toEqual([2]);
    await again.close();
  });

  it('forgets a boot only when nothing of it is pending', async () => {
    const spool = open();
    put(spool, 1, 'old', 'normal', OTHER_BOOT);
    put(spool, 1);
    spool.forget(OTHER_BOOT);
    expect(spool.heads()).toHaveLength(2);
    spool.ack(OTHER_BOOT, 0, [[1, 1]]);
    spool.forget(OTHER_BOOT);
    await spool.close();
    const again = open();
    expect(again.heads()).toEqual([{ boot: BOOT, stream: 0, lastSeq: 1 }]);
    await again.close();
  });

  it('counts the frames of forgotten boots on, over restarts and deleted files', async () => {
    let assigned = 0;
    for (let run = 1; run <= 6; run += 1) {
      const boot = `018f0000-0000-7000-8000-0000000001${String(run).padStart(2, '0')}`;
      const spool = open({ segmentBytes: 4096, fsyncIntervalMs: 0 });
      expect(spool.assignedEver).toBe(assigned);
      for (const { boot: former } of spool.heads()) spool.forget(former);
      for (let seq = 1; seq <= 30; seq += 1) {
        put(spool, seq, 'x'.repeat(300), 'normal', boot);
        put(spool, seq, 'e', 'critical', boot);
        assigned += 2;
      }
      spool.ack(boot, 0, [[1, 30]]);
      spool.ack(boot, 1, [[1, 30]]);
      expect(spool.assignedEver).toBe(assigned);
      if (run % 2 === 0) await spool.flush();
      if (run % 3 === 0) await spool.close();
    }
  });

  it('ignores acknowledgements of what it never had, however many', async () => {
    const spool = open();
    put(spool, 1);
    expect(spool.ack(BOOT, 0, [[2, Number.MAX_SAFE_INTEGER]])).toBe(0);
    expect(spool.ack(OTHER_BOOT, 7, [[1, 1]])).toBe(0);
    expect(spool.ack(BOOT, 0, [[1, Number.MAX_SAFE_INTEGER]])).toBe(1);
    await spool.close();
  });

  it('declares a frame that the disk refuses', async () => {
    writeFileSync(join(root, 'file'), '');
    expect(() => open({ folder: join(root, 'file') })).toThrow('cannot be used');
  });
});

describe('a damaged spool', () => {
  it('cut at any byte keeps every record before the cut', async () => {
    const spool = open();
    const ends: number[] = [];
    for (let seq = 1; seq <= 6; seq += 1) {
      put(spool, seq, 'x'.repeat(seq * 3));
      ends.push(statSync(join(folder, 'telemetry-0000000001.seg')).size);
    }
    await spool.close();
    const size = ends.at(-1) ?? 0;
    for (let cut = 0; cut <= size; cut += 1) {
      const copy = join(root, `cut-${cut}`);
      cpSync(folder, copy, { recursive: true });
      truncateSync(join(copy, 'telemetry-0000000001.seg'), cut);
      const opened = open({ folder: copy });
      const whole = ends.filter((end) => end <= cut).length;
      expect(sequences(opened)).toEqual(Array.from({ length: whole }, (_, i) => i + 1));
      if (whole > 0) expect(text(opened, whole)).toBe('x'.repeat(whole * 3));
      expect(put(opened, 100)).toEqual([]);
      expect(text(opened, 100)).toBe('frame 100');
      await opened.close();
      rmSync(copy, { recursive: true });
    }
  });

  it('loses only the record in which a bit flipped', async () => {
    const spool = open();
    for (let seq = 1; seq <= 8; seq += 1) put(spool, seq);
    await spool.close();
    const path = join(folder, 'telemetry-0000000001.seg');
    const clean = readFileSync(path);
    for (let at = 0; at < clean.length; at += 1) {
      const copy = join(root, `flip-${at}`);
      cpSync(folder, copy, { recursive: true });
      const harmed = Buffer.from(clean);
      harmed[at] = (harmed[at] ?? 0) ^ 0x10;
      writeFileSync(join(copy, 'telemetry-0000000001.seg'), harmed);
      const opened = open({ folder: copy });
      expect(sequences(opened).length).toBeGreaterThanOrEqual(7);
      expect(opened.stats().corruptBytes).toBeGreaterThan(0);
      await opened.close();
      rmSync(copy, { recursive: true });
    }
  });

  it('filled with zeroes or noise at its end is opened all the same', async () => {
    const spool = open();
    put(spool, 1);
    await spool.close();
    const path = join(folder, 'telemetry-0000000001.seg');
    writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.alloc(5000), Buffer.from('noise'.repeat(100))]));
    writeFileSync(join(folder, 'telemetry-junk.seg'), 'junk');
    const opened = open();
    expect(sequences(opened)).toEqual([1]);
    await opened.close();
  });
});

describe('a process killed with kill -9', () => {
  it('has lost nothing that it had appended', async () => {
    const script = `
      const { Spool } = await import(${JSON.stringify(new URL('./spool.js', import.meta.url).href)});
      const spool = new Spool({ folder: ${JSON.stringify(folder)}, maxBytes: 1e9, maxAgeMs: 1e9, fsyncIntervalMs: 5, clock: Date.now });
      for (let seq = 1; ; seq += 1) {
        spool.append(Buffer.alloc(50 + (seq % 300), seq), { boot: '${BOOT}', stream: 0, seq, priority: 'normal' });
        process.stdout.write(seq + ' ');
        if (seq % 50 === 0) await new Promise(setImmediate);
      }`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      if (printed.length > 20_000) child.kill('SIGKILL');
    });
    await once(child, 'close');
    const last = Number(printed.trimEnd().split(' ').at(-2));
    expect(last).toBeGreaterThan(1000);
    const spool = open({ maxBytes: 1e9, maxAgeMs: Number.MAX_SAFE_INTEGER });
    expect(sequences(spool).slice(0, last)).toEqual(Array.from({ length: last }, (_, i) => i + 1));
    expect(spool.read(BOOT, 0, last)).toHaveLength(50 + (last % 300));
    await spool.close();
  });
});

describe('any history of a spool', () => {
  const command = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({ do: fc.constant('append' as const), size: fc.integer({ min: 0, max: 900 }), event: fc.boolean() }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant('ack' as const),
        from: fc.integer({ min: 1, max: 60 }),
        count: fc.nat(8),
        event: fc.boolean(),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('kill' as const) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('age' as const), ms: fc.integer({ min: 1, max: 40_000 }) }) },
  );

  it('leaves every number pending, acknowledged or declared, and the disk within its budget', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(command, { maxLength: 120 }), async (commands) => {
        const own = mkdtempSync(join(root, 'p-'));
        const options = { folder: own, maxBytes: 16_384, segmentBytes: 4096, fsyncIntervalMs: 60_000 };
        const opened = [open(options)];
        const heads = [0, 0];
        const pending = [new Set<number>(), new Set<number>()];
        for (const step of commands) {
          const spool = opened.at(-1) as Spool;
          let dropped: ReturnType<Spool['append']> = [];
          if (step.do === 'append') {
            const stream = step.event ? 1 : 0;
            const seq = (heads[stream] ?? 0) + 1;
            heads[stream] = seq;
            pending[stream]?.add(seq);
            dropped = put(spool, seq, 'y'.repeat(step.size), step.event ? 'critical' : 'normal');
            expect(spool.stats().diskBytes).toBeLessThanOrEqual(16_384);
          } else if (step.do === 'ack') {
            const stream = step.event ? 1 : 0;
            spool.ack(BOOT, stream, [[step.from, step.from + step.count]]);
            for (let seq = step.from; seq <= step.from + step.count; seq += 1) pending[stream]?.delete(seq);
          } else if (step.do === 'age') {
            now += step.ms;
            dropped = spool.expire();
          } else opened.push(open(options));
          for (const { stream, ranges } of dropped) {
            for (const [from, to] of ranges) for (let seq = from; seq <= to; seq += 1) expect(pending[stream]?.delete(seq)).toBe(true);
          }
          for (const stream of [0, 1]) {
            expect(sequences(opened.at(-1) as Spool, BOOT, stream)).toEqual([...(pending[stream] ?? [])]);
          }
        }
        const last = opened.at(-1) as Spool;
        for (const stream of [0, 1]) {
          expect(last.heads().find((head) => head.stream === stream)?.lastSeq ?? 0).toBe(heads[stream]);
        }
        for (const spool of opened) await spool.close();
        expect(readdirSync(own).length > 0).toBe(commands.some((step) => step.do === 'append'));
      }),
      { numRuns: 200 },
    );
  });
});
