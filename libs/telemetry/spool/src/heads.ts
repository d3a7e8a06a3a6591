import type { Head } from './spool-types.js';

/** The highest sequence of every (boot, stream), in the order in which they were first seen. */
export class HeadTable {
  readonly #boots = new Map<string, Map<number, number>>();

  raise(boot: string, stream: number, seq: number): void {
    const streams = this.#boots.get(boot) ?? new Map<number, number>();
    this.#boots.set(boot, streams);
    streams.set(stream, Math.max(seq, streams.get(stream) ?? 0));
  }

  has(boot: string): boolean {
    return this.#boots.has(boot);
  }

  forget(boot: string): void {
    this.#boots.delete(boot);
  }

  list(): Head[] {
    return [...this.#boots].flatMap(([boot, streams]) => [...streams].map(([stream, lastSeq]) => ({ boot, stream, lastSeq })));
  }
}
