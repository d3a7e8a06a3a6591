import { arrayItemSchema, readNode, readRecord, type Report, walkTree } from './catalogue-tree.js';
import { compilePattern } from './pattern.js';
import { type Catalogue, elementOf, SCALARS, type Datatype, type Signal } from './signal.js';
import { SignalsError } from './signals-error.js';
import { checkElement } from './value.js';
import { z } from 'zod';

const MOST_SIGNALS = 100_000;
/** Longest list of allowed values. */
const MOST_ALLOWED = 10_000;

const number = z.union([
  z.number(),
  z
    .string()
    .regex(/^-?\d+(\.\d+)?$/)
    .transform(Number),
]);

/** A node of the official JSON export (vss-tools `vspec export json`); keys we do not need are let through. */
const nodeSchema = z.object({
  type: z.enum(['branch', 'sensor', 'actuator', 'attribute']),
  description: z.string().default(''),
  datatype: z.string().optional(),
  unit: z.string().optional(),
  min: number.optional(),
  max: number.optional(),
  allowed: z.array(arrayItemSchema).max(MOST_ALLOWED).optional(),
  pattern: z.string().optional(),
  arraysize: z.number().int().positive().optional(),
  deprecation: z.string().optional(),
});
type Node = z.infer<typeof nodeSchema>;

/** An overlay's node may give only what it changes. */
const overlayNodeSchema = nodeSchema.partial().extend({ description: z.string().optional() });

/** A catalogue, and everything in its source that could not become part of it. */
export interface CatalogueReading {
  catalogue: Catalogue;
  /** Defects: the catalogue should not be used before they are mended. */
  problems: CatalogueProblem[];
  /** Signals left out, because a data type has no place on our wire; the rest may be used. */
  skipped: CatalogueProblem[];
}

/** What is wrong, and where. */
export interface CatalogueProblem {
  path: string;
  reason: string;
}

const isDatatype = (name: string): name is Datatype => (SCALARS as readonly string[]).includes(name.replace(/\[\]$/, ''));

function toSignal(path: string, node: Node, report: Report): Signal | undefined {
  const { type, datatype, unit, min, max, allowed, pattern, arraysize, description, deprecation } = node;
  if (type === 'branch' || datatype === undefined) return report.problem(path, 'a signal needs a type and a datatype');
  // Structured types are named by a path; their values would need a wire form of their own.
  if (!isDatatype(datatype) && /^[A-Z]\w*(\.\w+)+(\[\])?$/.test(datatype)) return report.skip(path, `the structured data type ${datatype}`);
  if (!isDatatype(datatype)) return report.problem(path, `the data type ${datatype} is none of VSS`);
  if (min !== undefined && max !== undefined && min > max) return report.problem(path, `min ${min} is above max ${max}`);
  const signal: Signal = {
    path,
    kind: type,
    datatype,
    unit: unit === undefined || unit === '' ? null : unit === 'Celsius' ? 'celsius' : unit,
    description,
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(arraysize === undefined ? {} : { arraySize: arraysize }),
    ...(deprecation === undefined ? {} : { deprecation }),
  };
  const misfit = allowed?.find((value) => !checkElement(elementOf(signal), value).ok);
  if (misfit !== undefined)
    return report.problem(path, `the allowed value ${JSON.stringify(misfit)} is no ${elementOf(signal).datatype} of its range`);
  if (allowed) signal.allowed = allowed;
  if (pattern !== undefined) {
    try {
      signal.pattern = compilePattern(pattern);
    } catch (error) {
      return report.problem(path, `the pattern ${JSON.stringify(pattern.slice(0, 100))}: ${(error as Error).message}`);
    }
  }
  return signal;
}

/** Reads a catalogue in the official JSON export of any VSS release, and says of every signal that it could not take why. */
export function readCatalogue(json: unknown): CatalogueReading {
  const signals = new Map<string, Signal>();
  const reading: CatalogueReading = { catalogue: signals, problems: [], skipped: [] };
  collect(json, reading, (path, given, report) => {
    if (signals.size >= MOST_SIGNALS) throw new SignalsError('invalid-catalogue', `${path}: more than ${MOST_SIGNALS} signals`);
    const node = readNode(nodeSchema, given, { path, report });
    const signal = node && toSignal(path, node, report);
    if (signal) signals.set(path, signal);
  });
  if (signals.size === 0 && reading.problems.length === 0)
    reading.problems.push({ path: 'catalogue', reason: 'there are no signals in it' });
  return reading;
}

/**
 * Reads an overlay onto a catalogue: its signals added, its changes made. An overlay has the export's shape, or a flat one with
 * dotted paths; for a signal that exists it need only give what differs.
 */
export function readOverlay(catalogue: Catalogue, overlay: unknown): CatalogueReading {
  const signals = new Map(catalogue);
  const reading: CatalogueReading = { catalogue: signals, problems: [], skipped: [] };
  collect(overlay, reading, (path, given, report) => {
    const change = readNode(overlayNodeSchema, given, { path, report });
    const former = signals.get(path);
    const merged = change && (former ? { ...nodeOf(former), ...definedOf(change) } : change);
    const node = merged && readNode(nodeSchema, merged, { path, report });
    const signal = node && toSignal(path, node, report);
    if (signal) signals.set(path, signal);
  });
  return reading;
}

function collect(
  json: unknown,
  { problems, skipped }: CatalogueReading,
  leaf: (path: string, json: unknown, report: Report) => void,
): void {
  const report: Report = {
    problem: (path, reason) => void problems.push({ path, reason }),
    skip: (path, reason) => void skipped.push({ path, reason }),
  };
  try {
    walkTree(readRecord(json), report, leaf);
  } catch (error) {
    if (!(error instanceof SignalsError)) throw error;
    problems.push({ path: 'catalogue', reason: error.message });
  }
}

/**
 * Reads a catalogue of which nothing may be wrong.
 * @throws SignalsError `invalid-catalogue`, naming the first path and how many more there are
 */
export const parseCatalogue = (json: unknown): Catalogue => faultless(readCatalogue(json));

/**
 * Reads an overlay of which nothing may be wrong.
 * @throws SignalsError `invalid-catalogue`
 */
export const applyOverlay = (catalogue: Catalogue, overlay: unknown): Catalogue => faultless(readOverlay(catalogue, overlay));

function faultless({ catalogue, problems }: CatalogueReading): Catalogue {
  const [first, ...others] = problems;
  if (!first) return catalogue;
  const more = others.length > 0 ? ` (and ${others.length} more problems)` : '';
  throw new SignalsError('invalid-catalogue', `${first.path}: ${first.reason}${more}`);
}

function nodeOf({ kind, unit, pattern, arraySize, path: _path, ...rest }: Signal) {
  return { ...rest, type: kind, unit: unit ?? undefined, pattern: pattern?.source, arraysize: arraySize };
}

const definedOf = (node: object) => Object.fromEntries(Object.entries(node).filter(([, value]) => value !== undefined));
