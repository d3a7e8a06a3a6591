import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, type SecureContextOptions } from 'node:tls';
import { AppError } from '@headway/platform/errors';
import { generate, type IConnackPacket, type ISubackPacket, type Packet, parser } from 'mqtt-packet';
import { AckQueue } from './deferred-ack-queue.js';
import { PacketReader, type PublishPacket } from './packet-reader.js';
import { writePublish } from './publish-writer.js';
import { describeReason } from './reason-codes.js';

/** How to reach the broker and as whom. */
export interface BrokerAddress {
  /** `mqtt://host:port` or `mqtts://host:port` */
  url: string;
  /** Names the session that the broker keeps; one process at a time may use it. */
  clientId: string;
  username?: string;
  password?: string;
  /** Certificates of an `mqtts` connection; asked for every connection. */
  tls?: () => SecureContextOptions;
  /** 5 where the broker speaks it: it lets the broker see our window. */
  protocolVersion: 4 | 5;
}

export interface ConnectionOptions extends BrokerAddress {
  filters: string[];
  sharedGroup?: string;
  keepAliveMs: number;
  /** Most unacknowledged messages; told to a version 5 broker as Receive Maximum. */
  maxMessages: number;
  sessionExpiryMs: number;
  /** Told of what came in one piece of the stream. */
  onPublish: (packets: PublishPacket[], connection: DeferredAckConnection) => void;
}

const CONNECT_TIMEOUT_MS = 10_000;
const MOST_RECEIVE_MAXIMUM = 65_535;
const SUBSCRIBE_ID = 1;
/** Above this the broker does not take our packets: publications of quality 0 are dropped, as that quality allows. */
const MOST_BUFFERED_BYTES = 8 * 1024 * 1024;
const REFUSED = 0x80;

/** One connection to the broker, from CONNECT until it is lost; never used again after that. */
export class DeferredAckConnection {
  private readonly acks = new AckQueue();
  private readonly socket: Socket;
  private readonly pinging: NodeJS.Timeout;
  private flushing = false;
  private outgoing: Buffer[] = [];
  private heardAt = Date.now();
  private pausedNow = false;
  private ready?: { resolve: () => void; reject: (error: Error) => void };
  /** Resolves with the reason when the connection is over. */
  readonly closed: Promise<Error | undefined>;

  constructor(private readonly options: ConnectionOptions) {
    const { hostname, port, protocol } = new URL(options.url);
    const secure = protocol === 'mqtts:';
    const host = hostname.replace(/^\[|\]$/g, '');
    const target = { host, port: Number(port || (secure ? 8883 : 1883)) };
    // An address is no server name (RFC 6066, clause 3).
    const name = isIP(host) === 0 ? { servername: host } : {};
    this.socket = secure ? connectTls({ ...target, ...name, ...options.tls?.() }) : connectTcp(target);
    this.socket.setNoDelay(true);
    let reason: Error | undefined;
    this.closed = new Promise((resolve) => {
      this.socket.on('error', (error) => (reason ??= error));
      this.socket.once('close', () => {
        clearInterval(this.pinging);
        this.ready?.reject(reason ?? new Error('the broker closed the connection'));
        resolve(reason);
      });
    });
    this.socket.once(secure ? 'secureConnect' : 'connect', () => this.sendConnect());
    const packets = parser({ protocolVersion: options.protocolVersion });
    packets.on('packet', (packet: Packet) => this.receive(packet));
    packets.on('error', (error: Error) => this.abort(error));
    const reader = new PacketReader({
      protocolVersion: options.protocolVersion,
      onPublish: (publishes) => this.receivePublishes(publishes),
      onOther: (packet) => void packets.parse(packet),
    });
    this.socket.on('data', (chunk: Buffer) => {
      this.heardAt = Date.now();
      try {
        reader.feed(chunk);
      } catch (error) {
        this.abort(error as Error);
      }
    });
    this.pinging = setInterval(() => this.ping(), options.keepAliveMs / 2);
  }

  /**
   * Resolves when connected and subscribed. Messages of a kept session may come before.
   * @throws AppError `unavailable` with what the broker or the network said
   */
  async established(signal: AbortSignal): Promise<void> {
    // While we hold the broker back we cannot hear its answer either.
    const impatient = () => (this.pausedNow ? timeout.refresh() : this.abort(new Error('no answer in time')));
    const timeout = setTimeout(impatient, CONNECT_TIMEOUT_MS);
    const giveUp = () => this.abort(new Error('stopped'));
    signal.addEventListener('abort', giveUp);
    try {
      await new Promise<void>((resolve, reject) => (this.ready = { resolve, reject }));
    } catch (cause) {
      this.abort();
      throw new AppError('unavailable', `the MQTT broker at ${this.options.url} is not available`, { cause });
    } finally {
      delete this.ready;
      clearTimeout(timeout);
      signal.removeEventListener('abort', giveUp);
    }
  }

  /** Counts messages as unacknowledged; call the result once all of them have been handled. */
  defer(ids: number[]): () => void {
    const entry = this.acks.add(ids);
    return () => {
      entry.settled = true;
      if (this.flushing) return;
      this.flushing = true;
      setImmediate(() => this.flush());
    };
  }

