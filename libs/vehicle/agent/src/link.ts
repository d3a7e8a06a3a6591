import type { Duplex } from 'node:stream';
import mqtt from 'mqtt';
import type { MqttClient } from 'mqtt';
import type { Presence, UpChannel } from '@headway/contracts';
import { allDownTopics, upTopic } from '@headway/contracts';

export interface LinkOptions {
  vin: string;
  boot: string;
  /** Opens a byte stream to the broker; called for every attempt. */
  connect: () => Duplex;
  clock: () => number;
  /** Uniform in [0, 1). */
  random: () => number;
  password?: string;
  /** First and longest pause between attempts, milliseconds. */
  retryDelayMs?: { first: number; longest: number };
  keepaliveS?: number;
}

interface LinkEvents {
  up(): void;
  down(): void;
  message(topic: string, payload: Uint8Array): void;
}

const DEFAULT_RETRY = { first: 500, longest: 30_000 };
const KEEPALIVE_S = 20;
const CONNECT_TIMEOUT_MS = 10_000;
const GOODBYE_MS = 1000;
/** MQTT 3.1.1: what every broker speaks. */
const PROTOCOL_VERSION = 4;

/**
 * The vehicle's MQTT connection. It connects again by itself, with growing, jittered pauses and a new client each time: nothing is
 * queued here, since the spool holds everything. Clean sessions: what the broker forgets is asked for again by sequence.
 */
export class Link {
  readonly #options: LinkOptions;
  readonly #events: LinkEvents;
  #client: MqttClient | undefined;
  #up = false;
  #stopped = true;
  #failures = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: LinkOptions, events: LinkEvents) {
    this.#options = options;
    this.#events = events;
  }

  /** Connected, subscribed, and announced. */
  get up(): boolean {
    return this.#up;
  }

  start(): void {
    this.#stopped = false;
    this.#open();
  }

  /** Publishes at QoS 1 and does not wait: what counts is the platform's own acknowledgement. */
  publish(channel: UpChannel, payload: Uint8Array): void {
    this.#client?.publish(upTopic(this.#options.vin, channel), payload as Buffer, { qos: 1 }, () => undefined);
  }

  /** Says goodbye when connected, so that the last will is not needed. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    const client = this.#client;
    if (!client) return;
    if (this.#up) {
      await new Promise<void>((resolve) => {
        const limit = setTimeout(resolve, GOODBYE_MS);
        client.publish(upTopic(this.#options.vin, 'presence'), this.#presence(false), { qos: 1, retain: true }, () => {
          clearTimeout(limit);
          resolve();
        });
      });
    }
    await new Promise<void>((resolve) => {
      const limit = setTimeout(() => client.end(true, () => resolve()), GOODBYE_MS);
      client.end(false, {}, () => {
        clearTimeout(limit);
        resolve();
      });
    });
    this.#lost(client);
  }

  #presence(online: boolean): Buffer {
    const presence: Presence = { online, boot: this.#options.boot, at: this.#options.clock() };
    return Buffer.from(JSON.stringify(presence));
  }

  #open(): void {
    const { vin, connect, password, keepaliveS = KEEPALIVE_S } = this.#options;
    const client = new mqtt.MqttClient(() => connect(), {
      clientId: vin,
      username: vin,
      ...(password === undefined ? {} : { password }),
      protocolVersion: PROTOCOL_VERSION,
      clean: true,
      keepalive: keepaliveS,
      reschedulePings: true,
      reconnectPeriod: 0,
      connectTimeout: CONNECT_TIMEOUT_MS,
      resubscribe: false,
      will: { topic: upTopic(vin, 'presence'), payload: this.#presence(false), qos: 1, retain: true },
    });
    this.#client = client;
    client.on('error', () => undefined);
    client.on('close', () => this.#lost(client));
    client.on('message', (topic, payload) => this.#events.message(topic, payload));
    client.on('connect', () => this.#announce(client));
  }

  #announce(client: MqttClient): void {
    client.subscribe(allDownTopics(this.#options.vin), { qos: 1 }, (error) => {
      if (error || client !== this.#client || this.#stopped) {
        client.end(true);
        return;
      }
      client.publish(upTopic(this.#options.vin, 'presence'), this.#presence(true), { qos: 1, retain: true }, () => undefined);
      this.#failures = 0;
      this.#up = true;
      this.#events.up();
    });
  }

  #lost(client: MqttClient): void {
    if (client !== this.#client) return;
    this.#client = undefined;
    client.end(true);
    if (this.#up) {
      this.#up = false;
      this.#events.down();
    }
    if (this.#stopped) return;
    const { first, longest } = this.#options.retryDelayMs ?? DEFAULT_RETRY;
    const delay = Math.min(longest, first * 2 ** Math.min(this.#failures, 16)) * (0.5 + this.#options.random());
    this.#failures += 1;
    this.#timer = setTimeout(() => this.#open(), delay);
  }
}
