import { CE_TYPES, type CloudEventHeaders, CONTENT_TYPES, type DeadLetterReason, type FrameHeader, LOG_TOPICS } from '@headway/contracts';
import { type LogRecord, MAX_RECORD_BYTES } from '@headway/event-log/port';
import type { Summary } from './dead-letter-limit.js';

/** Room for key and headers in a record of a dead letter. */
const DEAD_LETTER_VALUE_BYTES = MAX_RECORD_BYTES - 16_384;
const LONGEST_DETAIL = 500;
/** Last instant of ECMAScript time values (clause 21.4.1.1). */
const LAST_INSTANT_MS = 8.64e15;

const timeOf = (ms: number, fallbackMs: number) => new Date(ms <= LAST_INSTANT_MS ? ms : fallbackMs).toISOString();

function headersOf(vin: string, event: { id: string; type: string; time: string; contentType: string }): CloudEventHeaders {
  return {
    ce_specversion: '1.0',
    ce_id: event.id,
    ce_source: `/vehicles/${vin}`,
    ce_type: event.type,
    ce_time: event.time,
    ce_subject: vin,
    'content-type': event.contentType,
  };
}

/** Log record of a frame, with the bytes as the vehicle sent them. */
export function frameRecord(vin: string, header: FrameHeader, { bytes, nowMs }: { bytes: Uint8Array; nowMs: number }): LogRecord {
  const telemetry = header.stream === 0;
  return {
    topic: telemetry ? LOG_TOPICS.frames : LOG_TOPICS.vehicleEvents,
    key: vin,
    value: bytes,
    headers: headersOf(vin, {
      id: `${vin}/${header.boot}/${header.stream}/${header.seq}`,
      type: telemetry ? CE_TYPES.telemetryFrame : CE_TYPES.eventFrame,
      time: timeOf(header.startTimeMs, nowMs),
      contentType: CONTENT_TYPES.protobuf,
    }),
  };
}

/** Log record of a presence message. */
export function presenceRecord(vin: string, presence: { boot: string; at: number; online: boolean }, bytes: Uint8Array): LogRecord {
  return {
    topic: LOG_TOPICS.presence,
    key: vin,
    value: bytes,
    headers: headersOf(vin, {
      id: `${vin}/${presence.boot}/${presence.online ? 'online' : 'offline'}/${presence.at}`,
      type: CE_TYPES.presence,
      time: timeOf(presence.at, 0),
      contentType: CONTENT_TYPES.json,
    }),
  };
}

/** A message that no reader can use. */
export interface Undeliverable {
  reason: DeadLetterReason;
  detail: string;
  mqttTopic: string;
  bytes: Uint8Array;
  vin?: string;
  header?: FrameHeader;
}

/** Log record of what was not kept of a vehicle's dead letters, because there were too many. */
export function summaryRecord({ vin, content }: Summary, stamp: { nowMs: number; number: number }): LogRecord {
  const bytes = Buffer.from(JSON.stringify(content));
  const detail = `${content.messages} more messages of ${content.bytes} bytes were not kept`;
  const record = deadLetterRecord({ reason: 'rate-limited', detail, mqttTopic: '', bytes, ...(vin ? { vin } : {}) }, stamp);
  return { ...record, headers: { ...record.headers, 'content-type': CONTENT_TYPES.json } };
}

/** Log record of a dead letter; `number` tells two of the same millisecond apart. */
export function deadLetterRecord(letter: Undeliverable, { nowMs, number }: { nowMs: number; number: number }): LogRecord {
  const { vin = 'unknown', header, bytes } = letter;
  const identity = header ? { ce_boot: header.boot, ce_stream: `${header.stream}`, ce_seq: `${header.seq}` } : undefined;
  return {
    topic: LOG_TOPICS.deadLetter,
    key: vin,
    value: bytes.length > DEAD_LETTER_VALUE_BYTES ? bytes.subarray(0, DEAD_LETTER_VALUE_BYTES) : bytes,
    headers: {
      ...headersOf(vin, {
        id: `${vin}/dead-letter/${nowMs}/${number}`,
        type: CE_TYPES.deadLetter,
        time: timeOf(nowMs, 0),
        contentType: 'application/octet-stream',
      }),
      ce_reason: letter.reason,
      ce_detail: letter.detail.slice(0, LONGEST_DETAIL),
      ce_mqtttopic: letter.mqttTopic.slice(0, LONGEST_DETAIL),
      ce_originalbytes: `${bytes.length}`,
      ...identity,
    },
  };
}
