import { ApiError, toApiError } from './api-error.js';
import { reportReached, reportUnreachable } from './connection.js';

interface CallOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  body?: unknown;
  signal?: AbortSignal;
}

/** Answers of a proxy that found nobody behind it. */
const GATEWAY_STATUS = new Set([502, 504]);

/**
 * Calls the API of the same origin and gives its JSON. Types are taken on trust: the service validates what it sends.
 * @throws ApiError
 */
export async function call<T>(path: string, { method = 'GET', body, signal }: CallOptions = {}): Promise<T> {
  const response = await fetch(path, {
    method,
    headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  }).catch((cause: unknown) => {
    if ((cause as Error).name === 'AbortError') throw cause;
    reportUnreachable();
    throw new ApiError(null, { cause });
  });
  if (GATEWAY_STATUS.has(response.status) && !isProblem(response)) reportUnreachable();
  else reportReached();
  const text = await response.text();
  const json = parse(text);
  if (!response.ok) throw toApiError(response.status, response.statusText, json);
  return json as T;
}

const isProblem = (response: Response) => (response.headers.get('content-type') ?? '').includes('json');

function parse(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

/** A path with a query; empty and undefined values are left out. */
export function withQuery(path: string, query: Record<string, string | number | boolean | null | undefined>): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(key, String(value));
  }
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}
