import { signalValueSchema } from '@headway/contracts';
import { z } from 'zod';
import { type Catalogue, SCALARS, type Datatype, type Signal } from './signal.js';
import { SignalsError } from './signals-error.js';

const MOST_SIGNALS = 100_000;
const DEEPEST = 40;

const datatypeSchema = z
  .string()
  .refine((name): name is Datatype => (SCALARS as readonly string[]).includes(name.replace(/\[\]$/, '')), 'no VSS data type');

/** A node of the official JSON export (vss-tools `vspec export json`); keys we do not need are let through. */
const nodeSchema = z.object({
  type: z.enum(['branch', 'sensor', 'actuator', 'attribute']),
  description: z.string().default(''),
  datatype: datatypeSchema.optional(),
  unit: z.string().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  allowed: z.array(signalValueSchema).optional(),
  pattern: z.string().optional(),
  deprecation: z.string().optional(),
  children: z.record(z.string(), z.unknown()).optional(),
});
type Node = z.infer<typeof nodeSchema>;

/** An overlay's node may give only what it changes. */
const overlayNodeSchema = nodeSchema.partial().extend({ description: z.string().optional() });

const invalid = (path: string, message: string) => new SignalsError('invalid-catalogue', `${path}: ${message}`);

function readNode<T>(schema: z.ZodType<T>, json: unknown, path: string): T {
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw invalid(path, `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim());
}

function readPattern(path: string, source: string): RegExp {
  try {
    return new RegExp(`^(?:${source})$`, 'u');
  } catch {
    throw invalid(path, `the pattern ${source} is no regular expression`);
  }
}

function toSignal(path: string, node: Node): Signal {
  if (node.type === 'branch' || node.datatype === undefined) throw invalid(path, 'a signal needs a type and a datatype');
  if (node.min !== undefined && node.max !== undefined && node.min > node.max) throw invalid(path, 'min is above max');
  const { type, datatype, unit, min, max, allowed, pattern, description, deprecation } = node;
  return {
    path,
    kind: type,
    datatype,
    unit: unit === undefined ? null : unit === 'Celsius' ? 'celsius' : unit,
    description,
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(allowed === undefined ? {} : { allowed }),
    ...(pattern === undefined ? {} : { pattern: readPattern(path, pattern) }),
    ...(deprecation === undefined ? {} : { deprecation }),
  };
}

/** Calls `leaf` for every node that is no branch; keys may be dotted paths, as overlays like to write them. */
function walk(json: unknown, leaf: (path: string, json: unknown) => void, prefix = '', depth = 0): void {
  if (depth > DEEPEST) throw invalid(prefix, 'nested too deeply');
  const children = readNode(z.record(z.string(), z.unknown()), json, prefix || 'catalogue');
  for (const [key, child] of Object.entries(children)) {
    const path = prefix ? `${prefix}.${key}` : key;
    if (!/^[A-Za-z0-9]+(\.[A-Za-z0-9]+)*$/.test(path)) throw invalid(path, 'not a VSS path');
    const node = readNode(z.looseObject({ children: z.unknown().optional() }), child, path);
    if (node.children !== undefined) walk(node.children, leaf, path, depth + 1);
    else if (node.type !== 'branch') leaf(path, child);
  }
}

/**
 * Reads a catalogue in the official JSON export of any VSS release.
 * @throws SignalsError `invalid-catalogue`, naming the path
 */
export function parseCatalogue(json: unknown): Catalogue {
  const signals = new Map<string, Signal>();
  walk(json, (path, node) => {
    if (signals.size >= MOST_SIGNALS) throw invalid(path, `more than ${MOST_SIGNALS} signals`);
    signals.set(path, toSignal(path, readNode(nodeSchema, node, path)));
  });
  if (signals.size === 0) throw invalid('catalogue', 'there are no signals in it');
  return signals;
}

/**
 * A catalogue with an overlay's signals added and its changes made. An overlay has the export's shape, or a flat one with
 * dotted paths; for a signal that exists it need only give what differs.
 * @throws SignalsError `invalid-catalogue`
 */
export function applyOverlay(catalogue: Catalogue, overlay: unknown): Catalogue {
  const signals = new Map(catalogue);
  walk(overlay, (path, json) => {
    const given = readNode(overlayNodeSchema, json, path);
    const former = signals.get(path);
    const merged = former ? { ...nodeOf(former), ...definedOf(given) } : given;
    signals.set(path, toSignal(path, readNode(nodeSchema, merged, path)));
  });
  return signals;
}

function nodeOf({ kind, unit, pattern, path: _path, ...rest }: Signal) {
  return { ...rest, type: kind, unit: unit ?? undefined, pattern: pattern?.source.slice('^(?:'.length, -')$'.length) };
}

const definedOf = (node: object) => Object.fromEntries(Object.entries(node).filter(([, value]) => value !== undefined));
