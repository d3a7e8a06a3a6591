import type { Head } from './spool-types.js';

/** Stands for all boots that were forgotten: its "last sequence" is how many frames they had. */
const FORGOTTEN = '00000000-0000-0000-0000-000000000000';

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

  /** Forgets a boot but not how many frames it had. Returns that number over all forgotten boots, by stream. */
  retire(boot: string): Omit<Head, 'boot'>[] {
    for (const [stream, lastSeq] of this.#boots.get(boot) ?? []) {
      this.raise(FORGOTTEN, stream, lastSeq + (this.#boots.get(FORGOTTEN)?.get(stream) ?? 0));
    }
    this.#boots.delete(boot);
    return [...(this.#boots.get(FORGOTTEN) ?? [])].map(([stream, lastSeq]) => ({ stream, lastSeq }));
  }

  /** Repeats a {@link retire} that was read from disk. */
  restoreRetired(boot: string, totals: readonly Omit<Head, 'boot'>[]): void {
    this.#boots.delete(boot);
    for (const { stream, lastSeq } of totals) this.raise(FORGOTTEN, stream, lastSeq);
  }

  /** Frames of all boots, the forgotten ones included. */
  total(): number {
    return this.snapshot().reduce((sum, { lastSeq }) => sum + lastSeq, 0);
  }

  /** How many heads {@link snapshot} has. */
  get size(): number {
    let size = 0;
    for (const streams of this.#boots.values()) size += streams.size;
    return size;
  }

  /** The boots that are remembered. */
  list(): Head[] {
    return this.snapshot().filter(({ boot }) => boot !== FORGOTTEN);
  }

  /** Everything, as it is written to disk. */
  snapshot(): Head[] {
    return [...this.#boots].flatMap(([boot, streams]) => [...streams].map(([stream, lastSeq]) => ({ boot, stream, lastSeq })));
  }
}
