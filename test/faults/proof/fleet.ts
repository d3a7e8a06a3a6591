import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import {
  completenessSchema,
  fleetCompletenessSchema,
  type SignalValue,
  turnSummarySchema,
  vehicleHistorySchema,
  vehicleTwinSchema,
} from '@headway/contracts';
import { CHARTED } from '../publishers/values.js';
import type { Account, Occurrence } from './account.js';

const POLL_MS = 100;
/** The history lags behind the ledger a little. */
const HISTORY_LIMIT_MS = 15_000;
const HISTORY_SPAN_MS = 3_600_000;

async function get(url: string): Promise<unknown> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(10_000) });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}

const totalsOf = async (fleetUrl: string) => fleetCompletenessSchema.parse(await get(`${fleetUrl}/v1/completeness`)).totals;

/** Waits until the fleet's ledgers hold as many frames as the log and miss none; gives up after the limit, and the proof will show. */
export async function untilRead(fleetUrl: string, frames: number, limitMs: number): Promise<void> {
  const until = Date.now() + limitMs;
  for (;;) {
    const totals = await totalsOf(fleetUrl).catch(() => undefined);
    if (totals && totals.stored >= frames && totals.missing === 0) return;
    if (Date.now() > until) return;
    await delay(POLL_MS);
  }
}

/** A reader that stands still differs in everything; the first differences tell as much. */
const MOST_DIFFERENCES = 12;

/** Every way in which the fleet's answers differ from the log and from what was sent. */
export interface FleetProof {
  visibleDuplicates: number;
  differences: string[];
}

interface Expected {
  fleetUrl: string;
  vehicles: readonly { vin: string; skewMs: number }[];
  account: Account;
  pathOf: (id: number) => string;
  /** When a frame was made, by the publishers' record. */
  madeMs: (name: string) => number;
}

/** Reads ledgers, twins and counted effects over HTTP. */
export async function proveFleet({ fleetUrl, vehicles, account, pathOf, madeMs }: Expected): Promise<FleetProof> {
  const differences: string[] = [];
  const totals = await totalsOf(fleetUrl);
  const turns = turnSummarySchema.parse(await get(`${fleetUrl}/v1/turns/summary`)).total;
  const told = [...account.occurrences.values()].filter(({ frame }) => frame.event?.includes('"type":"turn.finished"')).length;
  if (turns < told) differences.push(`${told} turns were told of, the fleet counts ${turns}`);
  let shownTwice = 0;
  for (const { vin, skewMs } of vehicles) {
    const frames = [...account.occurrences].filter(([, each]) => each.vin === vin);
    differences.push(...(await ledgerDifferences(fleetUrl, vin, new Map(frames))));
    differences.push(...(await twinDifferences(fleetUrl, vin, newest(frames, { pathOf, madeMs }))));
    // What is a day old is not in the charts of the last hours.
    if (skewMs < 0) continue;
    const expected = frames.reduce((sum, [, { frame }]) => sum + samplesOf(frame, (id) => pathOf(id) === CHARTED), 0);
    const charted = await chartedSamples(fleetUrl, vin, expected);
    if (charted < expected) differences.push(`the history of ${vin} has ${charted} samples of ${CHARTED}, the log ${expected}`);
    shownTwice += Math.max(0, charted - expected);
  }
  return { visibleDuplicates: totals.duplicatesVisible + Math.max(0, turns - told) + shownTwice, differences: briefly(differences) };
}

async function ledgerDifferences(fleetUrl: string, vin: string, frames: ReadonlyMap<string, Occurrence>): Promise<string[]> {
  const { streams } = completenessSchema.parse(await get(`${fleetUrl}/v1/vehicles/${vin}/completeness`));
  const counts = new Map<string, number>();
  for (const { frame } of frames.values()) {
    const stream = `${frame.boot}/${frame.stream}`;
    counts.set(stream, (counts.get(stream) ?? 0) + 1);
  }
  const differences: string[] = [];
  for (const { boot, stream, stored, missing, declaredLost, head } of streams) {
    const name = `${boot}/${stream}`;
    const inLog = counts.get(name) ?? 0;
    counts.delete(name);
    if (stored !== inLog) differences.push(`the ledger of ${vin}/${name} has ${stored} frames, the log ${inLog}`);
    if (missing > 0) differences.push(`the ledger of ${vin}/${name} misses ${missing} of ${head} frames`);
    if (stored + declaredLost + missing !== head) differences.push(`the ledger of ${vin}/${name} does not add up`);
  }
  for (const [name, count] of counts) differences.push(`the fleet has no ledger of ${vin}/${name}, the log ${count} frames`);
  return differences;
}

interface NewestValue {
  value: SignalValue;
  boot: string;
  seq: number;
}

/** The value of every signal that the vehicle sent last, by the order in which its publisher made the frames. */
function newest(
  frames: readonly (readonly [string, Occurrence])[],
  { pathOf, madeMs }: Pick<Expected, 'pathOf' | 'madeMs'>,
): Map<string, NewestValue> {
  const ordered = frames.map(([name, { frame }]) => ({ frame, at: madeMs(name) })).sort((a, b) => a.at - b.at || a.frame.seq - b.frame.seq);
  const values = new Map<string, NewestValue>();
  for (const { frame } of ordered) {
    for (const { signal, values: samples } of frame.columns)
      values.set(pathOf(signal), { value: samples.at(-1) as SignalValue, boot: frame.boot, seq: frame.seq });
  }
  return values;
}

async function twinDifferences(fleetUrl: string, vin: string, expected: ReadonlyMap<string, NewestValue>): Promise<string[]> {
  const { signals } = vehicleTwinSchema.parse(await get(`${fleetUrl}/v1/vehicles/${vin}`));
  const differences: string[] = [];
  for (const [path, last] of expected) {
    const shown = signals[path];
    const found = shown && { value: shown.value, boot: shown.boot, seq: shown.seq };
    if (!isDeepStrictEqual(found, last))
      differences.push(`the twin of ${vin} shows ${path} as ${JSON.stringify(found)}, sent last was ${JSON.stringify(last)}`);
  }
  return differences;
}

const briefly = (all: string[]): string[] =>
  all.length <= MOST_DIFFERENCES
    ? all
    : [...all.slice(0, MOST_DIFFERENCES), `${all.length - MOST_DIFFERENCES} more differences in the fleet`];

const samplesOf = ({ columns }: Occurrence['frame'], wanted: (id: number) => boolean): number =>
  columns.reduce((sum, { signal, values }) => sum + (wanted(signal) ? values.length : 0), 0);

/** Samples in the charts of the last hour, once there are as many as expected or the limit is over. */
async function chartedSamples(fleetUrl: string, vin: string, expected: number): Promise<number> {
  const until = Date.now() + HISTORY_LIMIT_MS;
  for (;;) {
    const to = Date.now() + POLL_MS;
    const query = new URLSearchParams({ signals: CHARTED, from: `${to - HISTORY_SPAN_MS}`, to: `${to}`, points: '1' });
    const { signals } = vehicleHistorySchema.parse(await get(`${fleetUrl}/v1/vehicles/${vin}/history?${query}`));
    const charted = signals[CHARTED]?.points.reduce((sum, { count }) => sum + count, 0) ?? 0;
    if (charted >= expected || Date.now() > until) return charted;
    await delay(POLL_MS);
  }
}
