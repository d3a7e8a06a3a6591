import { closeSync, fdatasync, fdatasyncSync, openSync, readFileSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { SpoolRecord } from './record.js';
import { decodeRecord, encodeRecord, scanRecords } from './record.js';
import type { Head } from './spool-types.js';

const datasync = promisify(fdatasync);

/** Where a frame that is still wanted stands. */
export interface Entry {
  boot: string;
  stream: number;
  seq: number;
  atMs: number;
  /** Offset and size of its record in the segment, and the size of the frame in it. */
  at: number;
  size: number;
  length: number;
  segment: Segment;
}

/** One file of a lane. */
export interface Segment {
  lane: Lane;
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

/** Writes at an explicit position, so that what a failed, partial write leaves behind is overwritten by the next one. */
function writeFully(fd: number, data: Buffer, at: number): void {
  for (let done = 0; done < data.length;) done += writeSync(fd, data, done, data.length - done, at + done);
}

/** The segments of one priority: appended at the end, deleted from the front. */
export class Lane {
  readonly segments: Segment[] = [];
  #fd: number | undefined;
  #dirty = false;
  #number = 0;

  constructor(
    readonly folder: string,
    readonly name: string,
  ) {}

  get diskBytes(): number {
    return this.segments.reduce((sum, segment) => sum + segment.bytes, 0);
  }

  get open(): Segment {
    const segment = this.segments.at(-1);
    if (!segment) throw new Error('a lane has no segment before start()');
    return segment;
  }

  /** Reads the files that an earlier run left, oldest first. Returns how many bytes were damaged. */
  restore(names: string[], onRecord: (record: SpoolRecord, place: Omit<Entry, 'boot' | 'stream' | 'seq' | 'atMs'>) => void): number {
    let corrupt = 0;
    for (const name of names.filter((file) => file.startsWith(`${this.name}-`)).sort()) {
      this.#number = Math.max(this.#number, Number.parseInt(name.slice(this.name.length + 1), 10) || 0);
      const path = join(this.folder, name);
      const data = readFileSync(path);
      const segment: Segment = { lane: this, path, bytes: data.length, live: new Set() };
      this.segments.push(segment);
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
    this.closeFile();
    this.#fd = fd;
    this.#dirty = true;
    this.segments.push({ lane: this, path, bytes: first.length, live: new Set() });
  }

  /** Appends to the open segment; returns the offset and size of the record. */
  write(record: SpoolRecord): { at: number; size: number } {
    const data = encodeRecord(record);
    const segment = this.open;
    const at = segment.bytes;
    if (this.#fd === undefined) throw new Error('the lane is closed');
    writeFully(this.#fd, data, at);
    segment.bytes += data.length;
    this.#dirty = true;
    return { at, size: data.length };
  }

  /** A frame's bytes; undefined when its checksum no longer holds. */
  read(entry: Entry): Uint8Array | undefined {
    const found = decodeRecord(readAt(entry.segment.path, entry.at, entry.size), 0)?.record;
    return found?.kind === 'frame' && found.seq === entry.seq ? found.bytes : undefined;
  }

  /** Deletes segments from the front while all their frames are settled. Call {@link sync} first: the newest segment holds the heads. */
  trim(): void {
    while (this.segments.length > 1 && this.segments[0]?.live.size === 0) {
      const [segment] = this.segments.splice(0, 1);
      if (segment) unlinkSync(segment.path);
    }
  }

  get trimmable(): boolean {
    return this.segments.length > 1 && this.segments[0]?.live.size === 0;
  }

  sync(): void {
    if (!this.#dirty || this.#fd === undefined) return;
    this.#dirty = false;
    fdatasyncSync(this.#fd);
  }

  async syncSoon(): Promise<void> {
    if (!this.#dirty || this.#fd === undefined) return;
    this.#dirty = false;
    await datasync(this.#fd);
  }

  closeFile(): void {
    this.sync();
    if (this.#fd !== undefined) closeSync(this.#fd);
    this.#fd = undefined;
  }
}
