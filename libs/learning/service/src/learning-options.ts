import type { LabelledFrame, Language, Risk, SignalValue } from '@headway/contracts';
import type { EventLog } from '@headway/event-log/port';
import type { GateLimits } from '@headway/learning/gate';
import type { Corpus, ModelRegistry, Trainer } from '@headway/learning/port';
import type { Logger } from '@headway/platform/logging';
import type { Metrics } from '@headway/platform/metrics';
import type { DataSource } from 'typeorm';

/** What the learning loop asks the assistant's ontology. */
export interface LearningOntology {
  /** The label that a manual action gives to the utterance before it; undefined when no intent writes that path that way. */
  labelFromManualAction(observation: {
    utterance: string;
    language: Language;
    path: string;
    before?: SignalValue;
    value: SignalValue;
  }): LabelledFrame | undefined;
  /** Risk class of an intent; undefined for an unknown one and for `none`. */
  riskOf(intent: string): Risk | undefined;
}

export interface LearningOptions {
  /** Opened with `LEARNING_ENTITIES` and `LEARNING_MIGRATIONS`. */
  dataSource: DataSource;
  eventLog: Pick<EventLog, 'ensureTopics' | 'subscribe' | 'append'>;
  registry: ModelRegistry;
  trainer: Trainer;
  corpus: Corpus;
  ontology: LearningOntology;
  /** For models, checkpoints and the key of the vehicles' pseudonyms; this service's own. */
  artifactFolder: string;
  /** Replaces the limits of a model family. */
  gateLimits?: Partial<Record<'vehicle' | 'region', GateLimits>>;
  /** Milliseconds since the epoch. */
  clock: { epochMs(): number };
  /** Makes identifiers. */
  newId: () => string;
  logger: Logger;
  metrics: Metrics;
}

/** Injection token of the options. */
export const LEARNING_OPTIONS = Symbol('LearningOptions');
