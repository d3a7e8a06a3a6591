import type { ModelStatus } from '@headway/contracts';

/** The installer of the car's models as the agent sees it. */
export interface ModelSlots {
  /** Takes a `down/model` message as it came; verifies, installs and swaps, telling of each step. */
  assign(message: unknown): Promise<void>;
  /** Tells of every step; the returned function ends it. */
  onStatus(listener: (status: ModelStatus) => void): () => void;
  /** The active model failed at an utterance: the watchdog may go back to the one before. */
  reportFailure(digest: string, error: unknown): void;
}
