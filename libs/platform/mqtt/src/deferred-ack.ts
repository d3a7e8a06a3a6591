import { type BrokerAddress, DeferredAckConnection } from './deferred-ack-connection.js';
import type { PublishPacket } from './packet-reader.js';
import type { PublishProperties } from './publish-properties.js';

/** A message as it arrived. */
export interface IncomingMessage {
  topic: string;
  payload: Uint8Array;
  /** The broker's stored copy, sent because we subscribed. */
  retain: boolean;
  /** Delivered before and not acknowledged then. */
  duplicate: boolean;
  /** What a publisher of MQTT 5 said besides; absent when it said nothing. */
  properties?: PublishProperties;
}

export interface DeferredAckOptions extends BrokerAddress {
  filters: string[];
  /** Shares the messages with every other member of the group (`$share/<group>/…`), where the broker can. */
  sharedGroup?: string;
  /** Payload bytes that may wait for their handlers before the socket is paused. Default 64 MiB. */
  maxInFlightBytes?: number;
  /** Messages that may wait for their handlers. Default 16,384. */
  maxInFlightMessages?: number;
  /** Default 30 s. */
  keepAliveMs?: number;
  /** How long the broker keeps our session when we are gone (MQTT 5; 3.1.1 leaves it to the broker). Default a day. */
  sessionExpiryMs?: number;
  /**
   * Handles the messages that came together, at least one. Their PUBACKs go out after this resolves and everything before them is
   * acknowledged. Many run at the same time. When one rejects, the connection is cut, and the broker delivers everything
   * unacknowledged again.
   */
  onMessages: (messages: readonly IncomingMessage[]) => Promise<void>;
  /** Told of every connection made and lost. */
  onState?: (state: { connected: boolean; reason?: Error }) => void;
}

/** What waits at this moment. */
export interface InFlight {
  messages: number;
  bytes: number;
  /** Whether the broker is being held back. */
  paused: boolean;
}

const DEFAULTS = { maxInFlightBytes: 64 * 1024 * 1024, maxInFlightMessages: 16_384, keepAliveMs: 30_000, sessionExpiryMs: 86_400_000 };
/** What a message costs beside its payload. */
const OVERHEAD_BYTES = 256;
const FIRST_RETRY_MS = 100;
/** Short: what a broker that has come back takes before we subscribe again may be lost to us, and vehicles wait. */
const LONGEST_RETRY_MS = 1_000;
const STOP_GRACE_MS = 3_000;

/**
 * An MQTT consumer that acknowledges a message only when its handler has succeeded, with many in flight, so that a broker
 * keeps what we have not stored. Connects again for ever, with the same session.
 */
export class DeferredAckSubscriber {
  /** The newest connection, also while it is being made: a kept session delivers before the subscription is confirmed. */
  private connection: DeferredAckConnection | undefined;
  private established = false;
  private bytes = 0;
  private messages = 0;
  private readonly stopped = new AbortController();
  private idle: (() => void) | undefined;
  private wake: (() => void) | undefined;
  private readonly running: Promise<void>;
  private readonly options: DeferredAckOptions & typeof DEFAULTS;
  private firstOutcome!: () => void;
  /** Resolves once subscribed for the first time. */
  readonly ready = new Promise<void>((resolve) => (this.firstOutcome = resolve));

  constructor(options: DeferredAckOptions) {
    this.options = { ...DEFAULTS, ...options };
    this.running = this.run();
  }

  get inFlight(): InFlight {
    return { messages: this.messages, bytes: this.bytes, paused: this.connection?.paused ?? false };
  }

  get connected(): boolean {
    return this.established;
  }

  /** Publishes with quality 0 on the same connection; false when it could not be sent now. */
  publish(topic: string, payload: Uint8Array | string): boolean {
    return this.established && this.connection !== undefined && this.connection.publish(topic, payload);
  }

  /** Takes no more messages, gives those in hand three seconds, acknowledges what was handled, and disconnects. */
  async stop(): Promise<void> {
    this.stopped.abort();
    this.wake?.();
    this.connection?.pause();
    if (this.messages > 0) {
      const grace = setTimeout(() => this.idle?.(), STOP_GRACE_MS);
      await new Promise<void>((resolve) => (this.idle = resolve));
      clearTimeout(grace);
    }
    await this.connection?.end();
    await this.running;
  }

  private async run(): Promise<void> {
    let delay = FIRST_RETRY_MS;
    while (!this.stopped.signal.aborted) {
      const reason = await this.connectOnce(() => (delay = FIRST_RETRY_MS));
      if (this.stopped.signal.aborted) break;
      this.options.onState?.({ connected: false, ...(reason ? { reason } : {}) });
      await this.sleep(delay * (0.5 + Math.random() / 2));
      delay = Math.min(delay * 2, LONGEST_RETRY_MS);
    }
  }

  /** Runs one connection to its end and gives the reason of the end. */
  private async connectOnce(onConnected: () => void): Promise<Error | undefined> {
    const { maxInFlightMessages: maxMessages, ...rest } = this.options;
    const onPublish = (packets: PublishPacket[], from: DeferredAckConnection) => this.take(packets, from);
    const connection = new DeferredAckConnection({ ...rest, maxMessages, onPublish });
    this.connection = connection;
    try {
      await connection.established(this.stopped.signal);
      this.established = true;
      if (this.isFull) connection.pause();
      onConnected();
      this.firstOutcome();
      this.options.onState?.({ connected: true });
      return await connection.closed;
    } catch (error) {
      return error as Error;
    } finally {
      this.established = false;
      this.connection = undefined;
    }
  }

  private take(packets: PublishPacket[], connection: DeferredAckConnection): void {
    let size = 0;
    const ids: number[] = [];
    for (const { payload, qos, id } of packets) {
      size += payload.length + OVERHEAD_BYTES;
      if (qos === 1) ids.push(id);
    }
    this.bytes += size;
    this.messages += packets.length;
    if (this.isFull) connection.pause();
    const acknowledge = connection.defer(ids);
    this.options.onMessages(packets).then(
      () => {
        this.release(size, packets.length);
        acknowledge();
      },
      (error: Error) => {
        this.release(size, packets.length);
        connection.abort(error);
      },
    );
  }

  private get isFull(): boolean {
    return this.stopped.signal.aborted || this.bytes >= this.options.maxInFlightBytes || this.messages >= this.options.maxInFlightMessages;
  }

  private release(size: number, messages: number): void {
    this.bytes -= size;
    this.messages -= messages;
    const { maxInFlightBytes, maxInFlightMessages } = this.options;
    // Half empty before reading again, so that the socket is not switched for every message.
    if (!this.stopped.signal.aborted && this.bytes <= maxInFlightBytes / 2 && this.messages <= maxInFlightMessages / 2)
      this.connection?.resume();
    if (this.messages === 0) this.idle?.();
  }

  private sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
