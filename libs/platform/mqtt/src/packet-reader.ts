import { type PublishProperties, readPublishProperties } from './publish-properties.js';

/** A PUBLISH packet (MQTT 3.1.1 and 5, clause 3.3). */
export interface PublishPacket {
  topic: string;
  /** A view of the bytes that came from the socket. */
  payload: Buffer;
  qos: 0 | 1 | 2;
  /** Packet identifier; 0 for quality 0. */
  id: number;
  retain: boolean;
  duplicate: boolean;
  properties?: PublishProperties;
}

interface PacketReaderOptions {
  protocolVersion: 4 | 5;
  /** Told of all PUBLISH packets that one piece of the stream completed, in order. */
  onPublish: (packets: PublishPacket[]) => void;
  /** Told of every other packet, whole. */
  onOther: (packet: Buffer) => void;
}

const PUBLISH = 3;
const LARGEST_PACKET = 268_435_455 + 5;

/**
 * Cuts the broker's stream into packets (clause 2.1) and reads PUBLISH, the one that comes a hundred thousand times, itself: a general
 * parser makes an object, a copy and an event of every field.
 */
export class PacketReader {
  private kept: Buffer[] = [];
  private keptBytes = 0;
  /** Bytes that complete the packet whose beginning is kept. */
  private needed = 0;

  constructor(private readonly options: PacketReaderOptions) {}

  /** @throws Error for bytes that are not MQTT; the connection cannot go on after it */
  feed(chunk: Buffer): void {
    if (this.keptBytes > 0 && this.keptBytes + chunk.length < this.needed) {
      this.keep(chunk);
      return;
    }
    const bytes = this.keptBytes > 0 ? Buffer.concat([...this.kept, chunk]) : chunk;
    this.kept = [];
    this.keptBytes = 0;
    this.read(bytes);
  }

  private keep(rest: Buffer): void {
    this.kept.push(rest);
    this.keptBytes += rest.length;
  }

  private read(bytes: Buffer): void {
    let publishes: PublishPacket[] = [];
    let at = 0;
    while (at < bytes.length) {
      const { bodyAt, end } = outline(bytes, at);
      if (end > bytes.length) {
        this.needed = end - at;
        this.keep(bytes.subarray(at));
        break;
      }
      const type = (bytes[at] as number) >> 4;
      if (type === PUBLISH) publishes.push(readPublish(bytes, { at, bodyAt, end }, this.options.protocolVersion));
      else {
        // What came before an answer is handed over before it.
        if (publishes.length > 0) this.options.onPublish(publishes);
        publishes = [];
        this.options.onOther(bytes.subarray(at, end));
      }
      at = end;
    }
    if (publishes.length > 0) this.options.onPublish(publishes);
  }
}

/** Where the body of the packet at `at` begins and ends; beyond the bytes when these are too few to tell. */
function outline(bytes: Buffer, at: number): { bodyAt: number; end: number } {
  let length = 0;
  for (let index = 1, scale = 1; index <= 4; index++, scale *= 128) {
    const byte = bytes[at + index];
    if (byte === undefined) return { bodyAt: 0, end: bytes.length + 1 };
    length += (byte & 0x7f) * scale;
    if (byte < 0x80) return { bodyAt: at + index + 1, end: at + index + 1 + length };
  }
  throw new Error(`a packet is longer than MQTT allows (${LARGEST_PACKET} bytes)`);
}

function readPublish(bytes: Buffer, { at, bodyAt, end }: { at: number; bodyAt: number; end: number }, version: 4 | 5): PublishPacket {
  const flags = bytes[at] as number;
  const qos = ((flags >> 1) & 3) as 0 | 1 | 2;
  const topicAt = bodyAt + 2;
  if (topicAt > end) throw new Error('a PUBLISH without a topic');
  let next = topicAt + (((bytes[bodyAt] as number) << 8) | (bytes[bodyAt + 1] as number));
  if (next + (qos > 0 ? 2 : 0) > end) throw new Error('the topic of a PUBLISH goes beyond its end');
  const topic = bytes.toString('utf8', topicAt, next);
  let id = 0;
  if (qos > 0) {
    id = ((bytes[next] as number) << 8) | (bytes[next + 1] as number);
    next += 2;
  }
  let properties: PublishProperties | undefined;
  if (version === 5) {
    const length = propertyLength(bytes, next, end);
    if (length.value > 0) properties = readPublishProperties(bytes, length.at, length.at + length.value);
    next = length.at + length.value;
  }
  const packet: PublishPacket = {
    topic,
    payload: bytes.subarray(next, end),
    qos,
    id,
    retain: (flags & 1) === 1,
    duplicate: (flags & 8) === 8,
  };
  if (properties) packet.properties = properties;
  return packet;
}

/** A variable byte integer (MQTT 5, clause 1.5.5) that stays within the packet with what it counts. */
function propertyLength(bytes: Buffer, start: number, end: number): { value: number; at: number } {
  let value = 0;
  for (let at = start, scale = 1; at < end && at < start + 4; at++, scale *= 128) {
    const byte = bytes[at] as number;
    value += (byte & 0x7f) * scale;
    if (byte < 0x80 && at + 1 + value <= end) return { value, at: at + 1 };
  }
  throw new Error('the properties of a PUBLISH go beyond its end');
}
