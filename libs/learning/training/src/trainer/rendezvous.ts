import { setImmediate as nextTurn } from 'node:timers/promises';

/** Milliseconds a thread sleeps before it looks whether all shall end, and lets events of its own in. */
const LOOK_UP_MS = 100;

/**
 * Where the threads of a run meet: a counter of completed phases for each of them in shared memory, and a last entry that says
 * that all shall end.
 */
export class Rendezvous {
  constructor(
    private readonly phases: Int32Array,
    private readonly index: number,
  ) {}

  /** Says that this thread has completed `phase`. */
  complete(phase: number): void {
    Atomics.store(this.phases, this.index, phase);
    Atomics.notify(this.phases, this.index);
  }

  /** Whether all threads have completed `phase`; false when all shall end. */
  async everyone(phase: number): Promise<boolean> {
    for (let thread = 0; thread < this.phases.length - 1; thread++) if (!(await this.thread(thread, phase))) return false;
    return true;
  }

  /** The same of one thread. */
  async thread(thread: number, phase: number): Promise<boolean> {
    for (;;) {
      const completed = Atomics.load(this.phases, thread);
      if (completed >= phase) return true;
      if (this.ended) return false;
      if (Atomics.wait(this.phases, thread, completed, LOOK_UP_MS) === 'timed-out') await nextTurn();
    }
  }

  get ended(): boolean {
    return Atomics.load(this.phases, this.phases.length - 1) !== 0;
  }

  /** Lets every thread that waits go home. */
  end(): void {
    Atomics.store(this.phases, this.phases.length - 1, 1);
    for (let thread = 0; thread < this.phases.length - 1; thread++) Atomics.notify(this.phases, thread);
  }
}
