import type { EventLog, LostRecords, SubscribeOptions } from '@headway/event-log/port';
import { createLogger } from '@headway/platform/logging';
import { createMetrics } from '@headway/platform/metrics';
import { describe, expect, it } from '@jest/globals';
import { namespacedEventLog } from './namespaced-event-log.js';
import { watchedEventLog } from './watched-event-log.js';

describe('the watched event log', () => {
  it('counts what a group lost, under the name that the group knows', async () => {
    let inner: SubscribeOptions | undefined;
    const log = { subscribe: (options: SubscribeOptions) => Promise.resolve(void (inner = options)) } as unknown as EventLog;
    const metrics = createMetrics();
    const watched = watchedEventLog(namespacedEventLog(log, 'blue'), { logger: createLogger({ level: 'silent', app: 'test' }), metrics });
    const told: LostRecords[] = [];
    await watched.subscribe({
      group: 'g',
      topics: ['t'],
      startFrom: 'earliest',
      onBatch: () => Promise.resolve(),
      onLost: (lost) => told.push(lost),
    });
    inner?.onLost?.({ topic: 'blue.t', partition: 2, from: 5n, to: 12n, reason: 'retention' });
    expect(told).toEqual([{ topic: 't', partition: 2, from: 5n, to: 12n, reason: 'retention' }]);
    expect(await metrics.text()).toContain('headway_log_records_lost_total{group="g",reason="retention"} 7');
  });
});
