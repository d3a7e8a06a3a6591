import { z } from 'zod';
import { SignalsError } from './signals-error.js';

/** Takes note of what is wrong with a signal; both answer undefined, so that a reader can return them. */
export interface Report {
  problem(path: string, reason: string): undefined;
  skip(path: string, reason: string): undefined;
}

const DEEPEST = 40;
/** Longest path; a MQTT topic or a log line should hold several. */
const LONGEST_PATH = 512;
const MOST_NODES = 400_000;
/** Letters, digits and inner underscores: never a name like `__proto__`. */
const PATH = /^[A-Za-z0-9][A-Za-z0-9_]*(\.[A-Za-z0-9][A-Za-z0-9_]*)*$/;
/** Where the export puts the definitions of structured types, beside the root of the signals. */
const TYPE_DEFINITIONS = 'ComplexDataTypes';

/** One value, or one element of an array. */
export const arrayItemSchema = z.union([z.boolean(), z.number(), z.string().max(10_000)]);

/** Not z.record, which leaves out a key `__proto__` without a word. */
const recordSchema = z.custom<Record<string, unknown>>(
  (json) => typeof json === 'object' && json !== null && !Array.isArray(json),
  'expected an object',
);
const outlineSchema = z.looseObject({ type: z.unknown().optional(), children: z.unknown().optional() });

/** @throws SignalsError `invalid-catalogue` when it is no object */
export function readRecord(json: unknown): Record<string, unknown> {
  const result = recordSchema.safeParse(json);
  if (result.success) return result.data;
  throw new SignalsError('invalid-catalogue', 'a catalogue is an object of branches and signals');
}

/** A node of the schema; otherwise reports what does not fit. */
export function readNode<T>(schema: z.ZodType<T>, json: unknown, { path, report }: { path: string; report: Report }): T | undefined {
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  return report.problem(path, `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim());
}

/** Calls `leaf` for every node that is no branch, without recursion; keys may be dotted paths, as overlays like to write them. */
export function walkTree(root: Record<string, unknown>, report: Report, leaf: (path: string, json: unknown, report: Report) => void): void {
  const open: { path: string; json: unknown; depth: number }[] = [];
  const push = (children: Record<string, unknown>, prefix: string, depth: number) => {
    const entries = Object.entries(children).filter(([key]) => prefix !== '' || key !== TYPE_DEFINITIONS);
    for (const [key, json] of entries.reverse()) open.push({ path: prefix ? `${prefix}.${key}` : key, json, depth });
  };
  push(root, '', 1);
  for (let visited = 0, node = open.pop(); node; node = open.pop()) {
    const { path, json, depth } = node;
    if (++visited > MOST_NODES) throw new SignalsError('invalid-catalogue', `more than ${MOST_NODES} nodes`);
    if (path.length > LONGEST_PATH || !PATH.test(path)) report.problem(path.slice(0, LONGEST_PATH), 'not a VSS path');
    else if (depth > DEEPEST) report.problem(path, 'nested too deeply');
    else visit({ path, json, depth }, { report, leaf, push });
  }
}

function visit(
  { path, json, depth }: { path: string; json: unknown; depth: number },
  {
    report,
    leaf,
    push,
  }: {
    report: Report;
    leaf: (path: string, json: unknown, report: Report) => void;
    push: (children: Record<string, unknown>, prefix: string, depth: number) => void;
  },
): void {
  const outline = readNode(outlineSchema, json, { path, report });
  if (!outline) return;
  if (outline.children === undefined) {
    if (outline.type !== 'branch') leaf(path, json, report);
    return;
  }
  const children = readNode(recordSchema, outline.children, { path, report });
  if (children) push(children, path, depth + 1);
}
