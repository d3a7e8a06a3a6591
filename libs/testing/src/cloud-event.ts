import type { LogRecord } from '@headway/event-log/port';
import { type CloudEventV1, CloudEvent, Kafka, type KafkaMessage } from 'cloudevents';

/** Names of attributes: CloudEvents 1.0, "Naming Conventions". */
const NAME = /^[a-z0-9]{1,20}$/;

/**
 * A record of the event log as the official library reads it by its Kafka binding, in binary content mode. Throws for everything that
 * the specification does not allow, also where the library itself is lenient, and for attributes that do not survive the way back.
 */
export function cloudEventOf({ key, value, headers }: Pick<LogRecord, 'key' | 'value' | 'headers'>): CloudEventV1<unknown> {
  const message = { key, value: Buffer.from(value), headers, body: Buffer.from(value) } as unknown as KafkaMessage;
  if (!Kafka.isEvent(message)) throw new Error('the library sees no event in this record');
  const read = Kafka.toEvent(message);
  if (Array.isArray(read)) throw new Error('the library sees a batch in this record');
  // The constructor checks strictly what the binding reads leniently.
  const event = new CloudEvent({ ...(read as CloudEventV1<unknown>) }, true);
  event.validate();
  const names = Object.keys(headers).filter((name) => name !== 'content-type');
  const wrong = names.find((name) => !name.startsWith('ce_') || !NAME.test(name.slice(3)));
  if (wrong !== undefined) throw new Error(`${wrong} is not the name of an attribute`);
  if (new Date(event.time ?? '').toISOString() !== headers['ce_time'])
    throw new Error(`${headers['ce_time'] ?? 'no time'} is not an RFC 3339 instant`);
  const back = Kafka.binary(event).headers as Record<string, string>;
  for (const [name, text] of Object.entries(headers)) {
    if (String(back[name] ?? '') !== text) throw new Error(`${name} does not survive: ${text} became ${String(back[name])}`);
  }
  return event;
}
