import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { encodeFrame, EVENT_STREAM, LOG_TOPICS, modelCardSchema, type TurnFinished, type VehicleEvent } from '@headway/contracts';
import type { EventLog } from '@headway/event-log/port';
import { readMetadata } from '@headway/learning/onnx';
import { openVerifier } from '@headway/rollouts/trust';
import { ModelInstaller, openSlots } from '@headway/vehicle/slots';

export interface TestCarOptions {
  vin: string;
  folder: string;
  factoryModel: { path: string; version: string };
  trustedRoot: Uint8Array;
  eventLog: Pick<EventLog, 'append'>;
  /** Versions whose golden utterances fail in this car. */
  failing?: ReadonlySet<string>;
}

/** The update side of a car, all real: verifier, slots, installer. What it says goes into the event log as ingest would put it there. */
export class TestCar {
  private readonly boot = randomUUID();
  private seq = 0;
  private said: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly options: TestCarOptions,
    readonly slots: Awaited<ReturnType<typeof openSlots>>,
    readonly installer: ModelInstaller,
  ) {}

  /** Starts a car in its folder, where an earlier one of the same VIN may have lived. */
  static async start(options: TestCarOptions): Promise<TestCar> {
    const { vin, folder, factoryModel, trustedRoot, failing } = options;
    const slots = await openSlots({ folder: join(folder, 'slots'), factoryModel });
    const verifier = await openVerifier({
      folder: join(folder, 'trust'),
      trustedRoot,
      vin,
      now: Date.now,
      fetch: (url, init) => fetch(url, init),
    });
    const installer = new ModelInstaller({
      folder,
      slots,
      verifier,
      selfTest: async () => ({ ok: true, detail: '' }),
      activate: async (model) => {
        const { headway } = readMetadata(await slots.bytes());
        if (failing?.has(modelCardSchema.parse(JSON.parse(headway ?? '')).version)) throw new Error(`${model.version} cannot run here`);
      },
      now: Date.now,
      soakMs: 1,
      retryDelayMs: () => 50,
    });
    const car = new TestCar(options, slots, installer);
    installer.onStatus((status) => void car.say(status));
    const { version, digest } = slots.active;
    await car.say({ type: 'boot.started', at: Date.now(), agentVersion: 'test', model: { version, digest }, previous: [] });
    await installer.start();
    return car;
  }

  get vin(): string {
    return this.options.vin;
  }

  /** Sends an event; resolves when the log has it. */
  say(event: VehicleEvent): Promise<unknown> {
    const frame = {
      boot: this.boot,
      stream: EVENT_STREAM,
      seq: ++this.seq,
      startTimeMs: Date.now(),
      catalogue: '00000000',
      columns: [],
    } as const;
    const value = encodeFrame({ ...frame, columns: [], event: JSON.stringify(event) });
    this.said = this.said.then(() =>
      this.options.eventLog.append([{ topic: LOG_TOPICS.vehicleEvents, key: this.vin, value, headers: {} }]),
    );
    return this.said;
  }

  /** The driver has `count` turns, all of which the car answers by itself, or none of which it understands. */
  async talk(count: number, outcome: TurnFinished['outcome'] = 'executed'): Promise<void> {
    const { version } = this.slots.active;
    for (let turn = 0; turn < count; turn++) {
      await this.say({
        type: 'turn.finished',
        at: Date.now(),
        turn: randomUUID(),
        session: 'test',
        language: 'zh',
        answeredBy: 'vehicle',
        modelVersion: version,
        vehicleModelVersion: version,
        latencyMs: 5,
        deadlineMs: 300,
        late: false,
        confidence: 1,
        outcome,
        actions: [],
        consent: false,
      });
    }
  }

  async stop(): Promise<void> {
    await this.installer.stop();
    await this.said;
  }
}
