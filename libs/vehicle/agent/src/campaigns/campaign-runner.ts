import { type CampaignFrame, Collector, DEFAULT_RING_BYTES } from '@headway/campaigns/collector';
import { type KnownSignals, typeOfSignal } from '@headway/campaigns/rules';
import { campaignRef, type CampaignsActive, encodeFrame, TELEMETRY_STREAM } from '@headway/contracts';
import { describeError } from '@headway/platform/errors';
import type { Priority } from '@headway/telemetry/spool';
import type { AgentLog, VehicleBus } from '../ports.js';
import { CampaignFiles } from './campaign-files.js';
import { type ReadSet, readSet } from './read-set.js';
import { spoolClass } from './spool-class.js';

/** What makes a vehicle able to run campaigns. */
export interface CampaignOptions {
  signals: KnownSignals;
  /** Folder of this vehicle's campaigns alone; made when missing. */
  folder: string;
  /** Bytes of all campaigns together on a UTC day; only their own budgets count when absent. */
  bytesPerDay?: number;
  maxRingBytes?: number;
}

interface CampaignPorts {
  bus: Pick<VehicleBus, 'read'>;
  /** Epoch milliseconds. */
  clock: () => number;
  boot: string;
  /** Short hash of the signal id map. */
  catalogue: string;
  send: (frame: CampaignFrame, priority: Priority) => void;
  report: (event: CampaignsActive) => void;
  log: AgentLog;
}

/** A clock that goes back by more than this begins anew; by less, it is waited for. */
const LARGEST_STEP_BACK_MS = 5000;
const EMPTY_SET = { revision: 0, campaigns: [] };

/**
 * The campaigns of one vehicle: keeps the set in force on disk, looks at the signals in its rhythm, and tells the platform what is active. Without
 * campaigns it costs nothing: no timer runs.
 */
export class CampaignRunner {
  readonly #options: CampaignOptions;
  readonly #ports: CampaignPorts;
  readonly #files: CampaignFiles;
  #body = '';
  #set: ReadSet;
  #collector: Collector;
  #timer: NodeJS.Timeout | undefined;
  #lastMs = 0;
  #started = false;

  constructor(options: CampaignOptions, ports: CampaignPorts) {
    this.#options = options;
    this.#ports = ports;
    this.#files = new CampaignFiles(options.folder);
    this.#set = readSet(EMPTY_SET, options.signals);
    this.#collector = this.#collect();
  }

  /** Takes up the set that was in force. */
  start(): void {
    this.#started = true;
    const body = this.#files.readSet();
    if (body === undefined) return;
    try {
      this.#apply(body);
    } catch (error) {
      this.#ports.log.warn('agent.campaigns-unreadable', { error });
    }
  }

  /** A set has come from the platform. */
  receive(message: unknown): void {
    const body = JSON.stringify(message);
    // Every connection brings the retained set again; what is collected goes on.
    if (body === this.#body) return;
    try {
      readSet(message, this.#options.signals);
    } catch (error) {
      return this.#reportBroken(message, `not a set of campaigns: ${describeError(error)}`);
    }
    try {
      this.#files.writeSet(body);
    } catch (error) {
      return this.#reportBroken(message, `cannot be kept: ${describeError(error)}`);
    }
    this.#apply(body);
  }

  /** Sends what is in hand and writes down what was spent. */
  stop(): void {
    if (!this.#started) return;
    this.#started = false;
    this.#pause();
    this.#collector.finish(this.#ports.clock());
    this.#writeSpent();
  }

  #apply(body: string): void {
    const set = readSet(JSON.parse(body), this.#options.signals);
    this.#pause();
    this.#collector.finish(this.#ports.clock());
    this.#writeSpent();
    this.#set = set;
    this.#body = body;
    this.#begin();
    this.#report();
  }

  #begin(): void {
    this.#collector = this.#collect();
    this.#lastMs = this.#ports.clock();
    if (this.#set.accepted.length > 0 && this.#started) this.#timer = setInterval(() => this.#look(), this.#collector.everyMs);
  }

  #collect(): Collector {
    const { signals, bytesPerDay, maxRingBytes = DEFAULT_RING_BYTES } = this.#options;
    const { boot, catalogue, send } = this.#ports;
    const classes = new Map(this.#set.accepted.map(({ campaign }) => [campaignRef(campaign), spoolClass(campaign.priority)]));
    return new Collector({
      campaigns: this.#set.accepted,
      inputs: this.#set.inputs,
      typeOf: (path) => {
        const signal = signals.catalogue.get(path);
        return signal && typeOfSignal(signal);
      },
      maxRingBytes,
      budget: {
        spent: this.#files.readSpent(),
        reserve: (spent) => this.#files.writeSpent(spent),
        ...(bytesPerDay === undefined ? {} : { bytesPerDay }),
      },
      // The highest sequence has the longest name: no frame is larger than this says.
      bytesOf: (frame) => encodeFrame({ ...frame, boot, catalogue, stream: TELEMETRY_STREAM, seq: Number.MAX_SAFE_INTEGER }).length,
      emit: (frame) => send(frame, classes.get(frame.campaign) ?? 'normal'),
    });
  }

  #look(): void {
    let now = this.#ports.clock();
    if (now < this.#lastMs - LARGEST_STEP_BACK_MS) {
      this.#pause();
      this.#writeSpent();
      this.#begin();
      return;
    }
    now = Math.max(now, this.#lastMs);
    this.#lastMs = now;
    const { paths } = this.#collector;
    for (let slot = 0; slot < paths.length; slot += 1) this.#collector.offer(slot, now, this.#ports.bus.read(paths[slot] as string));
    try {
      if (this.#collector.settle(now)) this.#report();
    } catch (error) {
      // A disk that refuses the budget's note: nothing is sent that could not be counted.
      this.#ports.log.warn('agent.campaign-failed', { error });
    }
  }

  #pause(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #writeSpent(): void {
    if (this.#set.accepted.length === 0) return;
    try {
      this.#files.writeSpent(this.#collector.spent());
    } catch (error) {
      this.#ports.log.warn('agent.campaign-budget-unwritten', { error });
    }
  }

  #report(broken?: CampaignsActive['broken']): void {
    const active: CampaignsActive['active'] = [
      ...this.#collector.states().map(({ campaign: { id, revision }, state }) => ({ id, revision, state })),
      ...this.#set.refused.map(({ id, revision, reason }) => ({ id, revision, state: 'refused' as const, reason })),
    ];
    this.#ports.report({
      type: 'campaigns.active',
      at: this.#ports.clock(),
      revision: this.#set.revision,
      active,
      ...(broken ? { broken } : {}),
    });
  }

  #reportBroken(message: unknown, reason: string): void {
    const revision = (message as { revision?: unknown } | null)?.revision;
    this.#ports.log.warn('agent.campaigns-broken', { reason });
    this.#report({ revision: typeof revision === 'number' && Number.isInteger(revision) ? revision : null, reason: reason.slice(0, 500) });
  }
}
