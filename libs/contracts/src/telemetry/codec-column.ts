import type { SignalValue } from '../assistant/plan.js';
import { FrameError } from './codec-error.js';
import { LENGTH, VARINT, FIXED32, FIXED64, type WireReader, type WireWriter } from './codec-wire.js';
import type { Column } from './frame.js';

const SIGNAL = 1;
const OFFSET_DELTAS = 2;
const INTEGERS = 3;
const SCALE = 4;
const FLOATS = 5;
const DOUBLES = 6;
const BOOLEANS = 7;
const STRINGS = 8;

const MOST_DECIMALS = 7;
const POWERS = Array.from({ length: MOST_DECIMALS + 1 }, (_, decimals) => 10 ** decimals);
/** Differences of two such numbers, doubled by the zigzag code, still are exact. */
const LARGEST_SCALED = 2 ** 51;
const LARGEST_UINT32 = 4_294_967_295;

/** What kind of values a column has. */
export type ColumnKind = 'number' | 'boolean' | 'string';
/** Told of each column that is passed over, with the frame's `catalogue` as far as it is read; throws when it must not be there. */
export type ColumnCheck = (catalogue: string, signal: number, kind: ColumnKind | undefined) => void;

const KIND_BY_FIELD: (ColumnKind | undefined)[] = [];
for (const field of [INTEGERS, FLOATS, DOUBLES]) KIND_BY_FIELD[field] = 'number';
KIND_BY_FIELD[BOOLEANS] = 'boolean';
KIND_BY_FIELD[STRINGS] = 'string';

/** Passes over a column, looking only at its signal and at which kind of values it has. */
export function passColumn(reader: WireReader, catalogue: string, check: ColumnCheck): void {
  let signal = 0;
  let kind: ColumnKind | undefined;
  while (reader.at < reader.end) {
    const tag = reader.varint();
    const field = tag >>> 3;
    if (field === SIGNAL && (tag & 7) === VARINT) {
      signal = reader.varint();
      if (kind) break;
      continue;
    }
    if (field >= INTEGERS && field !== SCALE) {
      kind = KIND_BY_FIELD[field] ?? kind;
      if (kind && signal > 0) break;
    }
    reader.skip(tag & 7);
  }
  reader.at = reader.end;
  check(catalogue, signal, kind);
}

const bad = (message: string) => new FrameError('bad-column', message);

/** Writes the fields of a column; `former` is the column before it, whose offsets need no second mention. */
export function writeColumn(writer: WireWriter, column: Column, former: Column | undefined): void {
  const { signal, offsetsMs, values } = column;
  if (!Number.isInteger(signal) || signal < 0 || signal > LARGEST_UINT32) throw bad(`signal ${signal} is not an id`);
  if (values.length === 0 || values.length !== offsetsMs.length) {
    throw bad(`signal ${signal} has ${values.length} values and ${offsetsMs.length} offsets`);
  }
  writer.tag(SIGNAL, VARINT);
  writer.varint(signal);
  if (!sameOffsets(offsetsMs, former?.offsetsMs)) writeOffsets(writer, offsetsMs);
  const type = typeof values[0];
  if (values.some((value) => typeof value !== type)) throw bad(`signal ${signal} has values of mixed types`);
  if (type === 'number') writeNumbers(writer, values as number[]);
  else if (type === 'boolean') writeBooleans(writer, values as boolean[]);
  else if (type === 'string') writeStrings(writer, values as string[]);
  else throw bad(`signal ${signal} has values of type ${type}`);
}

function sameOffsets(offsets: number[], former: number[] | undefined): boolean {
  if (!former) return offsets.every((offset) => offset === 0);
  if (former === offsets) return true;
  return former.length === offsets.length && former.every((offset, index) => offset === offsets[index]);
}

function writeOffsets(writer: WireWriter, offsets: number[]): void {
  writer.tag(OFFSET_DELTAS, LENGTH);
  const start = writer.begin();
  let former = 0;
  for (const offset of offsets) {
    const delta = offset - former;
    if (!Number.isInteger(delta) || delta < 0 || delta > LARGEST_UINT32) throw bad(`offset ${offset} after ${former}`);
    writer.varint(delta);
    former = offset;
  }
  writer.end(start);
}

/** Decimal places that give every value exactly; undefined when seven are too few. */
function decimalsOf(values: number[]): number | undefined {
  let decimals = 0;
  for (const value of values) {
    if (!Number.isFinite(value) || Object.is(value, -0)) return undefined;
    while (Math.round(value * (POWERS[decimals] as number)) / (POWERS[decimals] as number) !== value) {
      if (++decimals > MOST_DECIMALS) return undefined;
    }
  }
  const power = POWERS[decimals] as number;
  // A coarser value may lose its exactness at the finer scale of another one.
  const exact = values.every((value) => Math.abs(value * power) <= LARGEST_SCALED && Math.round(value * power) / power === value);
  return exact ? decimals : undefined;
}

