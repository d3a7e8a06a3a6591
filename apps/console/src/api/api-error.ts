import type { Problem } from '@headway/contracts';

/** Why a call failed: the problem the service described, or `null` when no service could be reached. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly problem: Pick<Problem, 'title' | 'status' | 'detail' | 'code' | 'errors'> | null,
    options?: ErrorOptions,
  ) {
    super(problem?.detail ?? problem?.title ?? 'unreachable', options);
  }

  /** Nothing answered: the network or the whole service is away. */
  get isUnreachable(): boolean {
    return this.problem === null;
  }
}

/** Reads an error response: problem details (RFC 9457) where the service sent them, the bare status otherwise. */
export function toApiError(status: number, statusText: string, body: unknown): ApiError {
  const given = typeof body === 'object' && body !== null ? (body as Partial<Problem>) : {};
  return new ApiError({
    title: given.title ?? (statusText || `HTTP ${status}`),
    status,
    code: given.code ?? `http-${status}`,
    ...(given.detail ? { detail: given.detail } : {}),
    ...(Array.isArray(given.errors) && given.errors.length > 0 ? { errors: given.errors } : {}),
  });
}
