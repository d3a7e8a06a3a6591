import { mkdirSync, readdirSync } from 'node:fs';
import type { SequenceRanges } from '@headway/contracts';
import { AppError } from '@headway/platform/errors';
import { HeadTable } from './heads.js';
import type { Entry } from './lane.js';
import { Lane } from './lane.js';
import { toRanges } from './ranges.js';
import { frameRecordBytes, headsRecordBytes, MAX_BODY_BYTES, type SpoolRecord } from './record.js';
import type { AppendKey, Dropped, Head, Priority, SpooledFrame, SpoolOptions, SpoolStats } from './spool-types.js';

/** Lanes from the one that is given up first to the one that is kept longest. */
const PRIORITY: readonly Priority[] = ['telemetry', 'event'];

const SMALLEST_SEGMENT_BYTES = 4096;
const SEGMENTS_IN_BUDGET = 8;
const RANGES_IN_RECORD = 10_000;

/**
 * Frames of one vehicle on disk until the platform has them. Appends are plain writes, so a killed process loses nothing that was
 * appended; `fsyncIntervalMs` bounds what a power cut can take. A torn or damaged record costs that record only.
 */
export class Spool {
  readonly #lanes: Record<Priority, Lane>;
  readonly #heads = new HeadTable();
  readonly #live = new Map<string, Map<number, Entry>>();
  readonly #options: Required<SpoolOptions>;
  readonly #timer: NodeJS.Timeout | undefined;
  #frames = 0;
  #failure: unknown;
  #corruptBytes = 0;
  #flushing: Promise<void> | undefined;
  #closed = false;

  /** @throws AppError `storage-unwritable` when the folder cannot be used */
  constructor(options: SpoolOptions) {
    const segmentBytes = options.segmentBytes ?? Math.floor(options.maxBytes / SEGMENTS_IN_BUDGET);
    this.#options = { ...options, segmentBytes: Math.max(SMALLEST_SEGMENT_BYTES, segmentBytes) };
    this.#lanes = { telemetry: new Lane(options.folder, 'telemetry'), event: new Lane(options.folder, 'event') };
    try {
      mkdirSync(options.folder, { recursive: true });
      this.#restore();
    } catch (cause) {
      throw new AppError('storage-unwritable', `the spool folder ${options.folder} cannot be used`, { cause });
    }
    if (options.fsyncIntervalMs > 0) {
      this.#timer = setInterval(() => void this.flush().catch(() => undefined), options.fsyncIntervalMs);
      this.#timer.unref();
    }
  }

  #restore(): void {
    const names = readdirSync(this.#options.folder).filter((name) => name.endsWith('.seg'));
    const settled: { boot: string; stream: number; ranges: SequenceRanges }[] = [];
    const forgotten: Extract<SpoolRecord, { kind: 'forget' }>[] = [];
    for (const priority of PRIORITY) {
      this.#corruptBytes += this.#lanes[priority].restore(names, (record, place) => {
        if (record.kind === 'frame') {
          this.#heads.raise(record.boot, record.stream, record.seq);
          this.#index({ boot: record.boot, stream: record.stream, seq: record.seq, atMs: record.atMs, ...place });
        } else if (record.kind === 'settled') settled.push(record);
        else if (record.kind === 'heads') record.heads.forEach((head) => this.#heads.raise(head.boot, head.stream, head.lastSeq));
        else forgotten.push(record);
      });
    }
    for (const { boot, stream, ranges } of settled) for (const entry of this.#find(boot, stream, ranges)) this.#settle(entry);
    for (const { boot, totals } of forgotten) this.#heads.restoreRetired(boot, totals);
    for (const priority of PRIORITY) this.#lanes[priority].rotate(this.#heads.snapshot());
    this.#trim();
  }

  /** Highest sequence ever appended of every (boot, stream) that has not been forgotten. */
  heads(): Head[] {
    return this.#heads.list();
  }

