/**
 * Why a campaign cannot be used:
 * - `too-large`: above a limit of length, depth, count or memory
 * - `schema`: a field is missing or has a value it cannot have
 * - `syntax`: the condition is not CEL
 * - `unsupported`: CEL that conditions do not offer
 * - `unknown-signal`: not in the vehicle's catalogue, or without a wire id
 * - `type`: an operator or function that does not take such operands
 * - `never-true`: compares with a value that the signal cannot have
 */
export type CampaignErrorCode = 'too-large' | 'schema' | 'syntax' | 'unsupported' | 'unknown-signal' | 'type' | 'never-true';

/** Where in a condition, counted from 1. */
export interface Position {
  line: number;
  column: number;
}

/** A campaign that is refused, with the reason and the place. */
export class CampaignError extends Error {
  override readonly name = 'CampaignError';

  constructor(
    readonly code: CampaignErrorCode,
    /** The reason without the place. */
    readonly reason: string,
    /** The field, e.g. `trigger.expression`. */
    readonly field: string,
    readonly position?: Position,
  ) {
    super(`${field}${position ? ` ${position.line}:${position.column}` : ''}: ${reason}`);
  }
}
