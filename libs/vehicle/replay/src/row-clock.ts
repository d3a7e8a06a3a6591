/** A clock that has not moved for this many rows stands still. */
const FROZEN_ROWS = 30;
const SECOND = 1;

interface Timed<T> {
  row: T;
  /** Seconds since the drive began, never falling. */
  atS: number;
}

/**
 * Gives rows their time. Rows between two steps of the running-time clock are spread evenly over the step, at most a second apart;
 * where the clock stands still, is missing, or shows zero (the engine is off), rows are a second apart; where it goes back, time goes on.
 */
export async function* timeRows<T>(rows: AsyncIterable<T>, clockOf: (row: T) => number | undefined): AsyncGenerator<Timed<T>> {
  let group: T[] = [];
  let clock: number | undefined;
  let startS = 0;

  function* flush(stepS: number, lengthS: number): Generator<Timed<T>> {
    for (const [i, row] of group.entries()) yield { row, atS: startS + i * stepS };
    startS += lengthS;
    group = [];
  }

  for await (const row of rows) {
    const now = clockOf(row) ?? clock;
    if (group.length > 0 && now !== clock) {
      const passed = (now ?? 0) - (clock ?? 0);
      if (passed > 0 && clock) yield* flush(Math.min(SECOND, passed / group.length), passed);
      else yield* flush(SECOND, group.length * SECOND);
    } else if (group.length >= FROZEN_ROWS) yield* flush(SECOND, group.length * SECOND);
    clock = now;
    group.push(row);
  }
  yield* flush(SECOND, group.length * SECOND);
}
