import type { SignalValue } from '@headway/contracts';

const FIRST_CAPACITY = 16;
const SAMPLE_BYTES = 16;

/** What a sample takes of a ring's memory: two numbers, and two bytes a character of text. */
export const bytesOfSample = (value: SignalValue) => SAMPLE_BYTES + (typeof value === 'string' ? 2 * value.length : 0);

/** Samples of one signal in the order of time: taken at the end, dropped at the beginning. */
export class SampleRing {
  #times = new Float64Array(FIRST_CAPACITY);
  #values: SignalValue[] = new Array<SignalValue>(FIRST_CAPACITY).fill(0);
  #first = 0;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** When the oldest sample was taken; infinite when there is none. */
  get oldestMs(): number {
    return this.#length === 0 ? Number.POSITIVE_INFINITY : (this.#times[this.#first] as number);
  }

  push(atMs: number, value: SignalValue): void {
    if (this.#length === this.#times.length) this.#grow();
    const at = (this.#first + this.#length) & (this.#times.length - 1);
    this.#times[at] = atMs;
    this.#values[at] = value;
    this.#length += 1;
  }

  /** Drops and returns the oldest value. */
  shift(): SignalValue {
    const value = this.#values[this.#first] as SignalValue;
    this.#values[this.#first] = 0;
    this.#first = (this.#first + 1) & (this.#times.length - 1);
    this.#length -= 1;
    return value;
  }

  #grow(): void {
    const times = new Float64Array(this.#times.length * 2);
    const values = new Array<SignalValue>(times.length).fill(0);
    for (let at = 0; at < this.#length; at += 1) {
      const from = (this.#first + at) & (this.#times.length - 1);
      times[at] = this.#times[from] as number;
      values[at] = this.#values[from] as SignalValue;
    }
    this.#times = times;
    this.#values = values;
    this.#first = 0;
  }
}
