import type { ModelCard } from '@headway/contracts';
import { AppError } from '@headway/platform/errors';
import { modelDigest, readModelCard } from '../model-file.js';
import { type Inference, InferenceWorker } from './inference-worker.js';
import { Job, JobQueue, type UnderstandOptions } from './job-queue.js';

export interface ModelHostOptions {
  /** Worker threads; each holds one session of every model. */
  workers: number;
  /** Utterances that may wait for a worker, over all models. */
  maxQueue: number;
  /** Told of every utterance that comes, before it is understood: others may give way. */
  onUtterance?: () => void;
}

const RESTART_DELAY_MS = 1000;

/** A reference to a loaded model. The model stays loaded until its last reference is released. */
export interface HostedModel {
  card: ModelCard;
  /** SHA-256 of the model file. */
  digest: string;
  /** @throws AppError `overloaded`, `deadline-exceeded`, `cancelled`, `unavailable` */
  understand(text: string, options?: UnderstandOptions): Promise<Inference>;
  /** Gives the reference back; work that is under way still finishes. */
  release(): Promise<void>;
}

interface Lane {
  worker: InferenceWorker;
  busy: boolean;
  /** Loads and unloads, done before utterances; only between inferences. */
  errands: (() => Promise<void>)[];
}

interface Model {
  card: ModelCard;
  bytes: Uint8Array;
  references: number;
  jobs: number;
  loaded: Promise<void>;
}

/**
 * Worker threads shared by everything in the process that understands speech: one region, or fifty simulated vehicles with
 * several model versions between them. A model is known by the digest of its file and loaded once a worker however many hold it.
 */
export class ModelHost {
  private readonly lanes: Lane[];
  private readonly models = new Map<string, Model>();
  private readonly queue: JobQueue;
  private readonly onUtterance: (() => void) | undefined;
  private closed = false;

  constructor({ workers, maxQueue, onUtterance }: ModelHostOptions) {
    this.onUtterance = onUtterance;
    this.queue = new JobQueue(maxQueue, workers);
    this.lanes = Array.from({ length: workers }, () => this.openLane());
  }

  /** Utterances that wait for a worker. */
  get queued(): number {
    return this.queue.length;
  }

  /** Digests of the loaded models. */
  get digests(): string[] {
    return [...this.models.keys()];
  }

  /**
   * Loads a model file, or takes another reference to it.
   * @throws AppError `invalid-model` when it cannot be loaded or fails the probe
   */
  async acquire(bytes: Uint8Array): Promise<HostedModel> {
    if (this.closed) throw new AppError('unavailable', 'the model host is closed');
    const digest = modelDigest(bytes);
    let model = this.models.get(digest);
    if (!model) {
      const opened: Model = { card: readModelCard(bytes), bytes, references: 0, jobs: 0, loaded: Promise.resolve() };
      opened.loaded = this.onEachLane((worker) => worker.load(digest, bytes));
      this.models.set(digest, opened);
      model = opened;
    }
    model.references += 1;
    try {
      await model.loaded;
    } catch (error) {
      await this.giveBack(digest);
      throw error;
    }
    return this.reference(digest, model);
  }

  /** Refuses what waits, lets what runs finish, and ends the threads. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    this.queue.drain(new AppError('unavailable', 'the model host is closing'));
    await Promise.all(this.lanes.map(({ worker }) => worker.stop()));
    // What was still to be loaded now fails, and whoever waits for it is told.
    await Promise.all(this.lanes.flatMap(({ errands }) => errands.splice(0).map((errand) => errand())));
    this.models.clear();
  }

  private reference(digest: string, { card }: Model): HostedModel {
    let held = true;
    return {
      card,
      digest,
      understand: async (text, options = {}) => {
        if (!held) throw new AppError('unavailable', `model ${digest} has been released`);
        return this.submit(digest, text, options);
      },
      release: async () => {
        if (!held) return;
        held = false;
        await this.giveBack(digest);
      },
    };
  }

  private async submit(digest: string, text: string, options: UnderstandOptions): Promise<Inference> {
    const model = this.models.get(digest);
    if (this.closed || !model) throw new AppError('unavailable', 'the model host is closed');
    this.onUtterance?.();
    this.queue.admit();
    model.jobs += 1;
    const job = new Job(digest, text, options, (settled) => this.queue.remove(settled));
    if (job.wanted) this.queue.push(job);
    this.pump();
    try {
      const inference = await job.result;
      this.queue.observe(inference.serviceMs);
      return inference;
    } finally {
      model.jobs -= 1;
      void this.unloadIdle(digest);
    }
  }

  private async giveBack(digest: string): Promise<void> {
    const model = this.models.get(digest);
    if (!model) return;
    model.references -= 1;
    await this.unloadIdle(digest);
  }

  private async unloadIdle(digest: string): Promise<void> {
    const model = this.models.get(digest);
    if (!model || model.references > 0 || model.jobs > 0 || this.closed) return;
    this.models.delete(digest);
    await this.onEachLane((worker) => worker.unload(digest)).catch(() => undefined);
  }

  /** One lane after the other, so that the others go on serving; with one lane, utterances wait. */
  private async onEachLane(work: (worker: InferenceWorker) => Promise<void>): Promise<void> {
    for (const lane of this.lanes) {
      if (this.closed) throw new AppError('unavailable', 'the model host is closing');
      await new Promise<void>((resolve, reject) => {
        lane.errands.push(() => work(lane.worker).then(resolve, reject));
        this.pump();
      });
    }
  }

  private pump(): void {
    if (this.closed) return;
    for (const lane of this.lanes) {
      if (lane.busy) continue;
      const work = lane.errands.shift() ?? this.nextJob(lane);
      if (!work) continue;
      lane.busy = true;
      void work().then(() => {
        lane.busy = false;
        this.pump();
      });
    }
  }

  private nextJob(lane: Lane): (() => Promise<void>) | undefined {
    const job = this.queue.shift();
    return job && (() => job.run(lane.worker));
  }

  private openLane(): Lane {
    const lane: Lane = { worker: new InferenceWorker(() => this.replace(lane)), busy: false, errands: [] };
    return lane;
  }

  /** A worker that died is replaced by one that first loads every model again; one that cannot even start is not tried again at once. */
  private replace(lane: Lane): void {
    if (this.closed) return;
    if (!lane.worker.hasAnswered) {
      setTimeout(() => this.refill(lane), RESTART_DELAY_MS).unref();
      return;
    }
    this.refill(lane);
  }

  private refill(lane: Lane): void {
    if (this.closed) return;
    lane.worker = new InferenceWorker(() => this.replace(lane));
    const loads = [...this.models].map(
      ([digest, { bytes }]) =>
        () =>
          lane.worker.load(digest, bytes).catch(() => undefined),
    );
    lane.errands.unshift(...loads);
    this.pump();
  }
}
