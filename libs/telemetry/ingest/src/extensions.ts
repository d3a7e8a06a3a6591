import type { LogRecord } from '@headway/event-log/port';

/** Properties of an MQTT 5 PUBLISH that a record keeps. */
export interface MessageProperties {
  /** Seconds that the message had left when the broker sent it on. */
  messageExpiryS?: number;
  userProperties: readonly (readonly [name: string, value: string])[];
}

/** Names that CloudEvents allows for attributes and recommends to be this short (CloudEvents 1.0, "Attribute Naming Convention"). */
const NAME = /^[a-z0-9]{1,20}$/;
/** What only we may say of a message: readers of dead letters rely on it. */
const OURS = new Set(['boot', 'stream', 'seq', 'reason', 'detail', 'mqtttopic', 'originalbytes', 'redriven']);
/** What a publisher may add to a record: more is left out, the message itself stays. */
const MOST_EXTENSIONS = 16;
const MOST_VALUE_LENGTH = 512;
/** No header value holds control characters (CloudEvents 1.0, "Type System", String). */
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;

/**
 * Adds what an MQTT 5 publisher said to the headers of what its message became: user properties as CloudEvents extension attributes
 * (`traceparent` and `tracestate` are those of the distributed tracing extension), the message's expiry as `expirytime`. What we say
 * ourselves is never replaced, the first of several values stands, and names and values that no attribute may have are left out.
 */
export function addExtensions(records: readonly LogRecord[], properties: MessageProperties, nowMs: number): void {
  const extensions = extensionsOf(properties, nowMs);
  for (const record of records) record.headers = { ...extensions, ...record.headers };
}

function extensionsOf({ messageExpiryS, userProperties }: MessageProperties, nowMs: number): Record<string, string> {
  const extensions: Record<string, string> = {};
  if (messageExpiryS !== undefined) extensions['ce_expirytime'] = new Date(nowMs + messageExpiryS * 1000).toISOString();
  let count = 0;
  for (const [name, value] of userProperties) {
    const header = `ce_${name}`;
    const fits = NAME.test(name) && !OURS.has(name) && value.length <= MOST_VALUE_LENGTH && !CONTROL.test(value);
    if (!fits || header in extensions || count >= MOST_EXTENSIONS) continue;
    extensions[header] = value;
    count++;
  }
  return extensions;
}
