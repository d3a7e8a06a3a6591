import { FLEET_ENTITIES, FLEET_MIGRATIONS } from '@headway/fleet/store';
import { HISTORY_MIGRATIONS } from '@headway/history/store';
import { openDatabase, startTemporaryPostgres } from '@headway/platform/database';
import { openTemporaryEventLog } from '@headway/testing';
import { expect, it } from '@jest/globals';
import { readWhileRebalancing } from './rebalance.js';

it('every frame takes effect once while members of the fleet service come and go (embedded log)', async () => {
  await using server = await startTemporaryPostgres();
  await using log = await openTemporaryEventLog();
  const dataSource = await openDatabase({
    url: server.url,
    entities: FLEET_ENTITIES,
    migrations: [...FLEET_MIGRATIONS, ...HISTORY_MIGRATIONS],
  });
  try {
    // One process has the embedded log open: its members share the client.
    const shared = Object.assign(Object.create(log.eventLog) as typeof log.eventLog, { close: () => Promise.resolve() });
    const outcome = await readWhileRebalancing({ dataSource, openLog: () => Promise.resolve(shared) });
    expect(outcome.totals).toMatchObject({ stored: outcome.sent.frames, missing: 0, duplicatesVisible: 0 });
    expect([outcome.turns, outcome.receipts, outcome.history]).toEqual([
      outcome.sent.turns,
      outcome.sent.frames,
      outcome.sent.frames - outcome.sent.turns,
    ]);
    expect(outcome.redelivered).toBeGreaterThan(0);
    // Repetitions by vehicles are dropped one by one; redelivered batches do not even get that far.
    expect(outcome.totals.duplicatesDropped).toBe((outcome.sent.frames - outcome.sent.turns) * (8 / 60));
  } finally {
    await dataSource.destroy();
  }
}, 180_000);
