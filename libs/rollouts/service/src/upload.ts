import { gateReportSchema, sha256Schema } from '@headway/contracts';
import { AppError } from '@headway/platform/errors';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Upload } from './registry.js';

/** Largest request with a model file. */
export const MAX_UPLOAD_BYTES = 80 * 1024 * 1024;

const CONTENT_TYPES = ['application/octet-stream', 'multipart/form-data'];

/** Makes the HTTP server keep the bytes of uploads as they are. Other features may have done so already. */
export function acceptUploads(server: FastifyInstance): void {
  for (const type of CONTENT_TYPES) {
    if (server.hasContentTypeParser(type)) continue;
    server.addContentTypeParser(type, { parseAs: 'buffer', bodyLimit: MAX_UPLOAD_BYTES }, (_request, body, done) => done(null, body));
  }
}

/**
 * Reads an upload: the file itself as `application/octet-stream`, or a form with the parts `model` (file), `gate` (JSON),
 * `dataset` (hash) and `by`.
 * @throws AppError `invalid-request`
 */
export async function readUpload(request: FastifyRequest): Promise<Upload> {
  const { body } = request;
  if (!Buffer.isBuffer(body) || body.length === 0)
    throw new AppError('invalid-request', 'send the model as application/octet-stream or multipart/form-data');
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data')) return { bytes: body, by: 'api' };
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData().catch((cause: unknown) => {
    throw new AppError('invalid-request', 'the form cannot be read', { cause });
  });
  const model = form.get('model');
  if (!(model instanceof Blob)) throw new AppError('invalid-request', 'the form has no file "model"');
  const by = form.get('by');
  return {
    bytes: new Uint8Array(await model.arrayBuffer()),
    gate: readPart(form.get('gate'), 'gate', (text) => gateReportSchema.parse(JSON.parse(text))),
    datasetHash: readPart(form.get('dataset'), 'dataset', (text) => sha256Schema.parse(text)),
    by: typeof by === 'string' && by !== '' ? by.slice(0, 128) : 'api',
  };
}

function readPart<T>(value: FormDataEntryValue | null, name: string, parse: (text: string) => T): T | undefined {
  if (value === null || value === '') return undefined;
  if (typeof value !== 'string') throw new AppError('invalid-request', `the form's part "${name}" must be text`);
  try {
    return parse(value);
  } catch (cause) {
    throw new AppError('invalid-request', `the form's part "${name}" is not valid`, { cause });
  }
}
