import {
  encodeFrame,
  type DeadLetterReason,
  type Frame,
  type FrameHeader,
  type SignalValue,
  simpleTelemetrySchema,
  TELEMETRY_STREAM,
} from '@headway/contracts';
import { type Catalogue, type SignalIds, validateValue } from '@headway/signals';
import { Refusal } from './refusal.js';

/** A simple client's JSON as a frame, and what of it could not become part of one. */
export interface Converted {
  frame: Frame;
  bytes: Uint8Array;
  dropped: { reason: DeadLetterReason; detail: string }[];
}

/**
 * Turns `up/telemetry/json` into a frame of one sample a signal.
 * @throws Refusal `bad-json`
 */
export function convertSimpleTelemetry(payload: Uint8Array, { catalogue, ids }: { catalogue: Catalogue; ids: SignalIds }): Converted {
  const { boot, seq, startTimeMs, signals, vin } = parse(payload);
  const dropped: Converted['dropped'] = [];
  const columns: Frame['columns'] = [];
  for (const [path, value] of Object.entries(signals)) {
    const problem = problemOf(path, value, { catalogue, ids });
    if (problem) dropped.push(problem);
    else columns.push({ signal: ids.idOf(path) as number, offsetsMs: [0], values: [value] });
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

function problemOf(path: string, value: SignalValue, { catalogue, ids }: { catalogue: Catalogue; ids: SignalIds }) {
  const signal = catalogue.get(path);
  if (!signal || ids.idOf(path) === undefined) return { reason: 'unknown-signal' as const, detail: path };
  const check = validateValue(signal, value);
  return check.ok ? undefined : { reason: 'invalid-value' as const, detail: check.message };
}
