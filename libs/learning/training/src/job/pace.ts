/**
 * How long a job rests after an utterance: long enough that whoever is in a conversation, or in a queue, is served by cores that nobody else
 * warms, short enough that a fleet's occasional requests cost little of it.
 */
export const QUIET_MS = 50;

/** Lets others hold up a training job while they have something more urgent to do: it rests after the step under way. */
export class Pace {
  #holders = 0;
  #resume: NodeJS.Timeout | undefined;
  #release: (() => void) | undefined;
  readonly #listeners = new Set<(held: boolean) => void>();

  get held(): boolean {
    return this.#holders > 0;
  }

  /** Holds the job up until the function returned is called; several may do so at a time. */
  hold(): () => void {
    this.#change(1);
    let holding = true;
    return () => {
      if (holding) this.#change(-1);
      holding = false;
    };
  }

  /** Holds the job up until nobody has called this for `quietMs`. */
  giveWay(quietMs = QUIET_MS): void {
    this.#release ??= this.hold();
    clearTimeout(this.#resume);
    this.#resume = setTimeout(() => {
      this.#release?.();
      this.#release = undefined;
    }, quietMs).unref();
  }

  /** Calls `listener` whenever the job shall rest or go on; the function returned ends that. */
  onChange(listener: (held: boolean) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #change(by: 1 | -1): void {
    const before = this.held;
    this.#holders += by;
    if (this.held !== before) for (const listener of this.#listeners) listener(this.held);
  }
}
