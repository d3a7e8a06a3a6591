import { type DeadLetter, decodeFrame, parseUpTopic, readFrameHeader, readFrameIdentity } from '@headway/contracts';
import type { DeadLetterEntity } from '@headway/fleet/store';
import { letterId } from './redriver.js';

/** A dead letter as lists show it. */
export const toDeadLetter = (row: DeadLetterEntity, bytesKept: boolean): DeadLetter => ({
  id: letterId(row),
  vin: row.vin,
  reason: row.reason,
  detail: row.detail,
  topic: row.topic,
  bytes: row.bytes,
  at: row.at,
  state: row.state,
  frame: row.boot !== null && row.stream !== null && row.seq !== null ? { boot: row.boot, stream: row.stream, seq: row.seq } : null,
  attempts: row.attempts,
  triedAt: row.triedAt,
  firstReason: row.firstReason,
  bytesKept,
});

/** Longest text that is shown of a message that is no frame. */
const LONGEST_TEXT = 4_000;
/** Most columns that are shown of a frame. */
const MOST_COLUMNS = 200;

const attempt = <T>(read: () => T): T | undefined => {
  try {
    return read();
  } catch {
    return undefined;
  }
};

/** What can be read of a message: of a frame its content, or its header, or which one it was; of anything else its text. */
export function decodeLetter(topic: string, bytes: Uint8Array): Record<string, unknown> | null {
  const channel = parseUpTopic(topic)?.channel;
  if (channel === 'telemetry' || channel === 'event') {
    const frame = attempt(() => decodeFrame(bytes));
    if (frame) return { frame: { ...frame, columns: frame.columns.slice(0, MOST_COLUMNS) }, columns: frame.columns.length };
    const header = attempt(() => readFrameHeader(bytes)) ?? attempt(() => readFrameIdentity(bytes));
    return header ? { header } : null;
  }
  const text = attempt(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  if (text === undefined) return null;
  const json = attempt(() => JSON.parse(text) as unknown);
  return json === undefined || text.length > LONGEST_TEXT ? { text: text.slice(0, LONGEST_TEXT) } : { json };
}
