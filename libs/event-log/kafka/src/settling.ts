import { setTimeout as wait } from 'node:timers/promises';

/** What brokers answer about a topic that was created, or when they have started, a moment ago. */
const SETTLING = new Set([
  'UNKNOWN_TOPIC_OR_PARTITION',
  'LEADER_NOT_AVAILABLE',
  'NOT_LEADER_FOR_PARTITION',
  'NOT_COORDINATOR_FOR_GROUP',
  'GROUP_COORDINATOR_NOT_AVAILABLE',
  'GROUP_LOAD_IN_PROGRESS',
]);
const LONGEST_MS = 15_000;
const PAUSE_MS = 200;

function isSettling(error: unknown): boolean {
  for (let current = error; current instanceof Error; current = current.cause) {
    if (SETTLING.has(String((current as { type?: unknown }).type))) return true;
  }
  return false;
}

/** Repeats work that several processes may begin at the same time on the same new topics. */
export async function whileTopicsSettle<T>(work: () => Promise<T>): Promise<T> {
  const until = performance.now() + LONGEST_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isSettling(error) || performance.now() > until) throw error;
    }
    await wait(PAUSE_MS);
  }
}
