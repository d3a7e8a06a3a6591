import { coerce, type CompiledCampaign, type ConditionInputs, type Readings, type ValueType } from '@headway/campaigns/rules';
import { type Campaign, campaignRef, type CampaignVehicleState, type SignalValue } from '@headway/contracts';
import { type BudgetOptions, DayBudget, type SpentByDay, utcDay } from './budget.js';
import { frameStretches, type Stretch } from './stretch.js';
import { RunningCampaign } from './running-campaign.js';

/** Memory of all rings together. */
export const DEFAULT_RING_BYTES = 8_388_608;
/** Signals are looked at no more often and no less often than this, milliseconds. */
const READ_MS = { shortest: 50, longest: 250 };

/** A frame that a campaign wants to send. */
export interface CampaignFrame extends Stretch {
  /** `<campaign id>@<revision>` */
  campaign: string;
}

export interface CollectorOptions {
  campaigns: readonly CompiledCampaign[];
  /** The places that compiling the campaigns has given out. */
  inputs: ConditionInputs;
  /** CEL types by path, in which readings are taken. */
  typeOf: (path: string) => ValueType | undefined;
  maxRingBytes?: number;
  budget?: Partial<BudgetOptions>;
  /** What a frame takes when it is sent. It must not say too little: the budget is counted with it. */
  bytesOf: (frame: CampaignFrame) => number;
  emit: (frame: CampaignFrame, bytes: number) => void;
  onTrigger?: (campaign: Campaign, atMs: number) => void;
}

/** How often signals have to be looked at for these campaigns, milliseconds. */
export function readEveryMs(campaigns: readonly CompiledCampaign[]): number {
  const shortest = Math.min(READ_MS.longest, ...campaigns.flatMap(({ signals }) => signals.map(({ minPeriodMs }) => minPeriodMs)));
  return Math.max(READ_MS.shortest, shortest);
}

/**
 * Campaigns at work, in the car and in a dry run alike: readings go in by {@link offer}, a moment is closed by {@link settle}, frames come
 * out. It has no clock, no timer and no disk of its own: the same readings give the same frames.
 */
export class Collector {
  /** Signals to be read, by place. */
  readonly paths: readonly string[];
  readonly everyMs: number;
  /** In the order in which they are served: the most important first. */
  readonly #running: RunningCampaign[];
  readonly #readings: Readings;
  readonly #types: (ValueType | undefined)[];
  readonly #windowsOf: number[][];
  readonly #dirty: Uint8Array;
  readonly #budget: DayBudget;
  readonly #options: CollectorOptions;
  #anyDirty = true;

  constructor(options: CollectorOptions) {
    const { campaigns, inputs } = options;
    this.#options = options;
    this.paths = [...inputs.paths];
    this.everyMs = readEveryMs(campaigns);
    this.#running = campaigns
      .map((compiled) => new RunningCampaign(compiled))
      .sort((a, b) => b.compiled.campaign.priority - a.compiled.campaign.priority);
    this.#readings = inputs.readings();
    this.#types = this.paths.map((path) => options.typeOf(path));
    this.#windowsOf = this.paths.map((_, slot) => inputs.windows.flatMap((window, index) => (window.slot === slot ? [index] : [])));
    this.#dirty = new Uint8Array(this.paths.length).fill(1);
    this.#budget = new DayBudget({ bytesPerDay: Number.POSITIVE_INFINITY, ...options.budget });
  }

  /** A reading of the signal at a place; undefined when the car does not know it. Times never go back. */
  offer(slot: number, nowMs: number, reading: SignalValue | undefined): void {
    const { values } = this.#readings;
    if (reading === values[slot]) return;
    const type = this.#types[slot];
    const value = type && coerce(type, reading);
    if (value === values[slot]) return;
    values[slot] = value;
    this.#dirty[slot] = 1;
    this.#anyDirty = true;
    const windows = this.#windowsOf[slot] as number[];
    for (const window of windows) this.#readings.windows[window]?.change(nowMs, value);
  }

