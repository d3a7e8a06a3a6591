import type { Example } from '@headway/contracts';

/** The labelled text the shipped models were made from. */
export interface Corpus {
  /** Examples the models were trained on, in a fixed order: rehearsal is drawn from them. */
  rehearsal(): Promise<readonly Example[]>;
  /** Sets no model was trained on, by name: what a candidate must still know. */
  heldOut(): Promise<Readonly<Record<string, readonly Example[]>>>;
  /** Utterances that every model must understand. */
  golden(): Promise<readonly Example[]>;
}
