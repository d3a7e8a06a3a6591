import { CE_TYPES, CONTENT_TYPES, LOG_TOPICS } from '@headway/contracts';
import type { LogRecord } from '@headway/event-log/port';
import type { Outbox, OutboxRow } from '@headway/learning/store';
import { OutboxDrain } from '@headway/platform/database';
import { describeError } from '@headway/platform/errors';
import type { LearningOptions } from './learning-options.js';

const BATCH = 100;
const RETRY_MS = 2_000;

const encoder = new TextEncoder();

const toLogRecord = ({ id, key, record }: OutboxRow): LogRecord => ({
  topic: LOG_TOPICS.feedback,
  key,
  value: encoder.encode(JSON.stringify(record)),
  headers: {
    ce_specversion: '1.0',
    ce_id: `learning-${id}`,
    ce_source: '/headway/learning',
    ce_type: CE_TYPES.feedback,
    ce_time: new Date(record.at).toISOString(),
    ce_subject: record.type,
    'content-type': CONTENT_TYPES.json,
  },
});

/** Moves the outbox to the topic `learning.feedback`, in order, at least once; a record that comes twice has the same `ce_id`. */
export class OutboxPublisher extends OutboxDrain<OutboxRow> {
  constructor(outbox: Outbox, { eventLog, logger }: Pick<LearningOptions, 'eventLog' | 'logger'>) {
    super({
      outbox,
      batch: BATCH,
      retryMs: RETRY_MS,
      carryOut: async (rows) => void (await eventLog.append(rows.map(toLogRecord))),
      onFailure: (error) => logger.warn('learning.publish-failed', { reason: describeError(error) }),
    });
  }
}
