import { type RegionClient, RegionError } from '@headway/assistant/arbitration';
import { type Region, regionHealthSchema, type TurnRequest, type TurnResponse, turnResponseSchema } from '@headway/contracts';
import type { z } from 'zod';

const HTTP_OVERLOADED = 503;
const HTTP_DEADLINE = 504;
const HTTP_TOO_MANY = 429;

/** The regions over HTTP. `fetch` is handed in, since the way from the car to a region is the network's business. */
export function createRegionClient(fetch: typeof globalThis.fetch): RegionClient {
  const call = async <T>(schema: z.ZodType<T>, url: string, init: RequestInit): Promise<T> => {
    const response = await fetch(url, init).catch((cause: unknown) => {
      throw new RegionError('unreachable', `${url} cannot be reached`, { cause });
    });
    if (!response.ok) throw await refusal(url, response);
    const body: unknown = await response.json().catch((cause: unknown) => {
      throw new RegionError('failed', `${url} did not answer in full`, { cause });
    });
    const parsed = schema.safeParse(body);
    if (!parsed.success) throw new RegionError('failed', `${url} answered with something else`, { cause: parsed.error });
    return parsed.data;
  };
  const ask = (region: Region, request: TurnRequest, signal: AbortSignal): Promise<TurnResponse> =>
    call(turnResponseSchema, `${region.url}/v1/assistant/turns`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
      signal,
    });
  return { ask, health: (region, signal) => call(regionHealthSchema, `${region.url}/v1/health`, { signal }) };
}

async function refusal(url: string, response: Response): Promise<RegionError> {
  await response.body?.cancel().catch(() => undefined);
  const { status } = response;
  const retryAfterS = Number(response.headers.get('retry-after'));
  const options = retryAfterS > 0 ? { retryAfterMs: retryAfterS * 1000 } : {};
  if (status === HTTP_DEADLINE) return new RegionError('late', `${url} had no time left`, options);
  if (status === HTTP_OVERLOADED || status === HTTP_TOO_MANY) return new RegionError('overloaded', `${url} asks to come later`, options);
  return new RegionError('failed', `${url} answered ${status}`, options);
}
