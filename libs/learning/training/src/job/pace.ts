/** Lets others hold up a training job while they have something more urgent to do: it rests after the step under way. */
export class Pace {
  #holders = 0;
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
