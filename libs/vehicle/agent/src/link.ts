import type { Duplex } from 'node:stream';
import mqtt from 'mqtt';
import type { IConnackPacket, IDisconnectPacket, MqttClient } from 'mqtt';
import type { Presence, UpChannel } from '@headway/contracts';
import { allDownTopics, upTopic } from '@headway/contracts';
import {
  type BrokerLimits,
  connectOptions,
  describeRefusal,
  limitsOf,
  type MqttVersion,
  publishOptions,
  reasonOf,
  willOptions,
} from './link-protocol.js';
import type { Delivery } from './outbox/outbox.js';
import type { AgentLog } from './ports.js';

export interface LinkOptions {
  vin: string;
  boot: string;
  agentVersion: string;
  /** Opens a byte stream to the broker; called for every attempt. */
  connect: () => Duplex;
  clock: () => number;
  /** Uniform in [0, 1). */
  random: () => number;
  log: AgentLog;
  /** 3.1.1 unless told: every broker speaks it. */
  mqttVersion?: MqttVersion;
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

/**
 * The vehicle's MQTT connection. It connects again by itself, with growing, jittered pauses and a new client each time: nothing is
 * queued here, since the spool holds everything.
 */
export class Link {
  readonly #options: LinkOptions & { mqttVersion: MqttVersion };
  readonly #events: LinkEvents;
  #client: MqttClient | undefined;
  #limits: BrokerLimits = limitsOf(undefined);
  #unconfirmed = 0;
  #first = true;
  #up = false;
  #stopped = true;
  #failures = 0;
  /** Connections begun in this boot; the one at hand has this number. */
  #connections = 0;
  /** Why the connection ended, as far as it is known, and what was said about it last. */
  #reason: string | undefined;
  #reported: string | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: LinkOptions, events: LinkEvents) {
    this.#options = { ...options, mqttVersion: options.mqttVersion ?? 4 };
    this.#events = events;
  }

  /** Connected, subscribed, and announced. */
  get up(): boolean {
    return this.#up;
  }

  /** Whether the broker takes one more message now, and the largest payload it takes. */
  get room(): { ready: boolean; messageBytes: number } {
    return { ready: this.#up && this.#unconfirmed < this.#limits.unconfirmed, messageBytes: this.#limits.messageBytes };
  }

  start(): void {
    this.#stopped = false;
    this.#open();
  }

  /** Publishes at QoS 1. A PUBACK only means that the broker has it: what counts is the platform's own acknowledgement. */
  publish(channel: UpChannel, payload: Uint8Array, { expiryMs, confirmed }: Delivery): void {
    const client = this.#client;
    if (!client) return;
    this.#unconfirmed += 1;
    client.publish(upTopic(this.#options.vin, channel), payload as Buffer, publishOptions(this.#options.mqttVersion, expiryMs), (error) => {
      if (client !== this.#client) return;
      this.#unconfirmed -= 1;
      const code = (error as { code?: unknown } | null | undefined)?.code;
      if (typeof code === 'number') this.#options.log.warn('agent.publish-refused', { channel, reason: reasonOf(code) });
      confirmed();
    });
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
        client.publish(upTopic(this.#options.vin, 'presence'), this.#presence(false, true), { qos: 1, retain: true }, () => {
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

  #presence(online: boolean, goodbye = false): Buffer {
    const { boot, clock } = this.#options;
    const presence: Presence = { online, boot, at: clock(), connection: this.#connections, ...(goodbye ? { goodbye } : {}) };
    return Buffer.from(JSON.stringify(presence));
  }

  #open(): void {
    const { vin, boot, agentVersion, connect, password, mqttVersion, keepaliveS = KEEPALIVE_S } = this.#options;
    this.#connections += 1;
    const will = { topic: upTopic(vin, 'presence'), payload: this.#presence(false), qos: 1 as const, retain: true };
    const client = new mqtt.MqttClient(() => connect(), {
      clientId: vin,
      username: vin,
      ...(password === undefined ? {} : { password }),
      ...connectOptions(mqttVersion, { id: boot, agentVersion, first: this.#first }),
      keepalive: keepaliveS,
      reschedulePings: true,
      reconnectPeriod: 0,
      connectTimeout: CONNECT_TIMEOUT_MS,
      resubscribe: false,
      will: { ...will, ...willOptions(mqttVersion) },
    });
    this.#client = client;
    this.#unconfirmed = 0;
    client.on('error', (error) => (this.#reason ??= describeRefusal(error)));
    client.on('disconnect', (packet: IDisconnectPacket) => {
      this.#reason = `the broker disconnected us: ${reasonOf(packet.reasonCode ?? 0, packet.properties?.reasonString)}`;
    });
    client.on('close', () => this.#lost(client));
    client.on('message', (topic, payload) => this.#events.message(topic, payload));
    client.on('connect', (packet: IConnackPacket) => {
      this.#limits = limitsOf(packet.properties);
      this.#announce(client);
    });
  }

  #announce(client: MqttClient): void {
    client.subscribe(allDownTopics(this.#options.vin), { qos: 1 }, (error) => {
      if (error || client !== this.#client || this.#stopped) {
        if (error) this.#reason ??= `the broker refused our subscriptions: ${describeRefusal(error)}`;
        client.end(true);
        return;
      }
      client.publish(upTopic(this.#options.vin, 'presence'), this.#presence(true), { qos: 1, retain: true }, () => undefined);
      this.#failures = 0;
      this.#first = false;
      this.#reason = undefined;
      this.#reported = undefined;
      this.#up = true;
      this.#options.log.debug('agent.link-up', { vin: this.#options.vin, mqttVersion: this.#options.mqttVersion });
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
    this.#report();
    const { first, longest } = this.#options.retryDelayMs ?? DEFAULT_RETRY;
    const delay = Math.min(longest, first * 2 ** Math.min(this.#failures, 16)) * (0.5 + this.#options.random());
    this.#failures += 1;
    this.#timer = setTimeout(() => this.#open(), delay);
  }

  /** A car may be without a network for days: the same reason is said once. */
  #report(): void {
    const reason = this.#reason;
    this.#reason = undefined;
    const { vin, log } = this.#options;
    if (reason === undefined) log.debug('agent.link-closed', { vin });
    else if (reason !== this.#reported) log.warn('agent.link-down', { vin, reason });
    this.#reported = reason ?? this.#reported;
  }
}
