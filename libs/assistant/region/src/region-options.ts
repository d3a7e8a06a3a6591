import type { Language, SemanticFrame } from '@headway/contracts';
import type { EventLog } from '@headway/event-log/port';
import type { Logger } from '@headway/platform/logging';
import type { Metrics } from '@headway/platform/metrics';
import type { LanguageModel } from './language-model.js';

/** What a region needs of the model that reads utterances; `UnderstandingPool` is one. */
export interface UnderstandingService {
  readonly card: { version: string };
  readonly digest: string;
  readonly load: { queued: number };
  /** @throws AppError `overloaded`, `deadline-exceeded`, `cancelled`, `unavailable` */
  understand(
    text: string,
    options: { language?: Language; budgetMs?: number; signal?: AbortSignal },
  ): Promise<{ frames: SemanticFrame[]; language: Language; modelVersion: string; modelDigest: string }>;
  /** @throws AppError `invalid-model`; the old model then goes on serving */
  swap(model: Uint8Array): Promise<void>;
}

export interface RegionClock {
  /** Monotonic milliseconds. */
  nowMs(): number;
  /** Milliseconds since the Unix epoch. */
  epochMs(): number;
}

export interface RegionOptions {
  regionId: string;
  understanding: UnderstandingService;
  /** Where finished turns are published. */
  eventLog: Pick<EventLog, 'append'>;
  clock: RegionClock;
  /** Makes turn identifiers. */
  newId: () => string;
  logger: Logger;
  metrics: Metrics;
  /** Takes what is out of scope; without one the region says honestly that it cannot. */
  languageModel?: LanguageModel;
}

/** Injection token of a region's options. */
export const REGION_OPTIONS = Symbol('RegionOptions');
