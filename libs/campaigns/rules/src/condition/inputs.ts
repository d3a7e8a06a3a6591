import type { SignalValue } from '@headway/contracts';
import { StepWindow } from './step-window.js';

/** What conditions read: the newest value of every slot, and the windows. */
export interface Readings {
  values: (SignalValue | undefined)[];
  windows: StepWindow[];
  nowMs: number;
}

/** Gives signals and windows their places, so that conditions read by number and share what they have in common. */
export class ConditionInputs {
  readonly #slots = new Map<string, number>();
  readonly #windows = new Map<string, number>();
  /** Paths by slot. */
  readonly paths: string[] = [];
  /** Windows by number. */
  readonly windows: { slot: number; durationMs: number }[] = [];

  slotOf(path: string): number {
    let slot = this.#slots.get(path);
    if (slot === undefined) {
      slot = this.paths.push(path) - 1;
      this.#slots.set(path, slot);
    }
    return slot;
  }

  windowOf(slot: number, durationMs: number): number {
    const key = `${slot}/${durationMs}`;
    let window = this.#windows.get(key);
    if (window === undefined) {
      window = this.windows.push({ slot, durationMs }) - 1;
      this.#windows.set(key, window);
    }
    return window;
  }

  /** Readings in which nothing is known yet. */
  readings(): Readings {
    return {
      values: this.paths.map(() => undefined),
      windows: this.windows.map(({ durationMs }) => new StepWindow(durationMs)),
      nowMs: 0,
    };
  }
}
