import type { SignalValue } from '../assistant/plan.js';

/** Streams of a vehicle; each has its own gapless sequence a boot. */
export const TELEMETRY_STREAM = 0;
export const EVENT_STREAM = 1;
export type Stream = typeof TELEMETRY_STREAM | typeof EVENT_STREAM;

/** Samples of one signal: `values[i]` was read `offsetsMs[i]` after the frame's start. */
export interface Column {
  /** Signal id of the append-only id map. */
  signal: number;
  /** Not negative and not decreasing, as long as `values`. */
  offsetsMs: number[];
  /** All of one type: numbers, booleans or strings. */
  values: SignalValue[];
}

/**
 * What a vehicle sends upstream; the VIN stands in the topic, and may stand in the frame as well.
 * Exactly one of `columns` (telemetry) and `event` (JSON text of a vehicle event) has content.
 */
export interface Frame {
  boot: string;
  stream: Stream;
  /** From 1, without gaps in a (boot, stream). */
  seq: number;
  /** Milliseconds since the epoch, the vehicle's clock. */
  startTimeMs: number;
  /** First 8 hexadecimal digits of the hash of the signal id map that `columns` use. */
  catalogue: string;
  columns: Column[];
  event?: string;
  /** Which campaign collected the columns, `<campaign id>@<revision>`; absent for what a vehicle samples of itself. */
  campaign?: string;
  /** Vehicle that made the frame; ingest refuses a frame whose topic names another. */
  vin?: string;
}
