import type { Duplex } from 'node:stream';
import type { Clock } from '@headway/assistant/arbitration';
import type { Column, SignalValue, TurnFinished, TurnResponse, VehicleEvent } from '@headway/contracts';
import type { SignalIds } from '@headway/signals';
import type { Spool } from '@headway/telemetry/spool';
import { type CampaignOptions, CampaignRunner } from './campaigns/campaign-runner.js';
import { type AskOptions, Cockpit, type CockpitOptions } from './cockpit/cockpit.js';
import { manualActionEvent } from './cockpit/hand-watch.js';
import type { Understanding } from './cockpit/mind.js';
import { CommandDesk } from './commands/command-desk.js';
import { CommandLog } from './commands/command-log.js';
import { Downlink } from './downlink.js';
import { Link, type LinkOptions } from './link.js';
import type { ModelInstallation } from './model-installation.js';
import { monotonicClock } from './monotonic.js';
import type { AgentLog, HandMovement, VehicleBus } from './ports.js';
import { TelemetryLoop, type TelemetryOptions } from './telemetry-loop.js';
import { Uplink, type UplinkOptions } from './uplink.js';

export interface VehicleAgentOptions extends CockpitOptions {
  agentVersion: string;
  /** Signals to sample; absent when frames only come from {@link VehicleAgent.record}. */
  telemetry?: TelemetryOptions;
  link?: Pick<LinkOptions, 'retryDelayMs' | 'keepaliveS' | 'password' | 'mqttVersion'>;
  uplink?: Pick<UplinkOptions, 'windowFrames' | 'ackTimeoutMs' | 'reconnectJitterMs' | 'network' | 'catchUp'>;
  /** Streams are declared at rest when no telemetry was sent for this long, milliseconds. */
  idleAfterMs?: number;
}

/** Everything the agent needs of the world around it. */
export interface AgentPorts {
  bus: VehicleBus;
  /** Wire ids of signals. */
  ids: SignalIds;
  spool: Spool;
  /** The car's model; the same object goes on after a swap. */
  understanding: Understanding;
  /** Opens a stream to the broker. */
  connect: () => Duplex;
  /** Installs assigned models and tells of it; without it assignments are not answered. */
  installer?: ModelInstallation;
  /** Remembers commands from afar; without it they are remembered for this boot only. */
  commandLog?: CommandLog;
  /** Runs the campaigns it is sent; without it they are not answered. */
  campaigns?: CampaignOptions;
  fetch: typeof globalThis.fetch;
  /** Epoch milliseconds. */
  clock: () => number;
  monotonic?: Clock;
  random: () => number;
  /** A fresh UUID. */
  newId: () => string;
  log?: AgentLog;
}

/** What an agent says of itself. */
export interface AgentStatus {
  vin: string;
  boot: string;
  online: boolean;
  model: { version: string; digest: string };
  /** Highest sequence assigned in each stream of this boot. */
  assigned: { telemetry: number; event: number };
  /** Sequences given out in all boots of this vehicle. */
  assignedEver: number;
  /** Frames on disk that the platform has not acknowledged. */
  pending: number;
}

const TICK_MS = 1000;
const IDLE_AFTER_MS = 15_000;
/** Streams at rest are declared again after this long. */
const HEADS_EVERY_MS = 300_000;
const SILENT: AgentLog = { debug: () => undefined, warn: () => undefined };

/** The software of one car: telemetry that is never lost, an assistant that always answers, a model that can be exchanged. */
export class VehicleAgent {
  readonly vin: string;
  readonly boot: string;
  readonly #options: VehicleAgentOptions;
  readonly #ports: AgentPorts;
  readonly #log: AgentLog;
  readonly #uplink: Uplink;
  readonly #link: Link;
  readonly #downlink: Downlink;
  readonly #cockpit: Cockpit;
  readonly #commands: CommandDesk;
  readonly #telemetry: TelemetryLoop | undefined;
  readonly #installer: ModelInstallation | undefined;
  readonly #campaigns: CampaignRunner | undefined;
  readonly #turnListeners = new Set<(event: TurnFinished) => void>();
  #tick: NodeJS.Timeout | undefined;
  #stopHands: () => void = () => undefined;
  #stopStatus: (() => void) | undefined;
  #lastSeen = { telemetry: 0, atMs: 0, headsAtMs: Number.NEGATIVE_INFINITY };

