import { type CampaignFrame, Collector } from '@headway/campaigns/collector';
import { type CompiledCampaign, compileCampaign, ConditionInputs, type KnownSignals, typeOfSignal } from '@headway/campaigns/rules';
import type { Campaign, Column, SignalValue } from '@headway/contracts';

/**
 * How long a recorded value holds when nothing at all comes from the vehicle. Vehicles repeat a value at rest once a minute; after a longer
 * silence they were off.
 */
export const HOLD_MS = 90_000;

interface Sample {
  atMs: number;
  slot: number;
  value: SignalValue;
}

export interface RecordedVehicleOptions {
  campaign: Campaign;
  signals: KnownSignals;
  bytesOf: (frame: CampaignFrame) => number;
  onFrame: (frame: CampaignFrame, sent: { bytes: number; atMs: number }) => void;
  /** The budget of the day is spent. */
  onBudgetSpent: (atMs: number) => void;
  onTrigger: (atMs: number) => void;
  /** Called with every stretch of time that the recording covers. */
  onCovered: (fromMs: number, toMs: number) => void;
}

/**
 * One vehicle driven by its recorded frames instead of its bus: the collector sees what it would have seen in the car, in the car's
 * rhythm, each value held until the next one.
 */
export class RecordedVehicle {
  readonly #options: RecordedVehicleOptions;
  readonly #collector: Collector;
  readonly #slots = new Map<number, number>();
  /** Samples that a later frame may still interleave with, in order of time. */
  #waiting: Sample[] = [];
  #nowMs = Number.NEGATIVE_INFINITY;
  /** The last moment with a sample of any signal. */
  #heardMs = Number.NEGATIVE_INFINITY;
  readonly #seen = new Set<number>();

  constructor(options: RecordedVehicleOptions) {
    const { campaign, signals, bytesOf, onFrame, onTrigger } = options;
    const inputs = new ConditionInputs();
    const compiled: CompiledCampaign = compileCampaign(campaign, signals, inputs);
    this.#options = options;
    this.#collector = new Collector({
      campaigns: [compiled],
      inputs,
      typeOf: (path) => {
        const signal = signals.catalogue.get(path);
        return signal && typeOfSignal(signal);
      },
      bytesOf,
      emit: (frame, bytes) => onFrame(frame, { bytes, atMs: this.#nowMs }),
      onTrigger: (_, atMs) => onTrigger(atMs),
    });
    inputs.paths.forEach((path, slot) => {
      const id = signals.ids.idOf(path);
      if (id !== undefined) this.#slots.set(id, slot);
    });
  }

  /** Paths that the campaign reads and this vehicle never had. */
  get absent(): string[] {
    return this.#collector.paths.filter((_, slot) => !this.#seen.has(slot));
  }

  /** Frames in the order of their beginnings; samples of one may be later than the beginning of the next. Returns its samples. */
  add(startTimeMs: number, columns: readonly Column[]): number {
    this.#play(startTimeMs);
    let samples = 0;
    let lastMs = startTimeMs;
    for (const { signal, offsetsMs, values } of columns) {
      samples += values.length;
      lastMs = Math.max(lastMs, startTimeMs + (offsetsMs.at(-1) ?? 0));
      const slot = this.#slots.get(signal);
      if (slot === undefined) continue;
      this.#seen.add(slot);
      for (let at = 0; at < values.length; at += 1) {
        this.#waiting.push({ atMs: startTimeMs + (offsetsMs[at] as number), slot, value: values[at] as SignalValue });
      }
    }
    this.#hear(startTimeMs, lastMs);
    return samples;
  }

  /** Plays what is left, up to a moment. */
  finish(toMs: number): void {
    this.#play(Number.POSITIVE_INFINITY);
    if (this.#nowMs === Number.NEGATIVE_INFINITY) return;
    this.#rest(Math.min(toMs, this.#heardMs + HOLD_MS));
    this.#collector.finish(this.#nowMs);
  }

  #hear(fromMs: number, toMs: number): void {
    const sinceMs = this.#heardMs >= fromMs - HOLD_MS ? this.#heardMs : fromMs;
    if (toMs > sinceMs) this.#options.onCovered(sinceMs, toMs);
    this.#heardMs = Math.max(this.#heardMs, toMs);
  }

  /** Plays the samples before a moment. */
  #play(beforeMs: number): void {
    if (this.#waiting.length === 0) return;
    this.#waiting.sort((a, b) => a.atMs - b.atMs);
    const { everyMs } = this.#collector;
    let at = 0;
    while (at < this.#waiting.length && (this.#waiting[at] as Sample).atMs < beforeMs) {
      const tickMs = Math.max(this.#nowMs, Math.ceil((this.#waiting[at] as Sample).atMs / everyMs) * everyMs);
      this.#pass(tickMs);
      for (; at < this.#waiting.length; at += 1) {
        const { atMs, slot, value } = this.#waiting[at] as Sample;
        if (atMs > tickMs || atMs >= beforeMs) break;
        this.#collector.offer(slot, tickMs, value);
      }
      this.#settle(tickMs);
    }
    this.#waiting = at === this.#waiting.length ? [] : this.#waiting.slice(at);
  }

  /** Lets time go by up to just before a moment; a long silence ends every value. */
  #pass(toMs: number): void {
    if (this.#nowMs === Number.NEGATIVE_INFINITY) return;
    if (toMs - this.#nowMs <= HOLD_MS) return this.#rest(toMs);
    const goneMs = this.#nowMs + HOLD_MS;
    this.#rest(goneMs);
    this.#collector.paths.forEach((_, slot) => this.#collector.offer(slot, goneMs, undefined));
    this.#settle(goneMs);
  }

  /** Only the moments at which something can happen though no signal moves. */
  #rest(toMs: number): void {
    for (let next = this.#collector.nextMs(this.#nowMs); next < toMs; next = this.#collector.nextMs(this.#nowMs)) {
      this.#settle(next);
    }
  }

  #settle(atMs: number): void {
    this.#nowMs = atMs;
    if (!this.#collector.settle(atMs)) return;
    if (this.#collector.states().some(({ state }) => state === 'budget-spent')) this.#options.onBudgetSpent(atMs);
  }
}
