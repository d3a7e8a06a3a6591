import {
  encodeFrame,
  type DeadLetterReason,
  type Frame,
  type FrameHeader,
  type SignalValue,
  simpleTelemetrySchema,
  type SimpleValue,
  TELEMETRY_STREAM,
} from '@headway/contracts';
import { isArray, validateValue, valueInUnit } from '@headway/signals';
import { Refusal } from './refusal.js';
import type { IngestSignals } from './schema-check.js';

/** A simple client's JSON as a frame, and what of it could not become part of one. */
export interface Converted {
  frame: Frame;
  bytes: Uint8Array;
  dropped: { reason: DeadLetterReason; detail: string }[];
}

/**
 * Turns `up/telemetry/json` into a frame of one sample a signal. Names of an older catalogue are taken too, unless the message has
 * the signal under its name of today as well.
 * @throws Refusal `bad-json`
 */
export function convertSimpleTelemetry(payload: Uint8Array, known: IngestSignals): Converted {
  const { boot, seq, startTimeMs, signals, vin } = parse(payload);
  const { ids } = known;
  const dropped: Converted['dropped'] = [];
  const columns: Frame['columns'] = [];
  for (const [path, given] of Object.entries(signals)) {
    const sample = sampleOf(path, given, known);
    if ('reason' in sample) dropped.push(sample);
    else if (sample.path === path || !Object.hasOwn(signals, sample.path)) {
      columns.push({ signal: ids.idOf(sample.path) as number, offsetsMs: [0], values: [sample.value] });
    }
  }
  const frame: Frame = { boot, stream: TELEMETRY_STREAM, seq, startTimeMs, catalogue: ids.shortHash, columns, ...(vin ? { vin } : {}) };
  return { frame, bytes: encodeFrame(frame), dropped };
}

function parse(payload: Uint8Array) {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload));
  } catch (error) {
    throw new Refusal('bad-json', (error as Error).message);
  }
  const result = simpleTelemetrySchema.safeParse(json);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  throw new Refusal('bad-json', problems, identityOf(json));
}

const identitySchema = simpleTelemetrySchema.pick({ boot: true, seq: true });

/** Which frame it was meant to be, although the rest of it makes no sense. */
function identityOf(json: unknown): FrameHeader | undefined {
  const { data } = identitySchema.safeParse(json);
  return data && { ...data, stream: TELEMETRY_STREAM, startTimeMs: 0, catalogue: '' };
}

const shown = (given: SimpleValue) => JSON.stringify(given).slice(0, 100);

type Sample = { path: string; value: SignalValue };

/** The value as the wire carries it, or why the catalogue does not take it. */
function sampleOf(path: string, given: SimpleValue, known: IngestSignals): Sample | Converted['dropped'][number] {
  const { catalogue, ids, maps } = known;
  const value = Array.isArray(given) ? JSON.stringify(given) : given;
  const signal = catalogue.get(path);
  if (!signal || ids.idOf(path) === undefined) {
    const renamed = typeof value === 'object' ? undefined : maps?.translateNamed(path, value);
    return renamed && ids.idOf(renamed.path) !== undefined
      ? sampleOf(renamed.path, renamed.value, known)
      : { reason: 'unknown-signal', detail: path };
  }
  if (Array.isArray(given) !== isArray(signal))
    return { reason: 'invalid-value', detail: `${path}: ${shown(given)} is no ${signal.datatype}` };
  const inUnit = typeof value === 'object' ? valueInUnit(signal, value.value, value.unit) : { check: validateValue(signal, value), value };
  const check = inUnit.check.ok ? validateValue(signal, inUnit.value) : inUnit.check;
  return check.ok ? { path, value: inUnit.value } : { reason: 'invalid-value', detail: check.message };
}
