import type { CollectedSignal, CompiledCampaign } from '@headway/campaigns/rules';
import type { Column, SignalValue } from '@headway/contracts';
import { bytesOfSample, SampleRing } from './sample-ring.js';
import type { Stretch } from './stretch.js';

interface Track {
  signal: CollectedSignal;
  ring: SampleRing;
  /** The value in force before the oldest sample of the ring; undefined when the signal was not known. */
  before: SignalValue | undefined;
  /** The newest value that was sampled. */
  last: SignalValue | undefined;
  dueMs: number;
}

/** What one campaign holds: a ring for each of its signals. */
export class Collection {
  readonly #tracks: Track[];
  bytes = 0;
  samples = 0;

  constructor({ signals }: CompiledCampaign) {
    this.#tracks = signals.map((signal) => ({ signal, ring: new SampleRing(), before: undefined, last: undefined, dueMs: 0 }));
  }

  /** Takes what has changed and is due. Returns whether a change has to wait for its period. */
  sample(nowMs: number, values: readonly (SignalValue | undefined)[]): boolean {
    let waiting = false;
    for (const track of this.#tracks) {
      const value = values[track.signal.slot];
      if (value === track.last) continue;
      if (nowMs < track.dueMs) {
        waiting = true;
        continue;
      }
      track.last = value;
      // A signal that is gone has no sample; what it was until now is told by the samples before.
      if (value === undefined) continue;
      const { minPeriodMs } = track.signal;
      track.dueMs = nowMs - (nowMs % minPeriodMs) + minPeriodMs;
      track.ring.push(nowMs, value);
      this.bytes += bytesOfSample(value);
      this.samples += 1;
    }
    return waiting;
  }

  /** Forgets what was sampled before a moment, but not what held then. */
  dropBefore(ms: number): void {
    for (const track of this.#tracks) while (track.ring.oldestMs < ms) this.#drop(track);
  }

  /** Forgets the oldest tenth of the time it holds. */
  yieldMemory(nowMs: number): void {
    const oldest = this.#tracks.reduce((least, { ring }) => Math.min(least, ring.oldestMs), Number.POSITIVE_INFINITY);
    if (oldest !== Number.POSITIVE_INFINITY) this.dropBefore(oldest + Math.max(1, (nowMs - oldest) / 10));
  }

  /** Everything sampled so far, and nothing of it again; undefined when there is nothing. */
  drain(): Stretch | undefined {
    let startTimeMs = Number.POSITIVE_INFINITY;
    for (const { ring } of this.#tracks) startTimeMs = Math.min(startTimeMs, ring.oldestMs);
    return startTimeMs === Number.POSITIVE_INFINITY ? undefined : this.#take(startTimeMs, false);
  }

  /** The same from a moment on, with what held at that moment. */
  drainFrom(ms: number): Stretch | undefined {
    this.dropBefore(ms);
    return this.#take(ms, true);
  }

  #take(startTimeMs: number, withHeld: boolean): Stretch | undefined {
    const columns: Column[] = [];
    for (const track of this.#tracks) {
      const { ring, signal } = track;
      const offsetsMs: number[] = [];
      const values: SignalValue[] = [];
      const held = ring.length === 0 ? track.last : track.before;
      if (withHeld && held !== undefined && ring.oldestMs > startTimeMs) {
        offsetsMs.push(0);
        values.push(held);
      }
      while (ring.length > 0) {
        offsetsMs.push(ring.oldestMs - startTimeMs);
        values.push(this.#drop(track));
      }
      if (values.length > 0) columns.push({ signal: signal.id, offsetsMs, values });
    }
    return columns.length > 0 ? { startTimeMs, columns } : undefined;
  }

  #drop(track: Track): SignalValue {
    const value = track.ring.shift();
    track.before = value;
    this.bytes -= bytesOfSample(value);
    this.samples -= 1;
    return value;
  }
}
