import { closeSync, fdatasync, fdatasyncSync, fsyncSync, openSync, readFileSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { SpoolRecord } from './record.js';
import { decodeRecord, encodeRecord, scanRecords } from './record.js';
import type { Head } from './spool-types.js';

const datasync = promisify(fdatasync);

/** A frame that is still wanted and where it stands. */
export interface Entry {
  boot: string;
  stream: number;
  seq: number;
  atMs: number;
  /** When it was appended, on the monotonic scale of this process; never before the one that was appended before it. */
  bornMs: number;
  /** Offset and size of its record in the segment, and the size of the frame in it. */
  at: number;
  size: number;
  length: number;
  segment: Segment;
  /** The frame itself, when the disk has refused it. */
  kept?: Uint8Array;
}

/** One file of a lane; without a lane it is memory. */
export interface Segment {
  lane?: Lane;
  path: string;
  bytes: number;
  /** Frames in order of appending that are not settled. */
  live: Set<Entry>;
}

/** Opens the file for this read alone: fifty vehicles in one process must not hold a descriptor for every segment. */
function readAt(path: string, at: number, size: number): Buffer {
  const fd = openSync(path, 'r');
  try {
    const data = Buffer.allocUnsafe(size);
    const read = readSync(fd, data, 0, size, at);
    return data.subarray(0, read);
  } finally {
    closeSync(fd);
  }
}

/** Makes the names of new files durable: without it a power cut may leave a folder in which a file that was written through is missing. */
function syncFolder(folder: string): void {
  // Windows has no such call and no such need.
  if (process.platform === 'win32') return;
  const fd = openSync(folder, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** Writes at an explicit position, so that what a failed, partial write leaves behind is overwritten by the next one. */
function writeFully(fd: number, data: Buffer, at: number): void {
  for (let done = 0; done < data.length;) done += writeSync(fd, data, done, data.length - done, at + done);
}

/** The segments of one priority: appended at the end, deleted from the front. It has none until something is written. */
export class Lane {
  readonly segments: Segment[] = [];
  #fd: number | undefined;
  #unsynced = false;
  #unnamed = false;
  #syncing: Promise<void> | undefined;
  #number = 0;
  #diskBytes = 0;
  #fsyncs = 0;

  constructor(
    readonly folder: string,
    readonly name: string,
  ) {}

  /** Bytes of all segments. */
  get diskBytes(): number {
    return this.#diskBytes;
  }

  /** Times that data was written through. */
  get fsyncs(): number {
    return this.#fsyncs;
  }

  get open(): Segment | undefined {
    return this.#fd === undefined ? undefined : this.segments.at(-1);
  }

  /** Reads the files that an earlier run left, oldest first. Returns how many bytes were damaged. */
  restore(
    names: string[],
    onRecord: (record: SpoolRecord, place: Omit<Entry, 'boot' | 'stream' | 'seq' | 'atMs' | 'bornMs'>) => void,
  ): number {
    let corrupt = 0;
    for (const name of names.filter((file) => file.startsWith(`${this.name}-`)).sort()) {
      this.#number = Math.max(this.#number, Number.parseInt(name.slice(this.name.length + 1), 10) || 0);
      const path = join(this.folder, name);
      const data = readFileSync(path);
      const segment: Segment = { lane: this, path, bytes: data.length, live: new Set() };
      this.segments.push(segment);
      this.#diskBytes += data.length;
      const records = scanRecords(data);
      let step = records.next();
      for (; !step.done; step = records.next()) {
        const { record, at, size } = step.value;
        onRecord(record, { at, size, length: record.kind === 'frame' ? record.bytes.length : 0, segment });
      }
      corrupt += step.value;
    }
    return corrupt;
  }

  /** Begins a new segment, which starts with the heads of every boot; when that fails, the open one stays open. */
  rotate(heads: Head[]): void {
    this.sync();
    this.#number += 1;
    const path = join(this.folder, `${this.name}-${String(this.#number).padStart(10, '0')}.seg`);
    const fd = openSync(path, 'wx');
    const first = encodeRecord({ kind: 'heads', heads });
    try {
      writeFully(fd, first, 0);
    } catch (error) {
      closeSync(fd);
      unlinkSync(path);
      throw error;
    }
    this.#release();
    this.#fd = fd;
    this.#unsynced = true;
    this.#unnamed = true;
    this.#diskBytes += first.length;
    this.segments.push({ lane: this, path, bytes: first.length, live: new Set() });
  }

  /** Appends to the open segment; returns the offset and size of the record. */
  write(record: SpoolRecord): { at: number; size: number; segment: Segment } {
    const segment = this.open;
    if (!segment || this.#fd === undefined) throw new Error('the lane is closed');
    const data = encodeRecord(record);
    const at = segment.bytes;
    writeFully(this.#fd, data, at);
    segment.bytes += data.length;
    this.#diskBytes += data.length;
    // A note of what is settled may be lost: the frame is then sent once more, and readers drop it.
    if (record.kind !== 'settled') this.#unsynced = true;
    return { at, size: data.length, segment };
  }

  /** A frame's bytes; undefined when its checksum no longer holds. */
  static read(entry: Entry): Uint8Array | undefined {
    if (entry.kept) return entry.kept;
    const found = decodeRecord(readAt(entry.segment.path, entry.at, entry.size), 0)?.record;
    return found?.kind === 'frame' && found.seq === entry.seq ? found.bytes : undefined;
  }

  /** Deletes segments from the front while all their frames are settled. Writes through first: the newest segment holds the heads. */
  trim(): void {
    if (!this.trimmable) return;
    this.sync();
    while (this.trimmable) {
      const [segment] = this.segments.splice(0, 1);
      if (!segment) return;
      this.#diskBytes -= segment.bytes;
      unlinkSync(segment.path);
    }
  }

  get trimmable(): boolean {
    return this.segments.length > 1 && this.segments[0]?.live.size === 0;
  }

  /** Writes through, and waits for it. */
  sync(): void {
    if (this.#fd === undefined || !(this.#unsynced || this.#syncing)) return;
    fdatasyncSync(this.#fd);
    this.#nameSegment();
    this.#unsynced = false;
    this.#fsyncs += 1;
  }

  /** Writes through on another thread; what is written meanwhile needs a call of its own. */
  async syncSoon(): Promise<void> {
    const fd = this.#fd;
    if (!this.#unsynced || this.#syncing || fd === undefined) return;
    this.#unsynced = false;
    try {
      this.#syncing = datasync(fd);
      await this.#syncing;
      if (this.#fd === fd) this.#nameSegment();
      this.#fsyncs += 1;
    } catch (error) {
      this.#unsynced = true;
      throw error;
    } finally {
      this.#syncing = undefined;
    }
  }

  #nameSegment(): void {
    if (!this.#unnamed) return;
    syncFolder(this.folder);
    this.#unnamed = false;
  }

  closeFile(): void {
    try {
      this.sync();
    } finally {
      this.#release();
    }
  }

  /** A descriptor that another thread still writes through must not be closed under it: its number could be given to another file. */
  #release(): void {
    const fd = this.#fd;
    this.#fd = undefined;
    if (fd === undefined) return;
    const close = () => closeSync(fd);
    if (this.#syncing) this.#syncing.then(close, close);
    else close();
  }
}
