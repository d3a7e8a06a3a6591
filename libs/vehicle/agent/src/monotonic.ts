import type { Clock } from '@headway/assistant/arbitration';

/** The process's monotonic clock and its timers. */
export const monotonicClock: Clock = {
  nowMs: () => performance.now(),
  after: (delayMs, callback) => {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};
