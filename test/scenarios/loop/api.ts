import { setTimeout as delay } from 'node:timers/promises';
import type { z } from 'zod';

const REQUEST_TIMEOUT_MS = 15_000;

/** One call; anything but 2xx is an error with the problem's detail. */
export async function call<T extends z.ZodType>(method: 'GET' | 'POST', url: string, schema: T, body?: unknown): Promise<z.infer<T>> {
  const response = await fetch(url, {
    method,
    signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${url} answered ${response.status}: ${text.slice(0, 500)}`);
  return schema.parse(text === '' ? undefined : JSON.parse(text));
}

/** Asks again until `look` gives something; a connection error counts as "not yet", because the platform may be restarting. */
export async function until<T>(what: string, timeoutMs: number, look: () => Promise<T | undefined>): Promise<T> {
  const end = Date.now() + timeoutMs;
  let last: unknown;
  while (Date.now() < end) {
    try {
      const found = await look();
      if (found !== undefined) return found;
    } catch (error) {
      last = error;
      if (error instanceof Fatal) throw error;
    }
    await delay(500);
  }
  throw new Error(`${what} did not happen within ${timeoutMs / 1000} s${last instanceof Error ? ` (last: ${last.message})` : ''}`);
}

/** An outcome that waiting cannot mend. */
export class Fatal extends Error {}
