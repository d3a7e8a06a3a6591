import { Duplex } from 'node:stream';
import type { Region } from '@headway/contracts';
import type { Random } from '../random.js';
import type { Position } from '../world/geometry.js';
import { drawConditions } from './conditions.js';

interface CarNetworkOptions {
  /** The way to the servers without the modelled one. */
  fetch: typeof globalThis.fetch;
  connect: () => Duplex;
  regions: readonly Region[];
  position: () => Position;
  /** In a tunnel or a dead zone. */
  inShadow: () => boolean;
  random: Random;
}

/** Without radio an exchange hangs this long before the car's own stack gives it up. */
const GIVE_UP_MS = 10_000;
const NO_RADIO_MS = 50;

/** Waits, or rejects as soon as `signal` is aborted. */
function pause(ms: number, signal: AbortSignal | null | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const end = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', end);
      resolve();
    }, ms);
    signal?.addEventListener('abort', end, { once: true });
  });
}

/** The air between one car and everything else: delay by distance, loss, and silence in tunnels and dead zones. */
export class CarNetwork {
  readonly #options: CarNetworkOptions;
  readonly #regions: Map<string, Region>;
  readonly #streams = new Set<Duplex>();
  #shadowed = false;

  constructor(options: CarNetworkOptions) {
    this.#options = options;
    this.#regions = new Map(options.regions.map((region) => [new URL(region.url).origin, region]));
  }

  /** To be called as the car moves: entering a shadow cuts every open stream. */
  update(): void {
    const shadowed = this.#options.inShadow();
    if (shadowed && !this.#shadowed) for (const stream of this.#streams) stream.destroy(new Error('the radio is gone'));
    this.#shadowed = shadowed;
  }

  /** `fetch` as the car has it. */
  readonly fetch: typeof globalThis.fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const { position, random, inShadow } = this.#options;
    const { roundTripMs, stalled } = drawConditions(position(), this.#regions.get(url.origin), random);
    await pause(roundTripMs / 2, init?.signal);
    if (stalled || inShadow()) await this.#silence(init?.signal);
    const response = await this.#options.fetch(input, init);
    await pause(roundTripMs / 2, init?.signal).catch((error: unknown) => {
      void response.body?.cancel().catch(() => undefined);
      throw error;
    });
    if (inShadow()) await this.#silence(init?.signal);
    return response;
  };

  async #silence(signal: AbortSignal | null | undefined): Promise<never> {
    await pause(GIVE_UP_MS, signal);
    throw new TypeError('fetch failed: no radio');
  }

  /** Opens a stream to the broker, or one that fails when there is no radio. */
  readonly connect = (): Duplex => {
    if (this.#options.inShadow()) return silentStream();
    const stream = this.#options.connect();
    this.#streams.add(stream);
    stream.once('close', () => this.#streams.delete(stream));
    return stream;
  };
}

function silentStream(): Duplex {
  const stream = new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => done() });
  setTimeout(() => stream.destroy(new Error('no radio')), NO_RADIO_MS);
  return stream;
}
