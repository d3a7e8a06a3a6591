import { type ModelVersion, modelVersionSchema, pageSchema, problemSchema } from '@headway/contracts';
import type { CandidateRegistration, ModelRegistry, ParentModel } from '@headway/learning/port';
import { AppError, ERROR_CODES, type ErrorCode } from '@headway/platform/errors';

export interface HttpRegistryOptions {
  /** Base URL of the rollouts service, without `/v1`; a function when it is known only after listening. */
  url: string | (() => string);
  /** Longest wait for an answer, default 30 s: a candidate may have megabytes. */
  timeoutMs?: number;
}

const TIMEOUT_MS = 30_000;
const PAGE = 100;

const modelPageSchema = pageSchema(modelVersionSchema);

const isErrorCode = (code: string): code is ErrorCode => code in ERROR_CODES;

async function toError(response: Response): Promise<AppError> {
  const problem = problemSchema.safeParse(await response.json().catch(() => undefined));
  if (problem.success && isErrorCode(problem.data.code) && response.status < 500) {
    return new AppError(problem.data.code, `the model registry: ${problem.data.detail ?? problem.data.title}`);
  }
  return new AppError('unavailable', `the model registry answers with status ${response.status}`);
}

/** The model registry of the rollouts service over HTTP. */
export function createHttpRegistry({ url, timeoutMs = TIMEOUT_MS }: HttpRegistryOptions): ModelRegistry {
  const base = typeof url === 'string' ? () => url : url;

  async function request(path: string, init: RequestInit = {}): Promise<Response> {
    const response = await fetch(`${base()}/v1/models${path}`, { ...init, signal: AbortSignal.timeout(timeoutMs) }).catch(
      (cause: unknown) => {
        throw new AppError('unavailable', 'the model registry does not answer', { cause });
      },
    );
    if (!response.ok) throw await toError(response);
    return response;
  }

  async function page(query: Record<string, string>): Promise<{ items: ModelVersion[]; next: string | null }> {
    return modelPageSchema.parse(await (await request(`?${new URLSearchParams(query).toString()}`)).json());
  }

  async function findByDigest(digest: string): Promise<ModelVersion> {
    for (let cursor: string | null = ''; cursor !== null;) {
      const { items, next } = await page({ limit: String(PAGE), ...(cursor ? { cursor } : {}) });
      const found = items.find((model) => model.digest === digest);
      if (found) return found;
      cursor = next;
    }
    throw new AppError('not-found', `the model registry has no model ${digest.slice(0, 12)}`);
  }

  return {
    current: async (family): Promise<ParentModel> => {
      const [model] = (await page({ family, state: 'released', limit: '1' })).items;
      if (!model) throw new AppError('not-found', `no model of the family ${family} is released`);
      return { version: model.version, digest: model.digest };
    },
    download: async (digest) => {
      const { id } = await findByDigest(digest);
      return new Uint8Array(await (await request(`/${encodeURIComponent(id)}/artifact`)).arrayBuffer());
    },
    register: async ({ family, model, gate, datasetHash }: CandidateRegistration) => {
      const form = new FormData();
      form.set('model', new Blob([Buffer.from(model)]), `${family}.onnx`);
      form.set('gate', JSON.stringify(gate));
      form.set('dataset', datasetHash);
      form.set('by', 'learning');
      return modelVersionSchema.parse(await (await request('', { method: 'POST', body: form })).json()).id;
    },
  };
}