  get unacknowledged(): number {
    return this.acks.size;
  }

  /** Stops reading from the socket, so that the broker has to hold its messages back. */
  pause(): void {
    this.pausedNow = true;
    this.socket.pause();
  }

  resume(): void {
    if (!this.pausedNow) return;
    this.pausedNow = false;
    this.heardAt = Date.now();
    this.socket.resume();
  }

  get paused(): boolean {
    return this.pausedNow;
  }

  /** Publishes with quality 0; false when the broker does not take our packets fast enough or the connection is gone. */
  publish(topic: string, payload: Uint8Array | string): boolean {
    if (!this.socket.writable || this.socket.writableLength > MOST_BUFFERED_BYTES) return false;
    this.outgoing.push(writePublish(topic, payload, this.options.protocolVersion));
    if (this.outgoing.length === 1) setImmediate(() => this.flushOutgoing());
    return true;
  }

  /** Publications of one turn of the event loop leave together. */
  private flushOutgoing(): void {
    const packets = this.outgoing;
    this.outgoing = [];
    if (packets.length > 0 && this.socket.writable)
      this.socket.write(packets.length === 1 ? (packets[0] as Buffer) : Buffer.concat(packets));
  }

  /** Sends what may still be acknowledged, then DISCONNECT, which keeps the session and sends no will. */
  async end(): Promise<void> {
    this.flush();
    this.flushOutgoing();
    if (this.socket.writable) {
      this.send({ cmd: 'disconnect' });
      this.socket.end();
    }
    this.socket.resume();
    const cut = setTimeout(() => this.socket.destroy(), 500);
    await this.closed;
    clearTimeout(cut);
  }

  /** Cuts the connection; the broker delivers everything unacknowledged again on the next one. */
  abort(reason?: Error): void {
    this.socket.destroy(reason);
  }

  private flush(): void {
    this.flushing = false;
    const packets = this.acks.takePubacks();
    if (packets && this.socket.writable) this.socket.write(packets);
  }

  private send(packet: Packet): void {
    this.socket.write(generate(packet, { protocolVersion: this.options.protocolVersion }));
  }

  private sendConnect(): void {
    const { clientId, username, password, protocolVersion, keepAliveMs, maxMessages, sessionExpiryMs } = this.options;
    const five = {
      sessionExpiryInterval: Math.ceil(sessionExpiryMs / 1000),
      receiveMaximum: Math.min(maxMessages, MOST_RECEIVE_MAXIMUM),
    };
    this.send({
      cmd: 'connect',
      protocolId: 'MQTT',
      protocolVersion,
      clean: false,
      clientId,
      keepalive: Math.ceil(keepAliveMs / 1000),
      ...(username === undefined ? {} : { username }),
      ...(password === undefined ? {} : { password: Buffer.from(password) }),
      ...(protocolVersion === 5 ? { properties: five } : {}),
    });
  }

  private receive(packet: Packet): void {
    const version = this.options.protocolVersion;
    if (packet.cmd === 'connack') this.receiveConnack(packet);
    else if (packet.cmd === 'suback') this.receiveSuback(packet);
    else if (packet.cmd === 'disconnect') {
      const reason = describeReason(packet.reasonCode ?? 0, version, packet.properties?.reasonString);
      this.abort(new Error(`the broker has ended the connection: ${reason}`));
    }
  }

  private receivePublishes(packets: PublishPacket[]): void {
    if (this.socket.destroyed) return;
    if (packets.some(({ qos }) => qos === 2)) this.abort(new Error('the broker sent quality 2 though 1 was asked for'));
    else this.options.onPublish(packets, this);
  }

  private receiveConnack(packet: IConnackPacket): void {
    const code = packet.returnCode ?? packet.reasonCode ?? 0;
    if (code !== 0) {
      const reason = describeReason(code, this.options.protocolVersion, packet.properties?.reasonString);
      this.abort(new Error(`the broker refused the connection: ${reason}`));
      return;
    }
    const { filters, sharedGroup } = this.options;
    const shared = sharedGroup !== undefined && packet.properties?.sharedSubscriptionAvailable !== false;
    const subscriptions = filters.map((filter) => ({ topic: shared ? `$share/${sharedGroup}/${filter}` : filter, qos: 1 as const }));
    this.send({ cmd: 'subscribe', messageId: SUBSCRIBE_ID, subscriptions });
  }

  private receiveSuback(packet: ISubackPacket): void {
    const refused = (packet.granted as number[]).find((code) => code >= REFUSED);
    if (refused !== undefined) {
      const reason = describeReason(refused, this.options.protocolVersion, packet.properties?.reasonString);
      this.abort(new Error(`the broker refused the subscription: ${reason}`));
    } else this.ready?.resolve();
  }

  /** A paused socket cannot hear the answer, so silence counts only while reading. The broker hears us either way. */
  private ping(): void {
    if (!this.pausedNow && Date.now() - this.heardAt > this.options.keepAliveMs * 1.5) {
      this.abort(new Error('the broker has fallen silent'));
    } else if (this.socket.writable && !this.socket.connecting) this.send({ cmd: 'pingreq' });
  }
}
