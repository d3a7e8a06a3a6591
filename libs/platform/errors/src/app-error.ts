import { ERROR_CODES, type ErrorCode } from './codes.js';

interface AppErrorOptions {
  cause?: unknown;
  /** Where in the input the error lies, for problem details. */
  issues?: { path: string; message: string }[];
  /** When a retry makes sense, in milliseconds. */
  retryAfterMs?: number;
}

/** An expected failure with a stable code. Anything else that is thrown is a defect. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly issues: { path: string; message: string }[];
  readonly retryAfterMs: number | undefined;

  constructor(
    readonly code: ErrorCode,
    message: string,
    options: AppErrorOptions = {},
  ) {
    super(message, { cause: options.cause });
    this.issues = options.issues ?? [];
    this.retryAfterMs = options.retryAfterMs;
  }

  /** HTTP status of the code. */
  get status(): number {
    return ERROR_CODES[this.code].status;
  }

  /** Whether the same call may succeed later. */
  get retryable(): boolean {
    return ERROR_CODES[this.code].retryable;
  }
}

/** The code of an error of ours; `internal` for everything else. */
export const errorCodeOf = (error: unknown): ErrorCode => (error instanceof AppError ? error.code : 'internal');

/** One readable line for a person: the message and its causes' messages. */
export function describeError(error: unknown): string {
  const parts: string[] = [];
  for (let current: unknown = error; current instanceof Error && parts.length < 4; current = current.cause) {
    if (current.message && !parts.includes(current.message)) parts.push(current.message);
  }
  return parts.length > 0 ? parts.join(': ') : String(error);
}
