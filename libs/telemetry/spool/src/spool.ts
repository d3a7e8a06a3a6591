import { mkdirSync, readdirSync } from 'node:fs';
import type { SequenceRanges } from '@headway/contracts';
import { AppError } from '@headway/platform/errors';
import { HeadTable } from './heads.js';
import type { Entry, Segment } from './lane.js';
import { Lane } from './lane.js';
import { toRanges } from './ranges.js';
import { frameRecordBytes, headsRecordBytes, MAX_BODY_BYTES, type SpoolRecord } from './record.js';
import { Overflow } from './overflow.js';
import { type AppendKey, type Dropped, type Head, PRIORITIES, type Priority, type SpooledFrame } from './spool-types.js';
import type { SpoolOptions, SpoolStats } from './spool-types.js';

/** How the files of each class begin. Spools that knew two classes only called them so. */
const FILE_NAMES: Record<Priority, string> = { bulk: 'bulk', normal: 'telemetry', high: 'high', critical: 'event' };
/** What a disk without room answers. */
const NO_SPACE = ['ENOSPC', 'EDQUOT'];

/** No spool was written before: a clock that says so has not been set. */
const EARLIEST_TIME_MS = Date.UTC(2026, 0, 1);
const SMALLEST_SEGMENT_BYTES = 4096;
const SEGMENTS_IN_BUDGET = 8;
const RANGES_IN_RECORD = 10_000;

type TimedKey = AppendKey & Pick<Entry, 'atMs' | 'bornMs'>;

/**
 * Frames of one vehicle on disk until the platform has them. Appends are plain writes, so a killed process loses nothing that was
 * appended; `fsyncIntervalMs` bounds what a power cut can take. A torn or damaged record costs that record only.
 */
