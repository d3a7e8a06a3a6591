import { mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Aedes } from 'aedes';
import type { DownChannel, Frame, ModelCard, SequenceRanges, VehicleEvent } from '@headway/contracts';
import { decodeFrame, downTopic, parseUpTopic, vehicleEventSchema } from '@headway/contracts';
import { parseSignalIds } from '@headway/signals';
import { unpackBatch } from '@headway/telemetry/batch';
import { Spool } from '@headway/telemetry/spool';
import type { Understanding } from './cockpit/mind.js';
import { StateBus } from './state-bus.js';
import { type AgentPorts, VehicleAgent, type VehicleAgentOptions } from './vehicle-agent.js';

export const VIN = 'LHEADWAY000000001';
export const IDS = parseSignalIds({ 'Vehicle.Speed': 1, 'Vehicle.Cabin.Door.Row1.DriverSide.Window.Position': 2 });

/** A real broker and a platform that commits frames in memory: what ingest and the ledger do, in a few lines. */
export class Platform {
  readonly frames: Frame[] = [];
  readonly batches: Uint8Array[] = [];
  readonly presence: unknown[] = [];
  /** Acknowledge what arrives. */
  acking = true;
  #waiters: { done: () => boolean; resolve: () => void }[] = [];

  private constructor(
    readonly broker: Aedes,
    readonly port: number,
    private readonly closeServer: () => Promise<void>,
  ) {}

  static async start(port = 0): Promise<Platform> {
    const broker = await Aedes.createBroker();
    const server = createServer((socket) => void broker.handle(socket));
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    const platform = new Platform(broker, (server.address() as AddressInfo).port, async () => {
      await new Promise<void>((resolve) => broker.close(() => resolve()));
      await new Promise<void>((resolve) => server.close(() => resolve()));
    });
    broker.on('publish', (packet, client) => client && platform.#receive(packet.topic, packet.payload as Buffer));
    return platform;
  }

  connect = () => connect({ port: this.port, host: '127.0.0.1' });

  #receive(topic: string, payload: Buffer): void {
    const parsed = parseUpTopic(topic);
    if (!parsed) return;
    if (parsed.channel === 'presence') this.presence.push(JSON.parse(payload.toString()));
    else {
      if (parsed.channel === 'batch') this.batches.push(payload);
      for (const bytes of parsed.channel === 'batch' ? unpackBatch(payload) : [payload]) {
        const frame = decodeFrame(bytes);
        this.frames.push(frame);
        if (this.acking) this.send('ack', { boot: frame.boot, stream: frame.stream, ranges: [[frame.seq, frame.seq]] });
      }
    }
    this.#waiters = this.#waiters.filter(({ done, resolve }) => {
      if (done()) resolve();
      return !done();
    });
  }

  send(channel: DownChannel, message: unknown): void {
    const payload = Buffer.from(JSON.stringify(message));
    this.broker.publish({ cmd: 'publish', topic: downTopic(VIN, channel), payload, qos: 1, retain: false, dup: false }, () => undefined);
  }

  ack(boot: string, stream: number, ranges: SequenceRanges): void {
    this.send('ack', { boot, stream, ranges });
  }

  /** Resolves at the arrival that makes `done` true. */
  until(done: () => boolean): Promise<void> {
    if (done()) return Promise.resolve();
    return new Promise((resolve) => this.#waiters.push({ done, resolve }));
  }

  events<T extends VehicleEvent['type']>(type: T): Extract<VehicleEvent, { type: T }>[] {
    const parsed = this.frames.flatMap(({ event }) => (event === undefined ? [] : [vehicleEventSchema.parse(JSON.parse(event))]));
    return parsed.filter((event): event is Extract<VehicleEvent, { type: T }> => event.type === type);
  }

  sequences(boot: string, stream: number): number[] {
    return this.frames.filter((frame) => frame.boot === boot && frame.stream === stream).map((frame) => frame.seq);
  }

  close = () => this.closeServer();
}

const CARD = { version: '1.0.0' } as ModelCard;

/** A model that reads nothing, for tests that are not about words. */
export const SILENT_MIND: Understanding = {
  card: CARD,
  digest: 'a'.repeat(64),
  understand: async () => ({ frames: [], language: 'en', modelVersion: '1.0.0', modelDigest: 'a'.repeat(64), serviceMs: 0 }),
};

/** A temporary folder with spools in it, removed at the end. */
export class Garage {
  readonly folder = mkdtempSync(join(tmpdir(), 'agent-'));
  #ids = 0;
  readonly #spools: Spool[] = [];

  spool(): Spool {
    const options = { folder: join(this.folder, 'spool'), maxBytes: 1_000_000, maxAgeMs: 3_600_000, fsyncIntervalMs: 60_000 };
    const spool = new Spool({ ...options, clock: () => Date.now() });
    this.#spools.push(spool);
    return spool;
  }

  /** An agent with everything but the given ports and options at their plainest; it is not started. */
  agent(ports: Partial<AgentPorts> & Pick<AgentPorts, 'connect'>, options: Partial<VehicleAgentOptions> = {}): VehicleAgent {
    const newId = () => {
      this.#ids += 1;
      return `00000000-0000-4000-8000-${String(this.#ids).padStart(12, '0')}`;
    };
    const link = { retryDelayMs: { first: 20, longest: 100 } };
    const uplink = { ackTimeoutMs: 300, reconnectJitterMs: 0, catchUp: { jitterMs: 0 } };
    return new VehicleAgent(
      { vin: VIN, agentVersion: '0.0.0', regions: [], consent: () => true, link, uplink, ...options },
      {
        bus: new StateBus({ 'Vehicle.Speed': 0 }),
        ids: IDS,
        spool: ports.spool ?? this.spool(),
        understanding: SILENT_MIND,
        fetch: () => Promise.reject(new Error('no network')),
        clock: () => Date.now(),
        random: () => 0.5,
        newId,
        ...ports,
      },
    );
  }

  async close(): Promise<void> {
    for (const spool of this.#spools) await spool.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
