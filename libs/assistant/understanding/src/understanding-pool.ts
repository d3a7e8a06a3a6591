import type { Language, ModelCard, SemanticFrame } from '@headway/contracts';
import { detectLanguage } from '@headway/assistant/language';
import { checkGolden, type GoldenUtterance } from './golden.js';
import type { UnderstandOptions } from './host/job-queue.js';
import { type HostedModel, ModelHost, type ModelHostOptions } from './host/model-host.js';

/** What an utterance was read as, by which model. */
export interface Understanding {
  frames: SemanticFrame[];
  language: Language;
  modelVersion: string;
  modelDigest: string;
  /** Milliseconds of inference, without waiting. */
  serviceMs: number;
}

interface Common {
  /** The model file to start with. */
  model: Uint8Array;
  /** Utterances every model must read rightly before it may serve. */
  golden?: readonly GoldenUtterance[];
}
/** Either a host shared with others, or the size of one of its own. */
export type UnderstandingPoolOptions = Common & ({ host: ModelHost } | ModelHostOptions);

/** One user's view of the workers: a current model that can be exchanged while it serves. */
export class UnderstandingPool {
  private current: HostedModel;
  private served = 0;

  private constructor(
    private readonly host: ModelHost,
    private readonly ownsHost: boolean,
    private readonly golden: readonly GoldenUtterance[],
    first: HostedModel,
  ) {
    this.current = first;
  }

  /** @throws AppError `invalid-model` when the first model cannot be loaded or misreads a golden utterance */
  static async open(options: UnderstandingPoolOptions): Promise<UnderstandingPool> {
    const golden = options.golden ?? [];
    const ownsHost = !('host' in options);
    const host = 'host' in options ? options.host : new ModelHost(options);
    try {
      return new UnderstandingPool(host, ownsHost, golden, await loadChecked(host, options.model, golden));
    } catch (error) {
      if (ownsHost) await host.close();
      throw error;
    }
  }

  /** Card of the model that serves now. */
  get card(): ModelCard {
    return this.current.card;
  }

  /** SHA-256 of the model file that serves now. */
  get digest(): string {
    return this.current.digest;
  }

  /** Utterances waiting in the host, and how many this pool has understood. */
  get load(): { queued: number; served: number } {
    return { queued: this.host.queued, served: this.served };
  }

  /** @throws AppError `overloaded` (with `retryAfterMs`), `deadline-exceeded`, `cancelled`, `unavailable` */
  async understand(text: string, options: UnderstandOptions = {}): Promise<Understanding> {
    const model = this.current;
    const language = options.language ?? detectLanguage(text);
    const { frames, serviceMs } = await model.understand(text, { ...options, language });
    this.served += 1;
    return { frames, language, modelVersion: model.card.version, modelDigest: model.digest, serviceMs };
  }

  /**
   * Exchanges the model: loads the new one beside the old, runs the golden utterances, lets new utterances go to it, and
   * releases the old one, whose work under way still finishes.
   * @throws AppError `invalid-model`; the old model then goes on serving
   */
  async swap(model: Uint8Array): Promise<void> {
    const next = await loadChecked(this.host, model, this.golden);
    const old = this.current;
    this.current = next;
    await old.release();
  }

  async close(): Promise<void> {
    await this.current.release();
    if (this.ownsHost) await this.host.close();
  }
}

async function loadChecked(host: ModelHost, bytes: Uint8Array, golden: readonly GoldenUtterance[]): Promise<HostedModel> {
  const model = await host.acquire(bytes);
  try {
    await checkGolden(golden, async (text, language) => (await model.understand(text, { language })).frames);
    return model;
  } catch (error) {
    await model.release();
    throw error;
  }
}

/** Loads a model into worker threads, its own or a shared host's. See {@link UnderstandingPool.open}. */
export const createUnderstandingPool = (options: UnderstandingPoolOptions) => UnderstandingPool.open(options);
