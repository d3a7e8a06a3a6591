import { parentPort } from 'node:worker_threads';
import { describeError, errorCodeOf } from '@headway/platform/errors';
import { createUnderstander, type Understander } from '../understander.js';
import type { WorkerReply, WorkerRequest } from './worker-protocol.js';

const models = new Map<string, Understander>();

async function answer(request: Exclude<WorkerRequest, { kind: 'stop' }>): Promise<WorkerReply> {
  const startedMs = performance.now();
  const done = (reply: WorkerReply & { frames: unknown }): WorkerReply => ({ ...reply, serviceMs: performance.now() - startedMs });
  const nothing = { id: request.id, frames: [], serviceMs: 0 };
  const model = models.get(request.digest);
  if (request.kind === 'load') {
    if (!model) models.set(request.digest, await createUnderstander(request.bytes));
    return done(nothing);
  }
  if (request.kind === 'unload') {
    models.delete(request.digest);
    await model?.dispose();
    return done(nothing);
  }
  if (!model) throw new Error(`model ${request.digest} is not loaded in this worker`);
  return done({ ...nothing, frames: await model.understand(request.text, request.language) });
}

async function handle(request: WorkerRequest): Promise<void> {
  if (request.kind === 'stop') {
    for (const model of models.values()) await model.dispose();
    parentPort?.close();
    return;
  }
  const reply = await answer(request).catch((error: unknown): WorkerReply => ({
    id: request.id,
    failure: describeError(error),
    invalidModel: errorCodeOf(error) === 'invalid-model',
  }));
  parentPort?.postMessage(reply);
}

// One request at a time, so that `stop` never meets an inference.
let last = Promise.resolve();
parentPort?.on('message', (request: WorkerRequest) => {
  last = last.then(() => handle(request));
});
