import type { DeadLetterReason, FrameHeader } from '@headway/contracts';
import type { LogRecord } from '@headway/event-log/port';
import { readMessage } from './read-message.js';
import { type IngestSignals, SchemaCheck } from './schema-check.js';

/** What a message from the dead-letter topic is worth today. */
export type Rereading =
  { ok: true; records: LogRecord[]; headers: FrameHeader[] } | { ok: false; reason: DeadLetterReason; detail: string };

/** Reads a message again that came at `receivedAtMs`, which the check of the vehicle's clock goes by; `known` says whether its vehicle may send. */
export type ReadAgain = (message: { topic: string; payload: Uint8Array }, receivedAtMs: number, known: boolean) => Rereading;

/** The reading rules of ingest, for messages that came earlier. */
export function readAgain(signals: IngestSignals): ReadAgain {
  const schema = new SchemaCheck(signals);
  let letters = 0;
  return (message, nowMs, known) => {
    const context = { signals, schema, vehicles: { knows: () => known }, nowMs, nextNumber: () => ++letters, admits: () => true };
    const { channel, records, refused, acks } = readMessage(message, context);
    const [first] = refused;
    // Of a batch, the frames that cannot be read become letters of their own.
    const nothing = first && (channel !== 'batch' || refused.length === records.length);
    if (nothing) return { ok: false, reason: first.reason, detail: first.detail };
    return { ok: true, records, headers: acks.map(({ header }) => header) };
  };
}
