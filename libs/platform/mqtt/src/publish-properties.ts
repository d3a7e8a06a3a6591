/** Properties of a PUBLISH of MQTT 5 (clause 3.3.2.3), as far as a subscriber here has a use for them. */
export interface PublishProperties {
  /** Seconds that the message had left when the broker sent it on (clause 3.3.2.3.3). */
  messageExpiryS?: number;
  contentType?: string;
  /** Names may come more than once; the order is the publisher's (clause 3.3.2.3.7). */
  userProperties: [name: string, value: string][];
}

const PAYLOAD_FORMAT = 0x01;
const MESSAGE_EXPIRY = 0x02;
const CONTENT_TYPE = 0x03;
const RESPONSE_TOPIC = 0x08;
const CORRELATION_DATA = 0x09;
const SUBSCRIPTION_IDENTIFIER = 0x0b;
const TOPIC_ALIAS = 0x23;
const USER_PROPERTY = 0x26;

/**
 * Reads the properties that stand in `bytes` from `at` to `end`.
 * @throws Error for an identifier that a PUBLISH must not have, or fields that go beyond the end
 */
export function readPublishProperties(bytes: Buffer, at: number, end: number): PublishProperties {
  const properties: PublishProperties = { userProperties: [] };
  const text = () => {
    const start = at + 2;
    if (start > end) throw truncated();
    at = start + bytes.readUInt16BE(at);
    if (at > end) throw truncated();
    return bytes.toString('utf8', start, at);
  };
  while (at < end) {
    const identifier = bytes[at++] as number;
    if (identifier === USER_PROPERTY) properties.userProperties.push([text(), text()]);
    else if (identifier === CONTENT_TYPE) properties.contentType = text();
    else if (identifier === RESPONSE_TOPIC || identifier === CORRELATION_DATA) text();
    else if (identifier === PAYLOAD_FORMAT) at += 1;
    else if (identifier === TOPIC_ALIAS) throw new Error('the broker used a topic alias, which was not allowed');
    else if (identifier === SUBSCRIPTION_IDENTIFIER) while (at < end && (bytes[at++] as number) > 0x7f);
    else if (identifier === MESSAGE_EXPIRY) {
      if (at + 4 > end) throw truncated();
      properties.messageExpiryS = bytes.readUInt32BE(at);
      at += 4;
    } else throw new Error(`a PUBLISH has no property ${identifier}`);
  }
  if (at > end) throw truncated();
  return properties;
}

const truncated = () => new Error('the properties of a PUBLISH end inside a field');