export class Spool {
  readonly #lanes: Record<Priority, Lane>;
  readonly #overflow = new Overflow();
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
    this.#options = { monotonic: () => performance.now(), ...options, segmentBytes: Math.max(SMALLEST_SEGMENT_BYTES, segmentBytes) };
    const lanes = PRIORITIES.map((priority) => [priority, new Lane(options.folder, FILE_NAMES[priority])]);
    this.#lanes = Object.fromEntries(lanes) as Record<Priority, Lane>;
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
    const { clock, monotonic } = this.#options;
    const names = readdirSync(this.#options.folder).filter((name) => name.endsWith('.seg'));
    const settled: { boot: string; stream: number; ranges: SequenceRanges }[] = [];
    const forgotten: Extract<SpoolRecord, { kind: 'forget' }>[] = [];
    for (const priority of PRIORITIES) {
      let bornMs = Number.NEGATIVE_INFINITY;
      this.#corruptBytes += this.#lanes[priority].restore(names, (record, place) => {
        if (record.kind === 'frame') {
          const { boot, stream, seq, atMs } = record;
          this.#heads.raise(boot, stream, seq);
          bornMs = Math.max(bornMs, monotonic() - ageAtRestore(atMs, clock()));
          this.#index({ boot, stream, seq, atMs, bornMs, ...place });
        } else if (record.kind === 'settled') settled.push(record);
        else if (record.kind === 'heads') record.heads.forEach((head) => this.#heads.raise(head.boot, head.stream, head.lastSeq));
        else forgotten.push(record);
      });
    }
    for (const { boot, stream, ranges } of settled) for (const entry of this.#find(boot, stream, ranges)) this.#settle(entry);
    for (const { boot, totals } of forgotten) this.#heads.restoreRetired(boot, totals);
    for (const priority of PRIORITIES) {
      // A torn tail is never appended to.
      if (this.#lanes[priority].segments.length > 0) this.#lanes[priority].rotate(this.#heads.snapshot());
    }
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
    const size = frameRecordBytes(bytes.length);
    if (size > Math.min(this.#options.maxBytes, MAX_BODY_BYTES)) return [refusalOf(key)];
    const times = { atMs: this.#options.clock(), bornMs: this.#options.monotonic() };
    const dropped: Dropped[] = [];
    try {
      this.#makeRoom(size, key.priority, dropped);
      if (!this.#hasRoom(size)) return [...dropped, refusalOf(key)];
      this.#store(bytes, { ...key, ...times });
      if (this.#overflow.frames > 0) this.#moveToDisk();
    } catch (error) {
      this.#failure = error;
      dropped.push(...this.#storeElsewhere(bytes, { ...key, ...times }, error));
    }
    return dropped;
  }

  #store(bytes: Uint8Array, { boot, stream, seq, atMs, bornMs, priority }: TimedKey): void {
    const lane = this.#lanes[priority];
    if (!lane.open || lane.open.bytes + frameRecordBytes(bytes.length) > this.#options.segmentBytes) {
      lane.rotate(this.#heads.snapshot());
    }
    const place = lane.write({ kind: 'frame', boot, stream, seq, atMs, bytes });
    this.#index({ boot, stream, seq, atMs, bornMs, ...place, length: bytes.length });
    if (this.#options.fsyncIntervalMs > 0) return;
    try {
      lane.sync();
    } catch (error) {
      // Written, but only into the operating system's cache.
      this.#failure = error;
    }
  }

  /** The disk has refused a frame: room is made where others have filled it, and what still does not fit is held in memory. */
  #storeElsewhere(bytes: Uint8Array, key: TimedKey, error: unknown): Dropped[] {
    const dropped: Dropped[] = [];
    if (NO_SPACE.includes((error as NodeJS.ErrnoException).code ?? '')) {
      try {
        this.#giveUpSegment(key.priority, dropped);
        if (dropped.length > 0) {
          this.#store(bytes, key);
          return dropped;
        }
      } catch (again) {
        this.#failure = again;
      }
    }
    const { priority, ...named } = key;
    const { entry, victims } = this.#overflow.keep({ ...named, kept: bytes }, priority);
    for (const victim of victims) this.#settle(victim);
    if (entry) this.#index(entry);
    else dropped.push(refusalOf(key));
    return [...dropped, ...declare(victims, 'spool-full')];
  }

  /** Deletes the oldest whole segment up to a priority, which takes no room on the disk. */
  #giveUpSegment(upTo: Priority, dropped: Dropped[]): void {
    const lane = upToPriority(upTo)
      .map((priority) => this.#lanes[priority])
      .find(({ segments }) => segments.length > 1);
    if (lane) this.#giveUpOldest(lane, dropped);
  }

  #giveUpOldest(lane: Lane, dropped: Dropped[]): void {
    const victims = [...(lane.segments[0]?.live ?? [])];
    for (const entry of victims) this.#settle(entry);
    // Declared before the file goes: a disk that refuses even that must not hide a loss.
    dropped.push(...declare(victims, 'spool-full'));
    lane.trim();
  }

  #moveToDisk(): void {
    for (const priority of PRIORITIES.toReversed()) {
      for (const entry of [...this.#overflow.segment(priority).live]) {
        if (!entry.kept || !this.#hasRoom(frameRecordBytes(entry.length))) return;
        this.#settle(entry);
        try {
          this.#store(entry.kept, { ...entry, priority });
        } catch (error) {
          this.#failure = error;
          const back = this.#overflow.keep({ ...entry, kept: entry.kept }, priority).entry;
          if (back) this.#index(back);
          return;
        }
      }
    }
  }

  /** Forgets frames that the platform has; unknown sequences are ignored. Returns how many were still here. */
  ack(boot: string, stream: number, ranges: SequenceRanges): number {
    const entries = this.#find(boot, stream, ranges);
    this.#settleAll(entries);
    return entries.length;
  }

  /**
   * Gives up frames that have become older than `maxAgeMs`. Frames of this process age by the monotonic clock: one that is set, from 1970 to
   * today, makes nothing older. Those of former ones are as old as the clock says, where that can be, and otherwise as new.
   */
  expire(): Dropped[] {
    const oldest = this.#options.monotonic() - this.#options.maxAgeMs;
    const expired: Entry[] = [];
    for (const priority of PRIORITIES) {
      for (const { live } of this.#segments(priority)) {
        for (const entry of live) {
          // In the order of appending: what follows is younger.
          if (entry.bornMs >= oldest) break;
          expired.push(entry);
        }
      }
    }
    this.#settleAll(expired);
    return declare(expired, 'expired');
  }

  /** Frames not acknowledged, the most important first, each class in the order of appending. May be appended to meanwhile. */
  *pending(): Generator<SpooledFrame> {
    for (const priority of PRIORITIES.toReversed()) {
      for (const { live } of this.#segments(priority)) {
        for (const { boot, stream, seq, atMs, length } of live) yield { boot, stream, seq, atMs, length, priority };
      }
    }
  }

  #segments(priority: Priority): Segment[] {
    return [...this.#lanes[priority].segments, this.#overflow.segment(priority)];
  }

  /** A frame's bytes; undefined when it is not here (any more) or its checksum no longer holds. */
  read(boot: string, stream: number, seq: number): Uint8Array | undefined {
    const entry = this.#live.get(keyOf(boot, stream))?.get(seq);
    return entry && Lane.read(entry);
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
    try {
      for (const priority of PRIORITIES) if (this.#lanes[priority].open) this.#lanes[priority].write({ kind: 'forget', boot, totals });
    } catch (error) {
      // The boot comes back after a restart and is closed once more.
      this.#failure = error;
    }
  }

  /** Sequences ever given out, of all boots and streams, forgotten ones included. */
  get assignedEver(): number {
    return this.#heads.total();
  }

  stats(): SpoolStats {
    const lanes = PRIORITIES.map((priority) => this.#lanes[priority]);
    return {
      frames: this.#frames,
      diskBytes: lanes.reduce((sum, lane) => sum + lane.diskBytes, 0),
      segments: lanes.reduce((sum, lane) => sum + lane.segments.length, 0),
      corruptBytes: this.#corruptBytes,
      inMemory: this.#overflow.frames,
      fsyncs: lanes.reduce((sum, lane) => sum + lane.fsyncs, 0),
      lastFailure: this.#failure,
    };
  }

  /** Writes everything through to the disk, then deletes the segments that nobody needs. */
  flush(): Promise<void> {
    this.#flushing ??= (async () => {
      try {
        await Promise.all(PRIORITIES.map((priority) => this.#lanes[priority].syncSoon()));
        if (!this.#closed) this.#trim();
      } catch (error) {
        this.#failure = error;
        throw error;
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
    await this.#flushing?.catch(() => undefined);
    for (const priority of PRIORITIES) this.#lanes[priority].closeFile();
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
    if (entry.kept) this.#overflow.drop(entry);
    else entry.segment.live.delete(entry);
    this.#frames -= 1;
  }

  #settleAll(entries: Entry[]): void {
    for (const entry of entries) this.#settle(entry);
    try {
      for (const lane of new Set(entries.map((entry) => entry.segment.lane))) {
        if (!lane) continue;
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

  /** Drops the oldest of the least priorities up to that of a frame; with no room even then, the frame itself is refused. */
  #makeRoom(bytes: number, upTo: Priority, dropped: Dropped[]): void {
    if (this.#hasRoom(bytes)) return;
    this.#trim();
    for (const priority of upToPriority(upTo)) {
      const lane = this.#lanes[priority];
      while (!this.#hasRoom(bytes) && (lane.segments.length > 1 || (lane.open && lane.open.live.size > 0))) {
        if (lane.segments.length === 1) lane.rotate(this.#heads.snapshot());
        this.#giveUpOldest(lane, dropped);
      }
    }
  }

  #hasRoom(bytes: number): boolean {
    // Storing may begin a new segment, and so may freeing one.
    const needed = bytes + 2 * headsRecordBytes(this.#heads.size);
    return PRIORITIES.reduce((sum, priority) => sum + this.#lanes[priority].diskBytes, needed) <= this.#options.maxBytes;
  }

  #trim(): void {
    for (const priority of PRIORITIES) this.#lanes[priority].trim();
  }
}

const upToPriority = (priority: Priority) => PRIORITIES.slice(0, PRIORITIES.indexOf(priority) + 1);

/** How old a frame of a former process is; 0 where either clock cannot be right. */
const ageAtRestore = (atMs: number, nowMs: number) => (atMs < EARLIEST_TIME_MS ? 0 : Math.max(0, nowMs - atMs));

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

const refusalOf = ({ boot, stream, seq }: AppendKey): Dropped => ({ boot, stream, ranges: [[seq, seq]], reason: 'spool-full' });

const declare = (entries: Entry[], reason: Dropped['reason']): Dropped[] => grouped(entries).map((group) => ({ ...group, reason }));
