import { connect, type Socket } from 'node:net';

const CONNACK_BYTES = 4;
const PUBACK_BYTES = 4;
const KEEP_ALIVE_S = 0;

/** CONNECT of MQTT 3.1.1 (clause 3.1), clean session, the VIN as client id and user name. */
function connectPacket(vin: string): Buffer {
  const text = (value: string) => Buffer.concat([Buffer.from([value.length >> 8, value.length & 255]), Buffer.from(value)]);
  const body = Buffer.concat([text('MQTT'), Buffer.from([4, 0x82, KEEP_ALIVE_S >> 8, KEEP_ALIVE_S & 255]), text(vin), text(vin)]);
  return Buffer.concat([Buffer.from([0x10, body.length]), body]);
}

/** Fixed header, topic and room for the packet identifier of a PUBLISH with quality 1 (clause 3.3). */
export function publishHead(topic: string, payloadBytes: number): Buffer {
  const remaining = 2 + topic.length + 2 + payloadBytes;
  const length: number[] = [];
  for (let rest = remaining; ;) {
    const byte = rest & 0x7f;
    rest >>= 7;
    length.push(rest > 0 ? byte | 0x80 : byte);
    if (rest === 0) break;
  }
  return Buffer.concat([Buffer.from([0x32, ...length]), Buffer.from([0, topic.length]), Buffer.from(topic), Buffer.from([0, 0])]);
}

/** A vehicle reduced to its connection: it counts acknowledgements and keeps nothing. */
export class VehicleSocket {
  private readonly socket: Socket;
  private receivedBytes = 0;
  private identifier = 0;
  /** Resolves when the broker has accepted the connection. */
  readonly opened: Promise<void>;

  constructor(
    url: string,
    readonly vin: string,
    onLost: (error: Error) => void,
  ) {
    const { hostname, port } = new URL(url);
    this.socket = connect({ host: hostname, port: Number(port) });
    this.socket.setNoDelay(true);
    this.opened = new Promise((resolve, reject) => {
      this.socket.on('data', (chunk: Buffer) => {
        this.receivedBytes += chunk.length;
        if (this.receivedBytes >= CONNACK_BYTES) resolve();
      });
      this.socket.once('error', (error) => {
        reject(error);
        onLost(error);
      });
      this.socket.once('close', () => reject(new Error('the broker closed the connection')));
    });
    this.opened.catch(() => undefined);
    this.socket.write(connectPacket(vin));
  }

  /** Messages that the broker has acknowledged; a vehicle subscribes to nothing, so nothing else comes. */
  get acknowledged(): number {
    return Math.max(0, Math.floor((this.receivedBytes - CONNACK_BYTES) / PUBACK_BYTES));
  }

  /** From 1 to 65,535, in turn. */
  nextIdentifier(): number {
    this.identifier = (this.identifier % 65_535) + 1;
    return this.identifier;
  }

  write(packets: Buffer): void {
    this.socket.write(packets);
  }

  /** Ends the connection as a broken network would. */
  cut(): void {
    this.socket.destroy();
  }
}
