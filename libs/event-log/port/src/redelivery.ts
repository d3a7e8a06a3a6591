import { setTimeout as wait } from 'node:timers/promises';
import type { RecordBatch, SubscribeOptions } from './event-log.js';

const FIRST_DELAY_MS = 50;
const LONGEST_DELAY_MS = 5_000;

/** Delay before the given redelivery attempt (from 1): doubles from 50 ms to 5 s. */
export const redeliveryDelayMs = (attempt: number) => Math.min(FIRST_DELAY_MS * 2 ** (attempt - 1), LONGEST_DELAY_MS);

/**
 * Hands a batch to its reader until the reader takes it: the redelivery rule of every driver.
 * @returns true when handled, so that its offset may be committed; false when the signal was aborted before that
 */
export async function deliver(
  batch: RecordBatch,
  reader: Pick<SubscribeOptions, 'onBatch' | 'onRedelivery'>,
  signal: AbortSignal,
): Promise<boolean> {
  for (let attempt = 1; !signal.aborted; attempt++) {
    try {
      await reader.onBatch(batch, signal);
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      const delayMs = redeliveryDelayMs(attempt);
      reader.onRedelivery?.({ topic: batch.topic, partition: batch.partition, attempt, delayMs, error });
      await wait(delayMs, undefined, { signal }).catch(() => undefined);
    }
  }
  return false;
}
