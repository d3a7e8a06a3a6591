import type { SequenceRanges } from '@headway/contracts';

/**
 * Classes of frames, from the one that is given up first when the disk is full to the one that is kept longest, and from the one
 * that is sent last after a time offline to the one that is sent first. Events are `critical`, ordinary telemetry is `normal`.
 */
export const PRIORITIES = ['bulk', 'normal', 'high', 'critical'] as const;
export type Priority = (typeof PRIORITIES)[number];

export interface SpoolOptions {
  /** Folder of this vehicle alone; made when missing. */
  folder: string;
  /** Most bytes on disk, acknowledged frames that still wait for their segment's end included. */
  maxBytes: number;
  /** Frames older than this are dropped by {@link Spool.expire}. */
  maxAgeMs: number;
  /** A segment is closed at this size and dropped as a whole when the disk is full; an eighth of `maxBytes` unless told. */
  segmentBytes?: number;
  /**
   * Longest time that an appended frame may only be in the operating system's cache, where it survives the death of the process
   * but not of the machine. 0 writes through on every append.
   */
  fsyncIntervalMs: number;
  /** Milliseconds since the epoch. Ages of this process's own frames do not depend on it. */
  clock: () => number;
  /** Milliseconds that only ever go forward, by which frames age; the process's own unless told. */
  monotonic?: () => number;
}

/** What a frame is called. `seq` starts at 1 in every (boot, stream). */
export interface AppendKey {
  boot: string;
  stream: number;
  seq: number;
  priority: Priority;
}

/** Frames that are gone for good; the vehicle owes the platform a `frames.lost`. */
export interface Dropped {
  boot: string;
  stream: number;
  ranges: SequenceRanges;
  reason: 'spool-full' | 'expired' | 'corrupt';
}

/** Highest sequence ever appended of one (boot, stream). */
export interface Head {
  boot: string;
  stream: number;
  lastSeq: number;
}

/** A frame that has not been acknowledged. */
export interface SpooledFrame extends AppendKey {
  /** When it was appended. */
  atMs: number;
  /** Length of its bytes. */
  length: number;
}

export interface SpoolStats {
  /** Frames not acknowledged yet. */
  frames: number;
  /** Bytes of all segment files. */
  diskBytes: number;
  segments: number;
  /** Bytes that could not be read when the spool was opened: torn tails and bit rot. */
  corruptBytes: number;
  /** Frames that the disk refused and that only this process holds. */
  inMemory: number;
  /** Times that data was written through to the disk since the spool was opened. */
  fsyncs: number;
  /** Why the disk last refused something. */
  lastFailure: unknown;
}
