import type { Entry, Segment } from './lane.js';
import { PRIORITIES, type Priority } from './spool-types.js';

/** Most bytes of frames that are held in memory because the disk refuses them. */
const MOST_BYTES = 1_048_576;

/**
 * Frames that a full, failing or read-only disk has refused. They can still be sent, and go to the disk as soon as it takes writes
 * again; only the end of the process loses them.
 */
export class Overflow {
  readonly #segments = Object.fromEntries(
    PRIORITIES.map((priority): [Priority, Segment] => [priority, { path: '', bytes: 0, live: new Set() }]),
  ) as Record<Priority, Segment>;
  #bytes = 0;

  /** Holds a frame. What had to be given up for it comes back: the oldest of the least priority, or the frame itself. */
  keep(
    frame: Omit<Entry, 'at' | 'size' | 'segment' | 'length'> & { kept: Uint8Array },
    priority: Priority,
  ): { entry?: Entry; victims: Entry[] } {
    const victims: Entry[] = [];
    const { length } = frame.kept;
    if (length > MOST_BYTES) return { victims };
    for (const victim of this.#below(priority)) {
      if (this.#bytes + length <= MOST_BYTES) break;
      victims.push(victim);
      this.drop(victim);
    }
    if (this.#bytes + length > MOST_BYTES) return { victims };
    this.#bytes += length;
    return { entry: { ...frame, at: 0, size: 0, length, segment: this.#segments[priority] }, victims };
  }

  /** Frames of a priority in the order in which they came. */
  segment(priority: Priority): Segment {
    return this.#segments[priority];
  }

  drop(entry: Entry): void {
    if (entry.segment.live.delete(entry)) this.#bytes -= entry.length;
  }

  get frames(): number {
    return PRIORITIES.reduce((sum, priority) => sum + this.#segments[priority].live.size, 0);
  }

  *#below(priority: Priority): Generator<Entry> {
    for (const lower of PRIORITIES.slice(0, PRIORITIES.indexOf(priority) + 1)) yield* this.#segments[lower].live;
  }
}
