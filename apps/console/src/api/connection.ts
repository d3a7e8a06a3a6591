/** Whether the platform answers at all, shared by every view: one banner instead of a dozen errors. */
let unreachableSince: number | null = null;
const watchers = new Set<() => void>();
const retries = new Set<() => void>();

const tell = (listeners: Set<() => void>) => {
  for (const listener of listeners) listener();
};

/** Since when nothing answers (epoch milliseconds), or null while something does. */
export const unreachableSinceMs = () => unreachableSince;

export function reportReached(): void {
  if (unreachableSince === null) return;
  unreachableSince = null;
  tell(watchers);
  tell(retries);
}

export function reportUnreachable(): void {
  if (unreachableSince !== null) return;
  unreachableSince = Date.now();
  tell(watchers);
}

/** Calls back whenever the platform goes away or comes back; returns how to stop. */
export function watchConnection(listener: () => void): () => void {
  watchers.add(listener);
  return () => void watchers.delete(listener);
}

/** Asks every view to load again now. */
export const retryNow = () => tell(retries);

export function onRetry(listener: () => void): () => void {
  retries.add(listener);
  return () => void retries.delete(listener);
}
