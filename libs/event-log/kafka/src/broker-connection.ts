import { connect, type Socket } from 'node:net';
import { type ProduceBatch, type ProducePlace, readProduceResponse, writeProduceRequest } from './produce.js';
import { WireWriter } from './wire-writer.js';

/** Where a broker listens. */
export interface BrokerAddress {
  host: string;
  port: number;
}

const CONNECT_TIMEOUT_MS = 3_000;
/** How long the leader may wait for its followers (the request's own field), and how long we wait for the leader. */
const REPLICATION_TIMEOUT_MS = 25_000;
const ANSWER_TIMEOUT_MS = 30_000;
const SIZE_BYTES = 4;
/** An answer has 30 bytes a partition; whatever says more is no answer of Kafka's. */
const LARGEST_ANSWER = 1_048_576;

interface Waiting {
  correlationId: number;
  resolve: (places: ProducePlace[]) => void;
  reject: (error: Error) => void;
}

/**
 * A connection to one broker that produces to the partitions it leads: one request at a time, which is what a broker works on
 * anyway (it reads no further from a connection before it has answered). Connects when asked to send; a failure of any kind ends
 * the connection, and the next request makes a new one.
 */
export class BrokerConnection {
  private readonly writer = new WireWriter();
  private socket: Socket | undefined;
  private waiting: Waiting | undefined;
  private received: Buffer | undefined;
  private correlationId = 0;

  constructor(
    private readonly address: BrokerAddress,
    private readonly clientId: string,
  ) {}

  /**
   * Sends batches and answers with their places.
   * @throws Error when the connection fails or the broker is silent: the batches may be stored all the same
   */
  async produce(batches: readonly ProduceBatch[]): Promise<ProducePlace[]> {
    const socket = this.socket ?? (await this.connect());
    const correlationId = (this.correlationId = (this.correlationId + 1) & 0x7fffffff);
    writeProduceRequest(this.writer, batches, { correlationId, clientId: this.clientId, timeoutMs: REPLICATION_TIMEOUT_MS });
    return new Promise((resolve, reject) => {
      this.waiting = { correlationId, resolve, reject };
      socket.setTimeout(ANSWER_TIMEOUT_MS);
      socket.write(this.writer.finish());
    });
  }

  close(): void {
    this.socket?.destroy();
  }

  private connect(): Promise<Socket> {
    return new Promise((resolve, reject) => {
      const socket = connect(this.address);
      const { host, port } = this.address;
      socket.setNoDelay(true);
      socket.setKeepAlive(true, ANSWER_TIMEOUT_MS);
      socket.setTimeout(CONNECT_TIMEOUT_MS);
      let reason: Error | undefined;
      socket.on('error', (error) => (reason ??= error));
      socket.on('timeout', () => {
        // Silence between requests is nobody's fault.
        if (socket.connecting || this.waiting) socket.destroy(new Error(`broker ${host}:${port} does not answer`));
      });
      socket.once('close', () => {
        const error = reason ?? new Error(`broker ${host}:${port} closed the connection`);
        reject(error);
        this.lose(socket, error);
      });
      socket.once('connect', () => {
        this.socket = socket;
        resolve(socket);
      });
      socket.on('data', (chunk: Buffer) => this.receive(chunk, socket));
    });
  }

  private lose(socket: Socket, error: Error): void {
    if (this.socket !== socket) return;
    this.socket = undefined;
    this.received = undefined;
    this.waiting?.reject(error);
    this.waiting = undefined;
  }

  private receive(chunk: Buffer, socket: Socket): void {
    const bytes = this.received ? Buffer.concat([this.received, chunk]) : chunk;
    const size = bytes.length < SIZE_BYTES ? 0 : bytes.readInt32BE(0);
    if (size < 0 || size > LARGEST_ANSWER) {
      socket.destroy(new Error(`an answer of ${size} bytes is not Kafka's`));
      return;
    }
    this.received = bytes;
    if (bytes.length < SIZE_BYTES || bytes.length < SIZE_BYTES + size) return;
    this.received = bytes.length > SIZE_BYTES + size ? bytes.subarray(SIZE_BYTES + size) : undefined;
    try {
      this.answer(bytes.subarray(SIZE_BYTES, SIZE_BYTES + size));
    } catch (error) {
      socket.destroy(error as Error);
    }
  }

  private answer(bytes: Buffer): void {
    const { waiting } = this;
    if (bytes.readInt32BE(0) !== waiting?.correlationId) throw new Error('the broker answered a request that was not made');
    const places = readProduceResponse(bytes.subarray(4));
    this.waiting = undefined;
    waiting.resolve(places);
  }
}
