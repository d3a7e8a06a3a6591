import type { SignalValue } from '@headway/contracts';

/** Most changes that a window remembers; with more, the oldest are forgotten and the window is incomplete until they would have left it. */
export const MAX_WINDOW_CHANGES = 20_000;

/** The area under the curve is counted anew when it grows past this, so that sums keep their digits. */
const LARGEST_AREA = 1e12;

interface Change {
  atMs: number;
  value: SignalValue;
  /** Numbers: value × milliseconds from the beginning up to this change. */
  area: number;
}

/**
 * The last `durationMs` of a signal, (now − duration, now]. A signal is a step function: a value holds until the next one. So the same
 * window comes out however often a value at rest was repeated. While the signal was not known for the whole duration, the
 * aggregates that need all of it (`min`, `max`, `mean`, `delta`) have no value.
 */
export class StepWindow {
  /** The change in force at the window's beginning, then those inside it. */
  #changes: Change[] = [];
  #head = 0;
  /** Indices into #changes of rising values (for `min`) and falling ones (for `max`), counted over all changes ever. */
  readonly #rising: Monotone = new Monotone((newer, older) => newer <= older);
  readonly #falling: Monotone = new Monotone((newer, older) => newer >= older);
  #first = 0;
  #knownSinceMs = Number.POSITIVE_INFINITY;

  constructor(readonly durationMs: number) {}

  /** The signal has this value from now on; undefined when it is not known any more. Times never go back. */
  change(atMs: number, value: SignalValue | undefined): void {
    if (value === undefined) return this.#forget();
    const last = this.#changes.at(-1);
    if (last === undefined || this.#knownSinceMs === Number.POSITIVE_INFINITY) this.#knownSinceMs = atMs;
    if (last && last.atMs === atMs) this.#pop();
    const former = this.#length > 0 ? this.#changes.at(-1) : undefined;
    const held = typeof former?.value === 'number' ? former.value * (atMs - former.atMs) : 0;
    this.#changes.push({ atMs, value, area: (former?.area ?? 0) + held });
    if (typeof value === 'number') {
      const index = this.#first + this.#changes.length - 1;
      this.#rising.push(index, value);
      this.#falling.push(index, value);
    }
    if (this.#length > MAX_WINDOW_CHANGES) {
      this.#drop();
      this.#knownSinceMs = (this.#changes[this.#head] as Change).atMs;
    }
    if (Math.abs((this.#changes.at(-1) as Change).area) > LARGEST_AREA) this.#rebase();
  }

  /** Whether its aggregates change by the passing of time alone. */
  moving(nowMs: number): boolean {
    if (this.#length === 0) return false;
    this.#evict(nowMs);
    return this.#length > 1 || nowMs - this.durationMs < (this.#changes[this.#head] as Change).atMs;
  }

  min(nowMs: number): number | undefined {
    return this.#complete(nowMs) ? this.#rising.first(this.#first + this.#head) : undefined;
  }

  max(nowMs: number): number | undefined {
    return this.#complete(nowMs) ? this.#falling.first(this.#first + this.#head) : undefined;
  }

  /** The mean over time, each value weighted by how long it held. */
  mean(nowMs: number): number | undefined {
    if (!this.#complete(nowMs)) return undefined;
    const { value: held, atMs: heldAt, area } = this.#changes[this.#head] as Change;
    const last = this.#changes.at(-1) as Change;
    if (typeof held !== 'number' || typeof last.value !== 'number') return undefined;
    if (last === this.#changes[this.#head]) return held;
    const before = area + held * (nowMs - this.durationMs - heldAt);
    return (last.area + last.value * (nowMs - last.atMs) - before) / this.durationMs;
  }

  /** The newest value, when it is news: changed within the duration. */
  last(nowMs: number): SignalValue | undefined {
    const last = this.#length > 0 ? this.#changes.at(-1) : undefined;
    return last && last.atMs > nowMs - this.durationMs ? last.value : undefined;
  }

  /** How often the value changed within the duration, its first appearance included; 0 when it is not known. */
  count(nowMs: number): number {
    this.#evict(nowMs);
    const held = this.#changes[this.#head];
    return held && held.atMs <= nowMs - this.durationMs ? this.#length - 1 : this.#length;
  }

  /** The newest value minus the one at the window's beginning. */
  delta(nowMs: number): number | undefined {
    if (!this.#complete(nowMs)) return undefined;
    const held = (this.#changes[this.#head] as Change).value;
    const last = (this.#changes.at(-1) as Change).value;
    return typeof held === 'number' && typeof last === 'number' ? last - held : undefined;
  }

  get #length(): number {
    return this.#changes.length - this.#head;
  }

  #complete(nowMs: number): boolean {
    if (this.#length === 0) return false;
    this.#evict(nowMs);
    return this.#knownSinceMs <= nowMs - this.durationMs;
  }

  /** Drops changes that were over before the window begins. */
  #evict(nowMs: number): void {
    const beginMs = nowMs - this.durationMs;
    while (this.#length > 1 && (this.#changes[this.#head + 1] as Change).atMs <= beginMs) this.#drop();
  }

  #drop(): void {
    this.#head += 1;
    if (this.#head < 64 || this.#head * 2 < this.#changes.length) return;
    this.#changes = this.#changes.slice(this.#head);
    this.#first += this.#head;
    this.#head = 0;
  }

  /** A second value for the same moment replaces the first. */
  #pop(): void {
    this.#changes.pop();
    const next = this.#first + this.#changes.length;
    this.#rising.restore(next, this.#values());
    this.#falling.restore(next, this.#values());
  }

  *#values(): Generator<[index: number, value: number]> {
    for (let at = this.#head; at < this.#changes.length; at += 1) {
      const { value } = this.#changes[at] as Change;
      if (typeof value === 'number') yield [this.#first + at, value];
    }
  }

  #rebase(): void {
    const base = (this.#changes[this.#head] as Change).area;
    for (let at = this.#head; at < this.#changes.length; at += 1) (this.#changes[at] as Change).area -= base;
  }

  #forget(): void {
    this.#first += this.#changes.length;
    this.#changes = [];
    this.#head = 0;
    this.#knownSinceMs = Number.POSITIVE_INFINITY;
    this.#rising.clear();
    this.#falling.clear();
  }
}

/** The smallest (or largest) of a sliding run of values: each value drops the older ones that it beats. */
class Monotone {
  #indices: number[] = [];
  #values: number[] = [];
  #head = 0;

  constructor(private readonly beats: (newer: number, older: number) => boolean) {}

  push(index: number, value: number): void {
    while (this.#values.length > this.#head && this.beats(value, this.#values.at(-1) as number)) {
      this.#values.pop();
      this.#indices.pop();
    }
    this.#values.push(value);
    this.#indices.push(index);
  }

  /** The best of the values from an index on. */
  first(from: number): number | undefined {
    while (this.#head < this.#indices.length && (this.#indices[this.#head] as number) < from) this.#head += 1;
    if (this.#head > 64 && this.#head * 2 > this.#indices.length) {
      this.#indices = this.#indices.slice(this.#head);
      this.#values = this.#values.slice(this.#head);
      this.#head = 0;
    }
    return this.#values[this.#head];
  }

  /** Takes back what was pushed at `next` or later: what it had dropped is not known here and comes again. */
  restore(next: number, values: Iterable<[index: number, value: number]>): void {
    this.clear();
    for (const [index, value] of values) if (index < next) this.push(index, value);
  }

  clear(): void {
    this.#indices = [];
    this.#values = [];
    this.#head = 0;
  }
}
