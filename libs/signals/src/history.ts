import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { SignalIds } from './ids.js';
import { SHORT_HASH } from './ids.js';
import type { KnownMap, Meaning } from './maps.js';
import type { Catalogue, Datatype } from './signal.js';
import { SignalsError } from './signals-error.js';

const meaningSchema = z.tuple([z.string(), z.string().nullable()]);
const historySchema = z.strictObject({
  /** Every signal of the map in the order of the numbers: number, path, data type, unit. No data type: never in a catalogue. */
  signals: z.array(z.tuple([z.number().int().positive(), z.string(), z.string().nullable(), z.string().nullable()])),
  /** The maps that were in use, oldest first; `was` holds what meant something else then than in the version after it. */
  versions: z
    .array(z.strictObject({ count: z.number().int().positive(), hash: z.string(), was: z.record(z.string(), meaningSchema) }))
    .min(1),
});

/** The memory of an id map: which numbers were given to whom, and what they meant. It lies beside the map's file. */
export type SignalHistory = z.infer<typeof historySchema>;

/** @throws SignalsError `invalid-ids` */
export function parseHistory(json: unknown): SignalHistory {
  const result = historySchema.safeParse(json);
  if (!result.success) throw new SignalsError('invalid-ids', `the history of an id map is wrong: ${z.prettifyError(result.error)}`);
  return result.data;
}

/**
 * The history with the map as it is now. Refuses a map that would make frames of vehicles mean something else: a number with
 * another path, numbers put in below the largest, or another unit under an unchanged hash.
 * @throws SignalsError `ids-conflict`
 */
export function continueHistory(former: SignalHistory | undefined, ids: SignalIds, catalogue: Catalogue): SignalHistory {
  const known = new Map(former?.signals.map(([, path, datatype, unit]) => [path, { datatype, unit }]));
  const signals = ids.paths.map((path): SignalHistory['signals'][number] => {
    const { datatype, unit } = catalogue.get(path) ?? known.get(path) ?? { datatype: null, unit: null };
    return [ids.idOf(path) as number, path, datatype, unit];
  });
  const version = { count: signals.length, hash: ids.hash, was: {} };
  const newest = former?.versions.at(-1);
  if (!former || !newest) return { signals, versions: [version] };
  refuseChangedNumbers(former, ids);
  const changed = changedMeanings(former, signals);
  if (newest.hash !== ids.hash) {
    const was = Object.fromEntries(changed.map(({ path, before }) => [path, before]));
    return { signals, versions: [...former.versions.slice(0, -1), { ...newest, was }, version] };
  }
  const [first] = changed.filter(({ before, after }) => before[1] !== after[1] || kindOf(before[0]) !== kindOf(after[0]));
  if (!first) return { ...former, signals };
  const told = ([datatype, unit]: [string, string | null]) => `${datatype}${unit === null ? '' : ` in ${unit}`}`;
  throw new SignalsError(
    'ids-conflict',
    `${first.path} was ${told(first.before)} and is now ${told(first.after)} under the same id map: frames of vehicles that have the former catalogue could not be told apart; give it another path`,
  );
}

function refuseChangedNumbers(former: SignalHistory, ids: SignalIds): void {
  for (const [id, path] of former.signals) {
    const now = ids.pathOf(id);
    if (now !== path) {
      throw new SignalsError(
        'ids-conflict',
        `number ${id} was ${path} and is now ${now ?? 'nobody'}: a number once given is never given again`,
      );
    }
  }
  const newest = former.versions.at(-1) as SignalHistory['versions'][number];
  if (hashOf(ids, newest.count) !== newest.hash) {
    const added = ids.paths.slice(0, newest.count).find((path) => !former.signals.some(([, known]) => known === path));
    throw new SignalsError('ids-conflict', `${added ?? 'a signal'} has a number below the largest: new signals get the next number`);
  }
}

function hashOf(ids: SignalIds, count: number): string {
  const hash = createHash('sha256');
  for (const path of ids.paths.slice(0, count)) hash.update(`${ids.idOf(path) as number} ${path}\n`);
  return hash.digest('hex');
}

function changedMeanings(former: SignalHistory, signals: SignalHistory['signals']) {
  const now = new Map(signals.map(([, path, datatype, unit]) => [path, { datatype, unit }]));
  return former.signals.flatMap(([, path, datatype, unit]) => {
    const after = now.get(path);
    if (datatype === null || !after?.datatype || (after.datatype === datatype && after.unit === unit)) return [];
    return [{ path, before: [datatype, unit] as [string, string | null], after: [after.datatype, after.unit] as [string, string | null] }];
  });
}

const kindOf = (datatype: string) =>
  /^(u?int|float|double)/.test(datatype) ? datatype.replace(/^(u?int\d+|float|double)/, 'number') : datatype;

/** What signals meant in each version of the map, by the short hash that frames of that time carry. */
export function meaningsOf({ signals, versions }: SignalHistory): Map<string, KnownMap['meaningOf']> {
  const later = new Map<string, Meaning>();
  for (const [, path, datatype, unit] of signals) if (datatype !== null) later.set(path, { datatype: datatype as Datatype, unit });
  const found = new Map<string, KnownMap['meaningOf']>();
  for (const { hash, was } of [...versions].reverse()) {
    for (const [path, [datatype, unit]] of Object.entries(was)) later.set(path, { datatype: datatype as Datatype, unit });
    const then = new Map(later);
    found.set(hash.slice(0, SHORT_HASH), (path) => then.get(path));
  }
  return found;
}
