import type { KafkaEventLogOptions } from './client.js';

type Log = NonNullable<KafkaEventLogOptions['log']>;

/** How long the same message is only counted. */
const QUIET_MS = 30_000;
/** Different messages remembered; texts with changing numbers in them would otherwise be remembered for ever. */
const MOST_MESSAGES = 200;

/**
 * A log that gives the same warning or error at most twice a minute, with how often it was `repeated` since: while no broker answers,
 * every client would write twenty lines a second. What else is told, of groups joined and left, is told each time.
 */
export function sparingLog(log: Log, nowMs: () => number = () => performance.now()): Log {
  const said = new Map<string, { atMs: number; repeated: number }>();
  return (level, message, fields) => {
    if (level === 'debug' || level === 'info') {
      log(level, message, fields);
      return;
    }
    const key = `${level} ${message}`;
    const known = said.get(key);
    if (known && nowMs() - known.atMs < QUIET_MS) {
      known.repeated++;
      return;
    }
    if (said.size >= MOST_MESSAGES) said.clear();
    said.set(key, { atMs: nowMs(), repeated: 0 });
    log(level, message, known && known.repeated > 0 ? { ...fields, repeated: known.repeated } : fields);
  };
}