function writeNumbers(writer: WireWriter, values: number[]): void {
  const decimals = decimalsOf(values);
  const singles = decimals === undefined && values.every((value) => Object.is(Math.fround(value), value));
  writer.tag(decimals !== undefined ? INTEGERS : singles ? FLOATS : DOUBLES, LENGTH);
  const start = writer.begin();
  if (decimals !== undefined) {
    let former = 0;
    for (const value of values) {
      const scaled = Math.round(value * (POWERS[decimals] as number));
      writer.zigzag(scaled - former);
      former = scaled;
    }
  } else {
    for (const value of values) {
      if (singles) writer.float(value);
      else writer.double(value);
    }
  }
  writer.end(start);
  if (decimals) {
    writer.tag(SCALE, VARINT);
    writer.varint(decimals);
  }
}

function writeBooleans(writer: WireWriter, values: boolean[]): void {
  writer.tag(BOOLEANS, LENGTH);
  const start = writer.begin();
  for (const value of values) writer.varint(value ? 1 : 0);
  writer.end(start);
}

function writeStrings(writer: WireWriter, values: string[]): void {
  for (const value of values) {
    writer.tag(STRINGS, LENGTH);
    const start = writer.begin();
    writer.text(value);
    writer.end(start);
  }
}

/** Reads a column up to `reader.end`. */
export function readColumn(reader: WireReader, former: Column | undefined): Column {
  let signal = 0;
  let scale = 0;
  let kind = 0;
  const offsetsMs: number[] = [];
  const values: SignalValue[] = [];
  while (reader.at < reader.end) {
    const tag = reader.varint();
    const field = Math.floor(tag / 8);
    const wireType = tag % 8;
    if (field === SIGNAL && wireType === VARINT) signal = reader.varint();
    else if (field === SCALE && wireType === VARINT) scale = reader.varint();
    else if (field === OFFSET_DELTAS) readPacked(reader, wireType, VARINT, () => pushOffset(offsetsMs, reader.varint()));
    else if (field === INTEGERS || (field >= FLOATS && field <= STRINGS)) {
      if (kind !== 0 && kind !== field) throw bad(`signal ${signal} has values of two kinds`);
      kind = field;
      readValues(reader, { field, wireType, values });
    } else if (field === 0) throw new FrameError('malformed', 'field number 0');
    else reader.skip(wireType);
  }
  if (signal > LARGEST_UINT32) throw bad(`signal ${signal} is not an id`);
  if (kind === INTEGERS) undoDifferences(values as number[], scale);
  return { signal, offsetsMs: completeOffsets(offsetsMs, values.length, former), values };
}

/** Repeated numbers come packed or one by one (encoding specification, "Packed Repeated Fields"). */
function readPacked(reader: WireReader, wireType: number, single: number, read: () => void): void {
  if (wireType === single) read();
  else if (wireType === LENGTH) {
    const outer = reader.end;
    reader.end = reader.block();
    while (reader.at < reader.end) read();
    reader.end = outer;
  } else throw new FrameError('malformed', `wire type ${wireType} in a repeated field`);
}

function readValues(reader: WireReader, { field, wireType, values }: { field: number; wireType: number; values: SignalValue[] }): void {
  if (field === INTEGERS) readPacked(reader, wireType, VARINT, () => values.push(reader.zigzag()));
  else if (field === FLOATS) readPacked(reader, wireType, FIXED32, () => values.push(reader.float()));
  else if (field === DOUBLES) readPacked(reader, wireType, FIXED64, () => values.push(reader.double()));
  else if (field === BOOLEANS) readPacked(reader, wireType, VARINT, () => values.push(reader.varint() !== 0));
  else if (wireType === LENGTH) values.push(reader.text());
  else throw new FrameError('malformed', `wire type ${wireType} for a string`);
}

function pushOffset(offsets: number[], delta: number): void {
  if (delta > LARGEST_UINT32) throw bad(`an offset difference of ${delta} ms`);
  offsets.push((offsets.at(-1) ?? 0) + delta);
}

function undoDifferences(values: number[], scale: number): void {
  const power = POWERS[scale];
  if (power === undefined) throw bad(`${scale} decimal places`);
  let sum = 0;
  for (let index = 0; index < values.length; index++) {
    sum += values[index] as number;
    if (!Number.isSafeInteger(sum)) throw bad('an integer is above 2^53');
    values[index] = sum / power;
  }
}

function completeOffsets(offsets: number[], count: number, former: Column | undefined): number[] {
  if (count === 0) throw bad('a column without values');
  const complete = offsets.length > 0 ? offsets : former ? former.offsetsMs.slice() : new Array<number>(count).fill(0);
  if (complete.length !== count) throw bad(`${count} values and ${complete.length} offsets`);
  return complete;
}
