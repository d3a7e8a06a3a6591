import { encodeFrame } from '@headway/contracts';
import { createMetrics } from '@headway/platform/metrics';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Housekeeping } from './housekeeping.js';
import { BOOT, event, FleetFixture, frameOf, presence, record, speed, START, telemetry, until } from './spec-support.js';

let fixture: FleetFixture;
beforeAll(async () => {
  fixture = await FleetFixture.open();
}, 60_000);
afterAll(() => fixture?.close());
beforeEach(() => fixture.begin());
afterEach(() => fixture.end());

const bootOf = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;

describe('housekeeping', () => {
  it('says how much is missing, for how long, and why what is lost is lost', async () => {
    const lost = event(1, { type: 'frames.lost', at: START, boot: BOOT, stream: 0, ranges: [[1, 2]], reason: 'expired' });
    await fixture.append(...[presence(true, START), telemetry(10, 1), lost]);
    await fixture.stored(2);
    await until(fixture.fleet, ({ gapSinceOnline }) => gapSinceOnline !== null);
    const metrics = createMetrics();
    const later = { epochMs: () => Date.now() + 600_000 };
    await new Housekeeping(fixture.options({ metrics, clock: later })).work();
    const text = await metrics.text();
    expect(text).toContain('headway_ledger_missing_frames 7');
    expect(text).toContain('headway_ledger_incomplete_vehicles 1');
    expect(text).toContain('headway_ledger_lost_frames{reason="expired"} 2');
    expect(text).toContain('headway_ledger_lost_frames{reason="clock-off"} 0');
    expect(text).toContain('headway_ledger_visible_duplicates 0');
    const age = Number(/headway_ledger_oldest_gap_seconds{vehicles="online"} ([\d.]+)/.exec(text)?.[1]);
    expect(age).toBeGreaterThanOrEqual(600);
    expect(age).toBeLessThan(700);
  });

  it('keeps a vehicle that claims thousands of boots from filling the tables, and the sums right', async () => {
    const frames = Array.from({ length: 1_300 }, (_, index) =>
      record('telemetry.frames', encodeFrame(frameOf(2, speed(1), { boot: bootOf(index), startTimeMs: START + index }))),
    );
    await fixture.append(...frames);
    await fixture.stored(1_300);
    await new Housekeeping(fixture.options({})).work();
    const [count] = await fixture.query<{ count: string }>('SELECT count(*) AS count FROM fleet_stream');
    expect(Number(count?.count)).toBe(1_000);
    const { totals, lostBy } = await fixture.ledger();
    expect(totals).toMatchObject({ assigned: 2_600, stored: 1_300, declaredLost: 300, missing: 1_000, duplicatesVisible: 0 });
    expect(lostBy).toEqual({ forgotten: 300 });
    expect((await fixture.twin()).frames).toBe(1_300);
  });
});
