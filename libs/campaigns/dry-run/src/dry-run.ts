import { type CampaignFrame, utcDay } from '@headway/campaigns/collector';
import type { KnownSignals } from '@headway/campaigns/rules';
import { type Campaign, type Column, type DryRunReport, encodeFrame, TELEMETRY_STREAM } from '@headway/contracts';
import { RecordedVehicle } from './recorded-vehicle.js';

export interface DryRunOptions {
  campaign: Campaign;
  signals: KnownSignals;
  fromMs: number;
  toMs: number;
  /** Bytes of a frame after the link's compression. */
  compressedBytes: (frame: Uint8Array) => number;
}

const EXAMPLES = 20;
const HOUR_MS = 3_600_000;
const BOOT = '00000000-0000-4000-8000-000000000000';
const CATALOGUE = '00000000';

interface Day {
  triggers: number;
  bytes: number;
  compressed: number;
  spent: boolean;
}

/** A campaign over recorded data: the very evaluator and collector of the vehicle, and what it would have cost. */
export class DryRun {
  readonly #vehicles = new Map<string, RecordedVehicle>();
  readonly #days = new Map<string, Day>();
  readonly #examples: { vin: string; at: number }[] = [];
  readonly #more: { vin: string; at: number }[] = [];
  readonly #counts = { frames: 0, samples: 0, observedMs: 0, sent: 0 };

  constructor(private readonly options: DryRunOptions) {}

  /** A recorded frame; the frames of each vehicle in the order of their beginnings. */
  add(vin: string, startTimeMs: number, columns: readonly Column[]): void {
    const vehicle = this.#vehicles.get(vin) ?? this.#open(vin);
    this.#counts.frames += 1;
    this.#counts.samples += vehicle.add(startTimeMs, columns);
  }

  /** Ends the run. `tookMs` is left to whoever has a clock. */
  finish(): Omit<DryRunReport, 'tookMs'> {
    const { fromMs, toMs } = this.options;
    for (const vehicle of this.#vehicles.values()) vehicle.finish(toMs);
    const { frames, samples, observedMs, sent } = this.#counts;
    const vehicles = this.#vehicles.size;
    const days = [...this.#days.values()];
    const triggers = this.#summary(days, (day) => day.triggers);
    return {
      from: fromMs,
      to: toMs,
      vehicles,
      vehicleDays: days.length,
      frames,
      samples,
      observedMs,
      observedShare: vehicles === 0 ? 0 : Math.min(1, observedMs / (vehicles * (toMs - fromMs))),
      triggers,
      bytes: { ...this.#summary(days, (day) => day.bytes), frames: sent },
      compressedBytes: this.#summary(days, (day) => day.compressed),
      budgetSpentVehicleDays: days.filter(({ spent }) => spent).length,
      absentSignals: this.#absent(),
      examples: [...this.#examples, ...this.#more].slice(0, EXAMPLES),
    };
  }

  #summary(days: readonly Day[], of: (day: Day) => number) {
    const values = days.map(of);
    const total = values.reduce((sum, value) => sum + value, 0);
    const hours = this.#counts.observedMs / HOUR_MS;
    return {
      total,
      perVehicleDay: {
        mean: values.length === 0 ? 0 : total / values.length,
        max: values.reduce((most, value) => Math.max(most, value), 0),
      },
      perHour: hours === 0 ? 0 : total / hours,
    };
  }

  #absent(): string[] {
    const vehicles = [...this.#vehicles.values()];
    if (vehicles.length === 0) return this.options.campaign.signals.map(({ path }) => path);
    const [first, ...rest] = vehicles.map(({ absent }) => absent);
    return (first ?? []).filter((path) => rest.every((absent) => absent.includes(path)));
  }

  #open(vin: string): RecordedVehicle {
    const { campaign, signals, compressedBytes } = this.options;
    const encode = (frame: CampaignFrame) =>
      encodeFrame({ ...frame, boot: BOOT, catalogue: CATALOGUE, stream: TELEMETRY_STREAM, seq: Number.MAX_SAFE_INTEGER });
    const vehicle = new RecordedVehicle({
      campaign,
      signals,
      bytesOf: (frame) => encode(frame).length,
      onFrame: (frame, { bytes, atMs }) => {
        const day = this.#day(vin, atMs);
        day.bytes += bytes;
        day.compressed += compressedBytes(encode(frame));
        this.#counts.sent += 1;
      },
      onTrigger: (atMs) => {
        this.#day(vin, atMs).triggers += 1;
        this.#example(vin, atMs);
      },
      onBudgetSpent: (atMs) => (this.#day(vin, atMs).spent = true),
      onCovered: (from, to) => {
        this.#counts.observedMs += to - from;
        this.#day(vin, to);
      },
    });
    this.#vehicles.set(vin, vehicle);
    return vehicle;
  }

  #example(vin: string, at: number): void {
    if (this.#examples.length < EXAMPLES && !this.#examples.some((example) => example.vin === vin)) this.#examples.push({ vin, at });
    else if (this.#more.length < EXAMPLES) this.#more.push({ vin, at });
  }

  #day(vin: string, atMs: number): Day {
    const key = `${vin} ${utcDay(atMs)}`;
    let day = this.#days.get(key);
    if (!day) {
      day = { triggers: 0, bytes: 0, compressed: 0, spent: false };
      this.#days.set(key, day);
    }
    return day;
  }
}
