import type { EventLog } from '@headway/event-log/port';
import type { Logger } from '@headway/platform/logging';
import type { Metrics } from '@headway/platform/metrics';

/** The same log; what a reader loses, because it was too slow or the storage is damaged, is logged as an error and counted. */
export function watchedEventLog(log: EventLog, { logger, metrics }: { logger: Logger; metrics: Metrics }): EventLog {
  const lostRecords = metrics.counter('headway_log_records_lost_total', 'Records that were gone before a reader got them', [
    'group',
    'reason',
  ]);
  return {
    ensureTopics: (specs) => log.ensureTopics(specs),
    append: (records) => log.append(records),
    subscribe: (options) =>
      log.subscribe({
        ...options,
        onLost: (lost) => {
          const { topic, partition, from, to, reason } = lost;
          lostRecords.add(Number(to - from), { group: options.group, reason });
          logger.error('event-log.records-lost', { group: options.group, topic, partition, from: String(from), to: String(to), reason });
          options.onLost?.(lost);
        },
      }),
    offsets: (topic) => log.offsets(topic),
    health: () => log.health(),
    close: () => log.close(),
  };
}
