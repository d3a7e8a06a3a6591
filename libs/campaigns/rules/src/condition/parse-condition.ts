import { parse } from '@bufbuild/cel';
import { CampaignError, type CampaignErrorCode, type Position } from '../campaign-error.js';
import { MAX_NESTING } from './limits.js';

/** A parsed condition: the library's syntax tree, and where each of its nodes stands. */
export interface ParsedCondition {
  root: Expr;
  /** Makes the error for a node of the tree. */
  error: (code: CampaignErrorCode, reason: string, node: Expr) => CampaignError;
}
export type Expr = ReturnType<typeof parse>['expr'];

/** The field that every error of a condition names. */
export const CONDITION_FIELD = 'trigger.expression';

/**
 * Parses CEL. Nesting is bounded before, since the parser recurses and answers deep nesting with its whole stack.
 * @throws CampaignError `syntax`, `too-large`
 */
export function parseCondition(text: string): ParsedCondition {
  checkNesting(text);
  try {
    const { expr, sourceInfo } = parse(text);
    const positions = sourceInfo?.positions ?? {};
    return {
      root: expr,
      error: (code, reason, node) => new CampaignError(code, reason, CONDITION_FIELD, positionAt(text, positions[String(node.id)] ?? 0)),
    };
  } catch (error) {
    const { location, message } = error as Error & { location?: { start?: Position } };
    if (error instanceof RangeError) throw new CampaignError('too-large', 'nested too deeply', CONDITION_FIELD);
    const start = location?.start;
    const reason = message.replace(/^<input>:\d+:\d+:\s*/, '');
    throw new CampaignError('syntax', reason, CONDITION_FIELD, start && { line: start.line, column: start.column });
  }
}

function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

function checkNesting(text: string): void {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] as string;
    if ('([{'.includes(character)) depth += 1;
    else if (')]}'.includes(character)) depth -= 1;
    if (depth > MAX_NESTING) {
      throw new CampaignError('too-large', `brackets are nested deeper than ${MAX_NESTING}`, CONDITION_FIELD, positionAt(text, at));
    }
  }
}
