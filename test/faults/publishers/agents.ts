import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ModelCard, SequenceRanges, TurnFinished } from '@headway/contracts';
import { loadBuiltInSignals } from '@headway/signals/loader';
import { type Random, seededRandom } from '@headway/simulation';
import { type AppendKey, type Dropped, Spool, type SpoolOptions } from '@headway/telemetry/spool';
import { brokerTransport, StateBus, type Understanding, VehicleAgent } from '@headway/vehicle/agent';
import type { Publisher, PublisherOptions, PublishingVehicle } from './protocol.js';
import type { SendRecord } from './record.js';
import { valuesAt } from './values.js';

/** Vehicles of this run knock at least once a second, so that a recovery shows the platform's time and not their patience. */
const RETRY_MS = { first: 200, longest: 1_000 };
const JITTER_MS = 200;
const SPOOL = { maxAgeMs: 86_400_000, fsyncIntervalMs: 500 };
/** Every so many frames the vehicle tells of a turn, whose count in the fleet would show an effect applied twice. */
const FRAMES_A_TURN = 12;

/** A vehicle's spool that notes every frame in the record before and after it takes it. */
class RecordedSpool extends Spool {
  private readonly sentAt = new Map<string, number>();

  constructor(
    options: SpoolOptions,
    private readonly vin: string,
    private readonly record: SendRecord,
  ) {
    super(options);
  }

  override append(bytes: Uint8Array, key: AppendKey): Dropped[] {
    const { boot, stream, seq } = key;
    const name = { vin: this.vin, boot, stream, seq };
    this.record.aboutToSend({ ...name, payload: bytes });
    const dropped = super.append(bytes, key);
    this.record.taken(name);
    this.sentAt.set(`${boot}/${stream}/${seq}`, Date.now());
    return dropped;
  }

  override ack(boot: string, stream: number, ranges: SequenceRanges): number {
    for (const seq of this.has(boot, stream, ranges)) this.sentAt.delete(`${boot}/${stream}/${seq}`);
    return super.ack(boot, stream, ranges);
  }

  /** Frames of former lives of this process count as sent long ago. */
  openBefore(beforeMs: number): number {
    let open = 0;
    for (const { boot, stream, seq } of this.pending()) if ((this.sentAt.get(`${boot}/${stream}/${seq}`) ?? 0) <= beforeMs) open++;
    return open;
  }
}

/** A model that reads nothing: these drivers do not speak. */
const SILENT: Understanding = {
  card: { version: '1.0.0' } as ModelCard,
  digest: 'a'.repeat(64),
  understand: async () => ({ frames: [], language: 'en', modelVersion: '1.0.0', modelDigest: 'a'.repeat(64), serviceMs: 0 }),
};

function turnAt(at: number, random: Random): TurnFinished {
  return {
    type: 'turn.finished',
    at,
    turn: randomUUID(),
    session: randomUUID(),
    language: random.pick(['en', 'zh']),
    answeredBy: 'vehicle',
    modelVersion: '1.0.0',
    vehicleModelVersion: '1.0.0',
    latencyMs: 1,
    deadlineMs: 300,
    late: false,
    confidence: 1,
    outcome: 'answered',
    actions: [],
    consent: false,
  };
}

/** Real vehicle agents: uplink, spool and link, as they run in a car. */
export class AgentPublisher implements Publisher {
  readonly counts = { duplicated: 0, reordered: 0 };
  private readonly vehicles: { agent: VehicleAgent; spool: RecordedSpool; timer?: NodeJS.Timeout; options: PublishingVehicle }[];

  constructor(
    private readonly options: PublisherOptions,
    record: SendRecord,
  ) {
    const signals = loadBuiltInSignals();
    this.vehicles = options.vehicles.map((vehicle) => {
      const clock = () => Date.now() + vehicle.skewMs;
      const folder = join(options.folder, vehicle.vin);
      mkdirSync(folder, { recursive: true });
      const spool = new RecordedSpool({ ...SPOOL, maxBytes: options.spoolBytes, folder, clock }, vehicle.vin, record);
      const agent = new VehicleAgent(
        {
          vin: vehicle.vin,
          agentVersion: '0.1.0',
          regions: [],
          consent: () => false,
          link: { retryDelayMs: RETRY_MS },
          uplink: { reconnectJitterMs: JITTER_MS, catchUp: { jitterMs: JITTER_MS } },
        },
        {
          bus: new StateBus(),
          ids: signals.ids,
          spool,
          understanding: SILENT,
          connect: brokerTransport(options.mqttUrl),
          fetch: globalThis.fetch,
          clock,
          random: Math.random,
          newId: randomUUID,
        },
      );
      return { agent, spool, options: vehicle };
    });
  }

  start(): void {
    for (const vehicle of this.vehicles) {
      const { agent, options } = vehicle;
      const random = seededRandom(this.options.seed).fork(options.vin);
      let made = 0;
      agent.start();
      vehicle.timer = setInterval(() => {
        const at = Date.now() + options.skewMs;
        agent.record(at, valuesAt(++made, random));
        if (made % FRAMES_A_TURN === 0) agent.emit(turnAt(at, random));
      }, 1000 / options.framesPerSecond);
    }
  }

  openBefore(beforeMs: number): number {
    return this.vehicles.reduce((sum, { spool }) => sum + spool.openBefore(beforeMs), 0);
  }

  async finish(): Promise<void> {
    for (const { timer } of this.vehicles) clearInterval(timer);
    await Promise.all(this.vehicles.map(({ agent }) => agent.park()));
  }
}
