import { randomUUID } from 'node:crypto';
import { ackSchema, downTopic, encodeFrame, type SignalValue, upTopic } from '@headway/contracts';
import { loadBuiltInSignals } from '@headway/signals/loader';
import { type Random, seededRandom } from '@headway/simulation';
import mqtt, { type MqttClient } from 'mqtt';
import type { Publisher, PublisherOptions, PublishingVehicle } from './protocol.js';
import { readRecord, type SendRecord } from './record.js';
import { valuesAt } from './values.js';

const RECONNECT_MS = 400;
const CONNECT_TIMEOUT_MS = 3_000;
/** What is not acknowledged after this long is published again, and then after pauses that double. */
const FIRST_REPEAT_MS = 1_500;
const LONGEST_REPEAT_MS = 30_000;
const LOOK_EVERY_MS = 500;
const KEEPALIVE_S = 5;
const DUPLICATED = 0.1;
const HELD_BACK = 0.2;
/** A held-back frame is sent after so many later ones. */
const HELD_FOR = 5;

interface OpenFrame {
  payload: Buffer;
  atMs: number;
  dueMs: number;
  pauseMs: number;
}

/** A simple client of one vehicle: its record is its only memory, it publishes some frames twice and some late. */
class PlainVehicle {
  private readonly open = new Map<number, OpenFrame>();
  private readonly held: { seq: number; after: number }[] = [];
  private readonly client: MqttClient;
  private readonly random: Random;
  private readonly boot: string;
  private seq = 0;
  private timers: NodeJS.Timeout[] = [];
  duplicated = 0;
  reordered = 0;

  constructor(
    private readonly options: PublisherOptions,
    private readonly vehicle: PublishingVehicle,
    private readonly record: { send: SendRecord; former: ReturnType<typeof readRecord> },
  ) {
    this.random = seededRandom(options.seed).fork(vehicle.vin);
    const mine = [...record.former.values()].filter(({ vin }) => vin === vehicle.vin);
    this.boot = mine[0]?.boot ?? randomUUID();
    for (const { seq, payload, atMs, acknowledged } of mine) {
      this.seq = Math.max(this.seq, seq);
      if (!acknowledged) this.open.set(seq, { payload, atMs, dueMs: 0, pauseMs: FIRST_REPEAT_MS });
    }
    const { vin } = vehicle;
    this.client = mqtt.connect(options.mqttUrl, {
      username: vin,
      clientId: vin,
      protocolVersion: 4,
      reconnectPeriod: RECONNECT_MS,
      connectTimeout: CONNECT_TIMEOUT_MS,
      keepalive: KEEPALIVE_S,
    });
    this.client.on('error', () => undefined);
    this.client.on('connect', () => this.connected());
    this.client.on('message', (_topic, payload) => this.acknowledged(JSON.parse(payload.toString('utf8'))));
  }

  start(): void {
    this.timers.push(setInterval(() => this.make(), 1000 / this.vehicle.framesPerSecond));
    setInterval(() => this.repeat(), LOOK_EVERY_MS);
  }

  finish(): void {
    for (const timer of this.timers) clearInterval(timer);
    for (const { seq } of this.held.splice(0)) this.publish(seq);
  }

  openBefore(beforeMs: number): number {
    let open = 0;
    for (const { atMs } of this.open.values()) if (atMs <= beforeMs) open++;
    return open;
  }

  private connected(): void {
    this.client.subscribe(downTopic(this.vehicle.vin, 'ack'), { qos: 1 }, (error) => {
      if (error) return;
      for (const frame of this.open.values()) Object.assign(frame, { dueMs: 0, pauseMs: FIRST_REPEAT_MS });
      this.repeat();
    });
  }

  private make(): void {
    const seq = ++this.seq;
    const { vin } = this.vehicle;
    const payload = this.encode(seq, valuesAt(seq, this.random));
    const name = { vin, boot: this.boot, stream: 0, seq };
    this.record.send.aboutToSend({ ...name, payload });
    this.record.send.taken(name);
    this.open.set(seq, { payload, atMs: Date.now(), dueMs: 0, pauseMs: FIRST_REPEAT_MS });
    if (this.random.next() < HELD_BACK) this.held.push({ seq, after: seq + HELD_FOR });
    else this.publish(seq);
    if (this.random.next() < DUPLICATED && this.client.connected) {
      this.duplicated++;
      this.publish(seq);
    }
    while (this.held[0] && this.held[0].after <= seq) {
      this.reordered++;
      this.publish(this.held.shift()?.seq as number);
    }
  }

  private encode(seq: number, values: Record<string, SignalValue>): Buffer {
    const startTimeMs = Date.now() + this.vehicle.skewMs;
    if (this.options.kind === 'json') return Buffer.from(JSON.stringify({ boot: this.boot, seq, startTimeMs, signals: values }));
    const columns = Object.entries(values).map(([path, value]) => ({ signal: IDS.idOf(path) as number, offsetsMs: [0], values: [value] }));
    return Buffer.from(encodeFrame({ boot: this.boot, stream: 0, seq, startTimeMs, catalogue: IDS.shortHash, columns }));
  }

  private publish(seq: number): void {
    const frame = this.open.get(seq);
    if (!frame || !this.client.connected) return;
    frame.dueMs = Date.now() + frame.pauseMs;
    const channel = this.options.kind === 'json' ? 'telemetry/json' : 'telemetry';
    this.client.publish(upTopic(this.vehicle.vin, channel), frame.payload, { qos: 1 }, () => undefined);
  }

  private repeat(): void {
    const late = new Set(this.held.map(({ seq }) => seq));
    const nowMs = Date.now();
    for (const [seq, frame] of this.open) {
      if (frame.dueMs > nowMs || late.has(seq)) continue;
      this.publish(seq);
      frame.pauseMs = Math.min(frame.pauseMs * 2, LONGEST_REPEAT_MS);
    }
  }

  private acknowledged(message: unknown): void {
    const { boot, stream, ranges } = ackSchema.parse(message);
    if (boot !== this.boot) return;
    for (const [from, to] of ranges) {
      for (let seq = from; seq <= to; seq++) {
        if (this.open.delete(seq)) this.record.send.acknowledged({ vin: this.vehicle.vin, boot, stream, seq });
      }
    }
  }
}

const IDS = loadBuiltInSignals().ids;

/** MQTT clients of a few lines, with protobuf or JSON frames, without a spool: their record is what they go on from. */
export class PlainPublisher implements Publisher {
  private readonly vehicles: PlainVehicle[];

  constructor(options: PublisherOptions, record: SendRecord, path: string) {
    const former = readRecord(path);
    this.vehicles = options.vehicles.map((vehicle) => new PlainVehicle(options, vehicle, { send: record, former }));
  }

  get counts() {
    const sum = (name: 'duplicated' | 'reordered') => this.vehicles.reduce((total, vehicle) => total + vehicle[name], 0);
    return { duplicated: sum('duplicated'), reordered: sum('reordered') };
  }

  start(): void {
    for (const vehicle of this.vehicles) vehicle.start();
  }

  openBefore(beforeMs: number): number {
    return this.vehicles.reduce((sum, vehicle) => sum + vehicle.openBefore(beforeMs), 0);
  }

  async finish(): Promise<void> {
    for (const vehicle of this.vehicles) vehicle.finish();
  }
}