  constructor(options: VehicleAgentOptions, ports: AgentPorts) {
    this.#options = options;
    this.#ports = ports;
    this.#log = ports.log ?? SILENT;
    this.vin = options.vin;
    this.boot = ports.newId();
    const { spool, clock, random, connect } = ports;
    this.#uplink = new Uplink({
      ...options.uplink,
      boot: this.boot,
      catalogue: ports.ids.shortHash,
      spool,
      clock,
      random,
      publish: (channel, payload, delivery) => this.#link.publish(channel, payload, delivery),
      room: () => this.#link.room,
      onTooLarge: (frame, payload) => this.#log.warn('agent.frame-too-large', { ...frame, ...payload }),
    });
    this.#link = new Link(
      { ...options.link, vin: this.vin, boot: this.boot, agentVersion: options.agentVersion, connect, clock, random, log: this.#log },
      {
        up: () => this.#uplink.connected(),
        down: () => this.#uplink.disconnected(),
        message: (topic, payload) => this.#downlink.receive(topic, payload),
      },
    );
    this.#downlink = new Downlink(
      this.vin,
      {
        ack: (ack) => this.#uplink.onAck(ack),
        resend: (request) => this.#uplink.onResend(request),
        model: (message) => this.#assign(message),
        command: (message) => this.#commands.receive(message),
        campaign: (message) => this.#campaigns?.receive(message),
      },
      this.#log,
    );
    this.#cockpit = new Cockpit(options, {
      bus: ports.bus,
      clock,
      monotonic: ports.monotonic ?? monotonicClock,
      random,
      newId: ports.newId,
      fetch: ports.fetch,
      understanding: () => ports.understanding,
      onFinished: (event) => this.#finished(event),
      onModelFailure: (digest, error) => this.#modelFailed(digest, error),
    });
    this.#commands = new CommandDesk({
      bus: ports.bus,
      memory: ports.commandLog ?? new CommandLog(),
      clock,
      nowMs: () => (ports.monotonic ?? monotonicClock).nowMs(),
      emit: (status) => this.emit(status),
      log: this.#log,
    });
    this.#installer = ports.installer;
    this.#campaigns =
      ports.campaigns &&
      new CampaignRunner(ports.campaigns, {
        bus: ports.bus,
        clock,
        boot: this.boot,
        catalogue: ports.ids.shortHash,
        send: ({ startTimeMs, columns, campaign }, priority) => this.#uplink.sendTelemetry(startTimeMs, columns, { campaign, priority }),
        report: (event) => this.emit(event),
        log: this.#log,
      });
    this.#telemetry =
      options.telemetry &&
      new TelemetryLoop(options.telemetry, { clock, bus: ports.bus, uplink: this.#uplink, idOf: (path) => ports.ids.idOf(path) });
  }

  get status(): AgentStatus {
    const { telemetry, event, pending } = this.#uplink.state;
    const { card, digest } = this.#ports.understanding;
    const model = { version: card.version, digest };
    const { assignedEver } = this.#ports.spool;
    return { vin: this.vin, boot: this.boot, online: this.#link.up, model, assigned: { telemetry, event }, assignedEver, pending };
  }

  /** Announces the boot and starts; works without a connection from the first moment. */
  start(): void {
    const { clock, bus, understanding } = this.#ports;
    const model = { version: understanding.card.version, digest: understanding.digest };
    const previous = this.#uplink.previousHeads();
    this.emit({ type: 'boot.started', at: clock(), agentVersion: this.#options.agentVersion, model, previous });
    this.#commands.start();
    this.#stopHands = bus.onHand((movement) => this.#hand(movement));
    this.#stopStatus = this.#installer?.onStatus((status) => this.emit(status));
    this.#lastSeen.atMs = clock();
    this.#tick = setInterval(() => this.#onTick(), TICK_MS);
    this.#telemetry?.start();
    this.#campaigns?.start();
    this.#cockpit.start();
    this.#link.start();
    this.#installer?.start().catch((error: unknown) => this.#log.warn('agent.installer-failed', { error }));
  }

  /** Ends sampling for good, waits for the turns under way, and says how far the streams have come: the last word of a parked car. */
  async park(): Promise<void> {
    this.#telemetry?.stop();
    this.#campaigns?.stop();
    await this.#cockpit.settled();
    this.#declareHeads();
  }

  /** Resolves when the platform has acknowledged every frame of this vehicle. */
  drained(): Promise<void> {
    return this.#uplink.drained();
  }

  /** Answers a driver within the deadline; see {@link Cockpit.ask}. */
  ask(utterance: string, options: AskOptions = {}): Promise<TurnResponse> {
    return this.#cockpit.ask(utterance, options);
  }

  /** Tells of every finished turn; the returned function ends it. */
  onTurn(listener: (event: TurnFinished) => void): () => void {
    this.#turnListeners.add(listener);
    return () => this.#turnListeners.delete(listener);
  }

  /**
   * Sends one frame of signals that were all read at `atMs`, e.g. a row of a recorded drive. Paths without a wire id are left out.
   * Returns false when nothing was left to send.
   */
  record(atMs: number, values: Readonly<Record<string, SignalValue>>): boolean {
    const columns = Object.entries(values).flatMap(([path, value]): Column[] => {
      const signal = this.#ports.ids.idOf(path);
      return signal === undefined ? [] : [{ signal, offsetsMs: [0], values: [value] }];
    });
    if (columns.length === 0) return false;
    this.#uplink.sendTelemetry(Math.round(atMs), columns);
    return true;
  }

  /** Sends an event of this vehicle. */
  emit(event: VehicleEvent): void {
    this.#uplink.sendEvent(event);
  }

  /** Ends sampling, declares how far the streams have come, and disconnects. The spool stays open: whoever opened it closes it. */
  async stop(): Promise<void> {
    if (!this.#tick) return;
    clearInterval(this.#tick);
    this.#stopHands();
    this.#telemetry?.stop();
    this.#campaigns?.stop();
    await this.#cockpit.stop();
    await this.#commands.stop();
    await this.#installer?.stop();
    this.#stopStatus?.();
    this.#uplink.sendHeads();
    await this.#link.stop();
    this.#uplink.stop();
  }

  #onTick(): void {
    this.#uplink.tick();
    const now = this.#ports.clock();
    const { telemetry } = this.#uplink.state;
    if (telemetry !== this.#lastSeen.telemetry) {
      this.#lastSeen = { telemetry, atMs: now, headsAtMs: Number.NEGATIVE_INFINITY };
      return;
    }
    const idle = now - this.#lastSeen.atMs >= (this.#options.idleAfterMs ?? IDLE_AFTER_MS);
    if (!idle || now - this.#lastSeen.headsAtMs < HEADS_EVERY_MS) return;
    this.#declareHeads();
  }

  #declareHeads(): void {
    const now = this.#ports.clock();
    this.#lastSeen = { telemetry: this.#uplink.state.telemetry, atMs: now, headsAtMs: now };
    this.#uplink.sendHeads();
  }

  #finished(event: TurnFinished): void {
    this.emit(event);
    for (const listener of this.#turnListeners) listener(event);
  }

  #hand(movement: HandMovement): void {
    const { clock, bus } = this.#ports;
    const moment = { nowMs: clock(), consent: this.#options.consent(), state: bus.state(), latest: this.#cockpit.latest() };
    this.emit(manualActionEvent(movement, moment));
  }

  #assign(message: unknown): void {
    this.#installer?.assign(message).catch((error: unknown) => this.#log.warn('agent.assignment-failed', { error }));
  }

  #modelFailed(digest: string, error: unknown): void {
    this.#log.warn('agent.model-failed', { digest, error });
    this.#installer?.reportFailure(digest, error).catch((failure: unknown) => this.#log.warn('agent.revert-failed', { error: failure }));
  }
}
