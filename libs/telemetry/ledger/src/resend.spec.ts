import { describe, expect, it } from '@jest/globals';
import { askForGaps, MOST_RANGES_ASKED, NOT_ASKING, noteGaps } from './resend.js';

const policy = { graceMs: 5_000, firstPauseMs: 10_000, longestPauseMs: 60_000 };

describe('asking for gaps', () => {
  it('waits out the grace of a new gap and forgets one that has closed', () => {
    const noted = noteGaps(NOT_ASKING, [[3, 4]], { nowMs: 1_000, formerHead: 2, policy });
    expect(noted).toEqual({ dueMs: 6_000, attempts: 0, sinceMs: 1_000, askedMs: null });
    expect(
      noteGaps(
        noted,
        [
          [3, 4],
          [9, 9],
        ],
        { nowMs: 3_000, formerHead: 5, policy },
      ),
    ).toEqual(noted);
    expect(noteGaps(noted, [], { nowMs: 3_000, formerHead: 5, policy })).toEqual(NOT_ASKING);
  });

  it('asks again after pauses that double, up to a limit', () => {
    let asking = noteGaps(NOT_ASKING, [[3, 4]], { nowMs: 0, formerHead: 2, policy });
    const pauses: number[] = [];
    for (let attempt = 0; attempt < 5; attempt++) {
      const nowMs = asking.dueMs ?? 0;
      asking = askForGaps(asking, [[3, 4]], { nowMs, random: 0.5, policy }).asking;
      pauses.push((asking.dueMs ?? 0) - nowMs);
    }
    expect(pauses).toEqual([10_000, 20_000, 40_000, 60_000, 60_000]);
  });

  it('remembers since when the oldest gap is open and was first asked for, and starts anew once it has closed', () => {
    const noted = noteGaps(NOT_ASKING, [[3, 4]], { nowMs: 1_000, formerHead: 2, policy });
    const asked = askForGaps(noted, [[3, 4]], { nowMs: 6_000, random: 0.5, policy }).asking;
    const again = askForGaps(asked, [[3, 4]], { nowMs: 16_000, random: 0.5, policy }).asking;
    expect(again).toMatchObject({ sinceMs: 1_000, askedMs: 6_000, attempts: 2 });
    expect(noteGaps(again, [[4, 4]], { nowMs: 17_000, formerHead: 9, policy })).toEqual(again);
    const next = noteGaps(again, [[12, 12]], { nowMs: 18_000, formerHead: 9, policy });
    expect(next).toEqual({ dueMs: 23_000, attempts: 0, sinceMs: 18_000, askedMs: null });
  });

  it('asks for no more than a vehicle can answer at once', () => {
    const missing = Array.from({ length: 2_000 }, (_, index): [number, number] => [index * 2 + 1, index * 2 + 1]);
    expect(askForGaps(NOT_ASKING, missing, { nowMs: 0, random: 0, policy }).ranges).toHaveLength(MOST_RANGES_ASKED);
  });
});