  /**
   * Appends a frame. To make room, the oldest segment of the least priority is dropped first. What is lost comes back, the frame
   * itself among it when it is larger than the whole budget or the disk refuses it.
   * @throws AppError `unavailable` after `close`
   */
  append(bytes: Uint8Array, key: AppendKey): Dropped[] {
    if (this.#closed) throw new AppError('unavailable', 'the spool is closed');
    this.#heads.raise(key.boot, key.stream, key.seq);
    const refused: Dropped = { boot: key.boot, stream: key.stream, ranges: [[key.seq, key.seq]], reason: 'spool-full' };
    const size = frameRecordBytes(bytes.length);
    if (size > Math.min(this.#options.maxBytes, MAX_BODY_BYTES)) return [refused];
    const dropped: Dropped[] = [];
    try {
      dropped.push(...this.#makeRoom(size));
      this.#store(bytes, key);
    } catch (error) {
      this.#failure = error;
      dropped.push(refused);
    }
    return dropped;
  }

  #store(bytes: Uint8Array, key: AppendKey): void {
    const lane = this.#lanes[key.priority];
    if (lane.open.bytes > 0 && lane.open.bytes + frameRecordBytes(bytes.length) > this.#options.segmentBytes) {
      lane.rotate(this.#heads.snapshot());
    }
    const atMs = this.#options.clock();
    const { boot, stream, seq } = key;
    const place = lane.write({ kind: 'frame', boot, stream, seq, atMs, bytes });
    this.#index({ boot, stream, seq, atMs, ...place, length: bytes.length, segment: lane.open });
    if (this.#options.fsyncIntervalMs === 0) lane.sync();
  }

  /** Forgets frames that the platform has; unknown sequences are ignored. Returns how many were still here. */
  ack(boot: string, stream: number, ranges: SequenceRanges): number {
    const entries = this.#find(boot, stream, ranges);
    this.#settleAll(entries);
    return entries.length;
  }

  /** Gives up frames that have become older than `maxAgeMs`. */
  expire(): Dropped[] {
    const oldest = this.#options.clock() - this.#options.maxAgeMs;
    const expired: Entry[] = [];
    for (const priority of PRIORITY) {
      for (const segment of this.#lanes[priority].segments) {
        for (const entry of segment.live) if (entry.atMs < oldest) expired.push(entry);
      }
    }
    this.#settleAll(expired);
    return declare(expired, 'expired');
  }

  /** Frames not acknowledged, events before telemetry, each in the order of appending. May be appended to meanwhile. */
  *pending(): Generator<SpooledFrame> {
    for (const priority of PRIORITY.toReversed()) {
      for (const segment of [...this.#lanes[priority].segments]) {
        for (const { boot, stream, seq, atMs, length } of segment.live) yield { boot, stream, seq, atMs, length, priority };
      }
    }
  }

  /** A frame's bytes; undefined when it is not here (any more) or its checksum no longer holds. */
  read(boot: string, stream: number, seq: number): Uint8Array | undefined {
    const entry = this.#live.get(keyOf(boot, stream))?.get(seq);
    return entry && entry.segment.lane.read(entry);
  }

  /** Which of `ranges` are here. */
  has(boot: string, stream: number, ranges: SequenceRanges): number[] {
    return this.#find(boot, stream, ranges).map((entry) => entry.seq);
  }

  /** Drops the heads of a boot that the platform has closed; nothing happens while frames of it are pending. */
  forget(boot: string): void {
    const pending = [...this.#live].some(([key, frames]) => key.startsWith(`${boot}/`) && frames.size > 0);
    if (pending || !this.#heads.has(boot)) return;
    const totals = this.#heads.retire(boot);
    // In every lane: a lane is trimmed from the front, so this outlives whatever in it still names the boot.
    for (const priority of PRIORITY) this.#lanes[priority].write({ kind: 'forget', boot, totals });
  }

  /** Sequences ever given out, of all boots and streams, forgotten ones included. */
  get assignedEver(): number {
    return this.#heads.total();
  }

  stats(): SpoolStats {
    const lanes = PRIORITY.map((priority) => this.#lanes[priority]);
    return {
      frames: this.#frames,
      diskBytes: lanes.reduce((sum, lane) => sum + lane.diskBytes, 0),
      segments: lanes.reduce((sum, lane) => sum + lane.segments.length, 0),
      corruptBytes: this.#corruptBytes,
      lastFailure: this.#failure,
    };
  }

  /** Writes everything through to the disk, then deletes the segments that nobody needs. */
  flush(): Promise<void> {
    this.#flushing ??= (async () => {
      try {
        await Promise.all(PRIORITY.map((priority) => this.#lanes[priority].syncSoon()));
        if (!this.#closed) for (const priority of PRIORITY) if (this.#lanes[priority].trimmable) this.#trim();
      } finally {
        this.#flushing = undefined;
      }
    })();
    return this.#flushing;
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    clearInterval(this.#timer);
    await this.#flushing;
    for (const priority of PRIORITY) this.#lanes[priority].closeFile();
  }

  #index(entry: Entry): void {
    const key = keyOf(entry.boot, entry.stream);
    const frames = this.#live.get(key) ?? new Map<number, Entry>();
    this.#live.set(key, frames);
    if (frames.has(entry.seq)) return;
    frames.set(entry.seq, entry);
    entry.segment.live.add(entry);
    this.#frames += 1;
  }

  /** The pending frames in `ranges`. Walks whichever is shorter, so that a range of a trillion costs nothing. */
  #find(boot: string, stream: number, ranges: SequenceRanges): Entry[] {
    const frames = this.#live.get(keyOf(boot, stream));
    if (!frames) return [];
    return ranges.flatMap(([first, last]) => {
      if (last - first >= frames.size) return [...frames.values()].filter((entry) => entry.seq >= first && entry.seq <= last);
      const found: Entry[] = [];
      for (let seq = first; seq <= last; seq += 1) {
        const entry = frames.get(seq);
        if (entry) found.push(entry);
      }
      return found;
    });
  }

  #settle(entry: Entry): void {
    const key = keyOf(entry.boot, entry.stream);
    const frames = this.#live.get(key);
    if (!frames?.delete(entry.seq)) return;
    if (frames.size === 0) this.#live.delete(key);
    entry.segment.live.delete(entry);
    this.#frames -= 1;
  }

  #settleAll(entries: Entry[]): void {
    for (const entry of entries) this.#settle(entry);
    try {
      for (const lane of new Set(entries.map((entry) => entry.segment.lane))) {
        for (const { boot, stream, ranges } of grouped(entries.filter((entry) => entry.segment.lane === lane))) {
          for (let i = 0; i < ranges.length; i += RANGES_IN_RECORD) {
            lane.write({ kind: 'settled', boot, stream, ranges: ranges.slice(i, i + RANGES_IN_RECORD) });
          }
        }
      }
    } catch (error) {
      // Without the note these frames come back after a restart and are sent twice, which readers drop.
      this.#failure = error;
    }
  }

  #makeRoom(bytes: number): Dropped[] {
    const dropped: Dropped[] = [];
    // Storing may begin a new segment, and so may freeing one.
    const needed = bytes + 2 * headsRecordBytes(this.#heads.snapshot().length);
    const fits = () => this.stats().diskBytes + needed <= this.#options.maxBytes;
    if (!fits()) this.#trim();
    for (const priority of PRIORITY) {
      const lane = this.#lanes[priority];
      while (!fits() && (lane.segments.length > 1 || lane.open.live.size > 0)) {
        if (lane.segments.length === 1) lane.rotate(this.#heads.snapshot());
        const victims = [...(lane.segments[0]?.live ?? [])];
        for (const entry of victims) this.#settle(entry);
        dropped.push(...declare(victims, 'spool-full'));
        this.#trim();
      }
    }
    return dropped;
  }

  #trim(): void {
    for (const priority of PRIORITY) {
      const lane = this.#lanes[priority];
      if (!lane.trimmable) continue;
      lane.sync();
      lane.trim();
    }
  }
}

const keyOf = (boot: string, stream: number) => `${boot}/${stream}`;

function grouped(entries: Entry[]): { boot: string; stream: number; ranges: SequenceRanges }[] {
  const groups = new Map<string, { boot: string; stream: number; sequences: number[] }>();
  for (const { boot, stream, seq } of entries) {
    const group = groups.get(keyOf(boot, stream)) ?? { boot, stream, sequences: [] };
    groups.set(keyOf(boot, stream), group);
    group.sequences.push(seq);
  }
  return [...groups.values()].map(({ boot, stream, sequences }) => ({ boot, stream, ranges: toRanges(sequences) }));
}

const declare = (entries: Entry[], reason: Dropped['reason']): Dropped[] => grouped(entries).map((group) => ({ ...group, reason }));
