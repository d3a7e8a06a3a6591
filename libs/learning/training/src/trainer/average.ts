import type { Weights } from '../model/parameters.js';

/** Weights are taken into the average every so many steps: often enough to be smooth, seldom enough to cost nothing. */
export const AVERAGE_EVERY = 8;
/** The average begins after this share of the steps. */
const BEGIN = 0.3;
/** It looks back over this share of the steps. */
const HORIZON = 0.1;

/** An exponential moving average of the weights (Polyak & Juditsky 1992), which generalises better than the last weights alone. */
export class WeightAverage {
  readonly #begin: number;
  readonly #keep: number;

  constructor(
    readonly weights: Weights,
    steps: number,
    private begun = false,
  ) {
    this.#begin = Math.floor(BEGIN * steps);
    this.#keep = Math.exp(-AVERAGE_EVERY / Math.max(AVERAGE_EVERY, HORIZON * steps));
  }

  get hasBegun(): boolean {
    return this.begun;
  }

  /** Takes in the weights after `step`. */
  update(step: number, current: (name: string) => Float32Array): void {
    if (step < this.#begin || step % AVERAGE_EVERY !== 0) return;
    for (const [name, average] of this.weights) {
      if (this.begun) blend(average, current(name), this.#keep);
      else average.set(current(name));
    }
    this.begun = true;
  }
}

function blend(average: Float32Array, current: Float32Array, keep: number): void {
  for (let i = 0; i < average.length; i++) average[i] = keep * average[i]! + (1 - keep) * current[i]!;
}
