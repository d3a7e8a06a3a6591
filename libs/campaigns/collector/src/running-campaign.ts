import type { CompiledCampaign, Readings } from '@headway/campaigns/rules';
import type { CampaignVehicleState } from '@headway/contracts';
import { Collection } from './collection.js';

/** Samples of a long collection are sent at least this often, milliseconds. */
export const FLUSH_MS = 10_000;
/** Samples of a collection that are sent before its time is up. */
const FLUSH_SAMPLES = 5000;

/** One campaign at work: whether it is triggered, what it holds, and until when it collects. */
export class RunningCampaign {
  readonly collection: Collection;
  state: Extract<CampaignVehicleState, 'active' | 'expired' | 'budget-spent'> = 'active';
  /** The day on which it has no bytes left. */
  spentDay = '';
  /** Whether a change waits for its sample period. */
  waiting = false;
  triggers = 0;
  #wasTrue = false;
  /** Whether a window of its condition was moving when it was last asked: then it has come to rest somewhere else. */
  #wasMoving = false;
  #lastTriggerMs = Number.NEGATIVE_INFINITY;
  #untilMs: number | undefined;
  #flushDueMs = 0;
  /** Up to where everything was sent. */
  #sentUntilMs = Number.NEGATIVE_INFINITY;

  constructor(readonly compiled: CompiledCampaign) {
    this.collection = new Collection(compiled);
  }

  get collecting(): boolean {
    return this.#untilMs !== undefined;
  }

  /** Whether the trigger fires now. `test` asks the condition, or repeats its answer when nothing it reads has moved. */
  fires(nowMs: number, test: () => boolean): boolean {
    const { trigger } = this.compiled.campaign;
    if (trigger.kind === 'time') return Math.floor(nowMs / trigger.everyMs) > Math.floor(this.#lastTriggerMs / trigger.everyMs);
    const isTrue = test();
    const rises = isTrue && !this.#wasTrue;
    this.#wasTrue = isTrue;
    return (trigger.mode === 'level' ? isTrue : rises) && nowMs - this.#lastTriggerMs >= trigger.minIntervalMs;
  }

  /** The answer that {@link fires} was last given. */
  get wasTrue(): boolean {
    return this.#wasTrue;
  }

  /** When its trigger or its collection has something to do though no signal moves; infinite when never. */
  nextMs(): number {
    const { trigger } = this.compiled.campaign;
    let next = this.#untilMs === undefined ? Number.POSITIVE_INFINITY : Math.min(this.#untilMs, this.#flushDueMs);
    if (trigger.kind === 'time') {
      const { everyMs } = trigger;
      next = Math.min(next, (Math.floor(this.#lastTriggerMs / everyMs) + 1) * everyMs);
    } else if (trigger.mode === 'level' && this.#wasTrue) next = Math.min(next, this.#lastTriggerMs + trigger.minIntervalMs);
    return next;
  }

  /** Begins a collection, or makes the one in hand longer. Returns from when on it is to be sent; undefined when that has begun. */
  trigger(nowMs: number): number | undefined {
    const { preMs, postMs } = this.compiled.campaign;
    const running = this.collecting;
    this.triggers += 1;
    this.#lastTriggerMs = nowMs;
    this.#untilMs = nowMs + postMs;
    if (running) return undefined;
    this.#flushDueMs = nowMs + FLUSH_MS;
    return Math.max(nowMs - preMs, this.#sentUntilMs + 1);
  }

  /** Whether what it holds must be sent now. */
  flushDue(nowMs: number): boolean {
    if (this.#untilMs === undefined) return false;
    return nowMs >= this.#untilMs || nowMs >= this.#flushDueMs || this.collection.samples >= FLUSH_SAMPLES;
  }

  /** Whether its collection ended between this moment and the one before: what is read now is no part of it. */
  ended(nowMs: number): boolean {
    return this.#untilMs !== undefined && nowMs > this.#untilMs;
  }

  /** Everything up to now was sent. */
  flushed(nowMs: number): void {
    this.#sentUntilMs = Math.min(nowMs, this.#untilMs ?? nowMs);
    this.#flushDueMs = nowMs + FLUSH_MS;
    if (this.#untilMs !== undefined && nowMs >= this.#untilMs) this.#untilMs = undefined;
  }

  /** Ends the collection in hand. */
  abandon(): void {
    this.#untilMs = undefined;
  }

  /** Whether something its condition reads has moved, or moves with time. */
  affected(dirty: Uint8Array, { windows, nowMs }: Readings): boolean {
    const { condition } = this.compiled;
    if (!condition) return false;
    const wasMoving = this.#wasMoving;
    this.#wasMoving = false;
    for (const window of condition.windows) this.#wasMoving = windows[window]?.moving(nowMs) || this.#wasMoving;
    if (wasMoving || this.#wasMoving) return true;
    for (const slot of condition.slots) if (dirty[slot]) return true;
    return false;
  }
}
