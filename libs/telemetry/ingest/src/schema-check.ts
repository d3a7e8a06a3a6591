import type { ColumnCheck, ColumnKind, FrameHeader } from '@headway/contracts';
import { type Catalogue, makeSignalMaps, type SignalIds, type SignalMaps } from '@headway/signals';
import { Refusal } from './refusal.js';

/** Kinds of values by their number in a table; `ANY` is a signal that has nothing to compare with. */
const KINDS: readonly (ColumnKind | undefined)[] = [undefined, 'number', 'boolean', 'string'];
const UNKNOWN = 0;
const ANY = 4;
/** Ids above are looked up in a map instead of a table. */
const LARGEST_IN_TABLE = 65_535;

/** What ingest knows about signals; without `maps`, the current one and those it has grown from. */
export interface IngestSignals {
  catalogue: Catalogue;
  ids: SignalIds;
  maps?: SignalMaps;
}

/**
 * Recognises frames whose schema is not one known here: columns under an id map that nobody knows, ids without a path in their map,
 * values of another kind than the signal's. Costs a table look-up a column.
 */
export class SchemaCheck {
  private readonly maps: SignalMaps;
  private readonly catalogue: Catalogue;
  private readonly tables = new Map<SignalIds, KindTable>();
  /** Table of the last frame: nearly all frames of a moment have the same map. */
  private last: { hash: string; table: KindTable };

  constructor({ catalogue, ids, maps = makeSignalMaps(ids) }: IngestSignals) {
    this.maps = maps;
    this.catalogue = catalogue;
    this.last = { hash: '', table: this.tableOf(ids) };
  }

  /** Throws {@link Refusal} for a column that the frame's map does not have. */
  readonly column: ColumnCheck = (hash, signal, kind) => {
    if (hash !== this.last.hash) this.turnTo(hash);
    const expected = this.last.table.kindOf(signal);
    if (expected === UNKNOWN) throw new Refusal('schema-drifted', `signal ${signal} is in no id map known here`);
    if (expected !== ANY && kind !== KINDS[expected]) {
      throw new Refusal('schema-drifted', `signal ${signal} has values of type ${kind ?? 'none'}, not ${KINDS[expected]}`);
    }
  };

  /** Throws {@link Refusal} for telemetry that names an id map which nobody knows, columns or not. */
  map({ catalogue, stream }: FrameHeader): void {
    if (stream === 0 && catalogue !== this.last.hash) this.turnTo(catalogue);
  }

  private turnTo(hash: string): void {
    const ids = this.maps.mapOf(hash);
    if (!ids) throw new Refusal('schema-drifted', `no signal id map ${hash} is known here`);
    this.last = { hash, table: this.tableOf(ids) };
  }

  private tableOf(ids: SignalIds): KindTable {
    const known = this.tables.get(ids);
    if (known) return known;
    const made = new KindTable(ids, this.catalogue);
    this.tables.set(ids, made);
    return made;
  }
}

/** Kinds of values by signal id. */
class KindTable {
  private readonly table: Uint8Array;
  private readonly above = new Map<number, number>();

  constructor(ids: SignalIds, catalogue: Catalogue) {
    const known = ids.paths.map((path) => [ids.idOf(path) as number, numberOf(catalogue.get(path)?.datatype)] as const);
    const small = known.filter(([id]) => id <= LARGEST_IN_TABLE);
    this.table = new Uint8Array(small.reduce((largest, [id]) => Math.max(largest, id), 0) + 1);
    for (const [id, kind] of small) this.table[id] = kind;
    for (const [id, kind] of known) if (id > LARGEST_IN_TABLE) this.above.set(id, kind);
  }

  kindOf(signal: number): number {
    return signal < this.table.length ? (this.table[signal] as number) : (this.above.get(signal) ?? UNKNOWN);
  }
}

/** Arrays cannot be columns, and a path without a catalogue entry was renamed or removed: nothing to compare with. */
function numberOf(datatype: string | undefined): number {
  if (datatype === undefined || datatype.endsWith('[]')) return ANY;
  return datatype === 'boolean' ? 2 : datatype === 'string' ? 3 : 1;
}
