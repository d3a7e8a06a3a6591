/** Time as this library sees it: monotonic milliseconds and one timer. */
export interface Clock {
  nowMs(): number;
  /** Calls back once, not before `delayMs` have passed; the returned function cancels. */
  after(delayMs: number, callback: () => void): () => void;
}

/** Uniform random numbers in [0, 1), as `Math.random` gives them. */
export type Random = () => number;
