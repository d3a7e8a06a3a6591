import { type DeadLetterReason, FrameError, type FrameHeader, HIGHEST_SEQUENCE, MOST_CLOCK_ERROR_MS } from '@headway/contracts';
import { BatchError } from '@headway/telemetry/batch';

/** A message that cannot be stored as what it claims to be, and why. */
export class Refusal extends Error {
  constructor(
    readonly reason: DeadLetterReason,
    message: string,
    /** Which frame it was, where that could be read. */
    readonly header?: FrameHeader,
  ) {
    super(message);
  }
}

/** Reason and detail of what was thrown while a message was read; anything else is a defect and is thrown again. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof BatchError) return new Refusal('bad-batch', error.message);
  if (error instanceof FrameError) return new Refusal(error.reason, error.message);
  throw error;
}

/**
 * Checks what a frame says of itself against its topic and the time at which it came.
 * @throws Refusal
 */
export function checkHeader(header: FrameHeader, vin: string, nowMs: number): void {
  if (header.vin !== undefined && header.vin !== vin) throw new Refusal('forged-vin', `the frame says ${header.vin.slice(0, 40)}`, header);
  if (header.seq > HIGHEST_SEQUENCE) throw new Refusal('implausible-sequence', `sequence ${header.seq}`);
  if (Math.abs(header.startTimeMs - nowMs) > MOST_CLOCK_ERROR_MS) {
    throw new Refusal('clock-off', `read at ${header.startTimeMs}, came at ${nowMs} (milliseconds since 1970)`, header);
  }
}
