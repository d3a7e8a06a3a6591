import type { SampledSignal } from './sampler.js';
import { Sampler } from './sampler.js';
import type { VehicleBus } from './ports.js';
import type { Uplink } from './uplink.js';

export interface TelemetryOptions {
  signals: readonly SampledSignal[];
  /** Milliseconds between readings; the shortest period that any signal can have. */
  readEveryMs?: number;
  /** Milliseconds between frames. */
  frameEveryMs?: number;
}

interface TelemetryPorts {
  clock: () => number;
  bus: Pick<VehicleBus, 'read'>;
  uplink: Uplink;
  idOf: (path: string) => number | undefined;
}

const READ_EVERY_MS = 250;
const FRAME_EVERY_MS = 1000;

/** Reads the bus in a fixed rhythm and hands a frame to the uplink about once a second. */
export class TelemetryLoop {
  readonly #sampler: Sampler;
  readonly #ports: TelemetryPorts;
  readonly #readEveryMs: number;
  readonly #frameEveryMs: number;
  #timer: NodeJS.Timeout | undefined;
  #frameDueMs = 0;

  constructor(options: TelemetryOptions, ports: TelemetryPorts) {
    this.#sampler = new Sampler(options.signals, ports.idOf);
    this.#ports = ports;
    this.#readEveryMs = options.readEveryMs ?? READ_EVERY_MS;
    this.#frameEveryMs = options.frameEveryMs ?? FRAME_EVERY_MS;
  }

  start(): void {
    this.#frameDueMs = this.#ports.clock();
    this.#timer = setInterval(() => this.#read(), this.#readEveryMs);
  }

  #read(): void {
    const now = this.#ports.clock();
    this.#sampler.sample(now, (path) => this.#ports.bus.read(path));
    if (now < this.#frameDueMs) return;
    this.#frameDueMs = now - (now % this.#frameEveryMs) + this.#frameEveryMs;
    this.#flush();
  }

  #flush(): void {
    const frame = this.#sampler.take();
    if (frame) this.#ports.uplink.sendTelemetry(frame.startTimeMs, frame.columns);
  }

  stop(): void {
    if (!this.#timer) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#flush();
  }
}
