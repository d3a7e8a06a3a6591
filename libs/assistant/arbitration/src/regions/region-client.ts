import type { Region, RegionHealth, TurnRequest, TurnResponse } from '@headway/contracts';

/** How a region failed to answer: `unreachable` (no connection), `failed` (an error), `overloaded` (asked to come later), `late` (budget spent). */
export type RegionFailure = 'unreachable' | 'failed' | 'overloaded' | 'late';

/** A region gave no answer. */
export class RegionError extends Error {
  override readonly name = 'RegionError';
  constructor(
    readonly kind: RegionFailure,
    message: string,
    options: { cause?: unknown; retryAfterMs?: number } = {},
  ) {
    super(message, { cause: options.cause });
    this.retryAfterMs = options.retryAfterMs;
  }
  readonly retryAfterMs: number | undefined;
}

/** Whatever a client threw, as a region's failure; an unknown error means that the way is broken. */
export const toRegionError = (error: unknown): RegionError =>
  error instanceof RegionError ? error : new RegionError('unreachable', 'the region gave no answer', { cause: error });

/** The way to the regions. Both calls end promptly when `signal` is aborted and throw {@link RegionError} when there is no answer. */
export interface RegionClient {
  /** `request.deadlineMs` is the budget that remains when the request leaves the car. */
  ask(region: Region, request: TurnRequest, signal: AbortSignal): Promise<TurnResponse>;
  health(region: Region, signal: AbortSignal): Promise<RegionHealth>;
}