  /** Closes a moment: samples, asks the conditions, sends what is due. Returns whether a campaign's state has changed. */
  settle(nowMs: number): boolean {
    this.#readings.nowMs = nowMs;
    let changed = false;
    for (const running of this.#running) changed = this.#step(running, nowMs) || changed;
    if (this.#anyDirty) this.#dirty.fill(0);
    this.#anyDirty = false;
    this.#boundMemory(nowMs);
    return changed;
  }

  /** The next moment at which something may happen though no signal moves; infinite when there is none. */
  nextMs(nowMs: number): number {
    let next = Number.POSITIVE_INFINITY;
    for (const running of this.#running) {
      if (running.state !== 'active') continue;
      next = Math.min(next, running.nextMs());
      const { condition } = running.compiled;
      const moving = condition && [...condition.windows].some((window) => this.#readings.windows[window]?.moving(nowMs));
      if (moving || running.waiting) return nowMs + this.everyMs;
    }
    return Math.max(next, nowMs + this.everyMs);
  }

  /** State of each campaign. */
  states(): { campaign: Campaign; state: CampaignVehicleState; triggers: number }[] {
    return this.#running.map(({ compiled: { campaign }, state, triggers }) => ({ campaign, state, triggers }));
  }

  /** Bytes of all rings. */
  get ringBytes(): number {
    return this.#running.reduce((sum, { collection }) => sum + collection.bytes, 0);
  }

  /** Sends what collections in hand have gathered, e.g. because the vehicle is switched off. */
  finish(nowMs: number): void {
    for (const running of this.#running) if (running.collecting) this.#flush(running, nowMs);
  }

  /** Exactly what was spent. */
  spent(): SpentByDay {
    return this.#budget.spent();
  }

  #step(running: RunningCampaign, nowMs: number): boolean {
    const { campaign } = running.compiled;
    const before = running.state;
    if (nowMs >= campaign.expiresAt) {
      if (before === 'expired') return false;
      if (running.collecting) this.#flush(running, nowMs);
      running.abandon();
      running.collection.dropBefore(Number.POSITIVE_INFINITY);
      running.state = 'expired';
      return true;
    }
    // A clock that was wrong when it expired.
    if (before === 'expired') running.state = 'active';
    if (running.state === 'budget-spent' && utcDay(nowMs) !== running.spentDay) running.state = 'active';
    if (running.ended(nowMs)) this.#flush(running, nowMs);
    if (this.#anyDirty || running.waiting) running.waiting = running.collection.sample(nowMs, this.#readings.values);
    const fires = running.fires(nowMs, () => this.#test(running));
    if (fires && running.state === 'active') this.#trigger(running, nowMs);
    if (running.flushDue(nowMs)) this.#flush(running, nowMs);
    if (!running.collecting) running.collection.dropBefore(nowMs - campaign.preMs);
    return running.state !== before;
  }

  #test(running: RunningCampaign): boolean {
    if (!running.affected(this.#dirty, this.#readings)) return running.wasTrue;
    return running.compiled.condition?.test(this.#readings) === true;
  }

  #trigger(running: RunningCampaign, nowMs: number): void {
    const fromMs = running.trigger(nowMs);
    this.#options.onTrigger?.(running.compiled.campaign, nowMs);
    if (fromMs !== undefined) this.#send(running, running.collection.drainFrom(fromMs), nowMs);
  }

  #flush(running: RunningCampaign, nowMs: number): void {
    this.#send(running, running.collection.drain(), nowMs);
    running.flushed(nowMs);
  }

  #send(running: RunningCampaign, stretch: Stretch | undefined, nowMs: number): void {
    if (!stretch) return;
    const ref = campaignRef(running.compiled.campaign);
    for (const piece of frameStretches(stretch)) this.#sendFrame(running, { ...piece, campaign: ref }, nowMs);
  }

  #sendFrame(running: RunningCampaign, frame: CampaignFrame, nowMs: number): void {
    if (running.state !== 'active') return;
    const { campaign } = running.compiled;
    const bytes = this.#options.bytesOf(frame);
    const day = utcDay(nowMs);
    const claims = this.#running.filter(({ state }) => state === 'active').map(({ compiled }) => compiled.campaign);
    if (bytes > this.#budget.left(campaign, claims, day)) {
      running.state = 'budget-spent';
      running.spentDay = day;
      running.abandon();
      return;
    }
    this.#budget.spend(campaign, day, bytes);
    this.#options.emit(frame, bytes);
  }

  /** The least important campaign gives way first; one that collects sends what it has instead of losing it. */
  #boundMemory(nowMs: number): void {
    const limit = this.#options.maxRingBytes ?? DEFAULT_RING_BYTES;
    for (let at = this.#running.length - 1; at >= 0 && this.ringBytes > limit; at -= 1) {
      const running = this.#running[at] as RunningCampaign;
      if (running.collecting) this.#flush(running, nowMs);
      while (running.collection.samples > 0 && this.ringBytes > limit) running.collection.yieldMemory(nowMs);
    }
  }
}
