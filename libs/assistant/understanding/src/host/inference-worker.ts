import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Language, SemanticFrame } from '@headway/contracts';
import { AppError } from '@headway/platform/errors';
import type { WorkerReply, WorkerRequest } from './worker-protocol.js';

/** Frames and the milliseconds the worker spent on them. */
export interface Inference {
  frames: SemanticFrame[];
  serviceMs: number;
}

interface Pending {
  resolve(inference: Inference): void;
  reject(error: AppError): void;
}

/** One worker thread with one onnxruntime session a model. */
export class InferenceWorker {
  private readonly thread = new Worker(new URL('./worker.js', import.meta.url), { name: 'understanding' });
  private readonly pending = new Map<number, Pending>();
  private readonly exited: Promise<unknown> = once(this.thread, 'exit').catch(() => undefined);
  private stopping = false;
  private answered = false;
  private nextId = 1;

  /** `onDeath` is called once if the thread ends without having been asked to. */
  constructor(onDeath: (cause: unknown) => void) {
    this.thread.on('message', (reply: WorkerReply) => this.settle(reply));
    const died = (cause: unknown) => {
      if (this.stopping) return;
      this.stopping = true;
      this.abandon(cause);
      onDeath(cause);
    };
    this.thread.once('error', died);
    this.thread.once('exit', (code) => died(new Error(`the worker left with code ${code}`)));
  }

  /** Whether the thread has come up and answered anything. */
  get hasAnswered(): boolean {
    return this.answered;
  }

  /** Makes the model's session. @throws AppError `invalid-model` */
  async load(digest: string, bytes: Uint8Array): Promise<void> {
    await this.ask((id) => ({ kind: 'load', id, digest, bytes }));
  }

  async unload(digest: string): Promise<void> {
    await this.ask((id) => ({ kind: 'unload', id, digest }));
  }

  understand(digest: string, text: string, language?: Language): Promise<Inference> {
    return this.ask((id) => ({ kind: 'understand', id, digest, text, language }));
  }

  /** Lets the thread finish what it has, release its sessions and leave. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.post({ kind: 'stop' });
    await this.exited;
    this.abandon(undefined);
  }

  private abandon(cause: unknown): void {
    for (const { reject } of this.pending.values()) reject(new AppError('unavailable', 'the inference worker has left', { cause }));
    this.pending.clear();
  }

  private ask(request: (id: number) => WorkerRequest): Promise<Inference> {
    if (this.stopping) return Promise.reject(new AppError('unavailable', 'the inference worker has stopped'));
    const id = this.nextId;
    this.nextId += 1;
    return new Promise((resolve, reject) => {
      this.pending.set(id, { resolve, reject });
      this.post(request(id));
    });
  }

  private post(request: WorkerRequest): void {
    this.thread.postMessage(request);
  }

  private settle(reply: WorkerReply): void {
    this.answered = true;
    const waiting = this.pending.get(reply.id);
    this.pending.delete(reply.id);
    if ('frames' in reply) waiting?.resolve(reply);
    else waiting?.reject(new AppError(reply.invalidModel ? 'invalid-model' : 'internal', reply.failure));
  }
}
