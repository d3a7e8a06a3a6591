import { openDatabase, startTemporaryPostgres } from '@headway/platform/database';
import { expect, it } from '@jest/globals';
import { completenessOf } from '../completeness.js';
import { FLEET_ENTITIES, FLEET_MIGRATIONS } from '../schema.js';
import { lockStreams } from '../streams.js';
import { CreateFleet1795310000000 } from './create-fleet.js';

const VIN = 'LHEADWAY000000001';
const boot = '0190a5c2-5b7e-7c3a-9d4e-2f6b8a1c0d3e';

it('ledgers of an installation that runs already keep what they know', async () => {
  await using server = await startTemporaryPostgres();
  const before = await openDatabase({ url: server.url, entities: [], migrations: [CreateFleet1795310000000] });
  await before.query(
    `INSERT INTO fleet_stream (vin, boot, stream, head, stored, lost, stored_count, lost_count, applied, ask_at)
     VALUES ($1, $2, 0, 9, '[[1,4],[8,9]]', '[[5,6]]', 6, 2, 6, 5)`,
    [VIN, boot],
  );
  await before.destroy();
  const source = await openDatabase({ url: server.url, entities: FLEET_ENTITIES, migrations: FLEET_MIGRATIONS });
  try {
    const ledger = await completenessOf(source, VIN);
    expect(ledger).toMatchObject({
      totals: { assigned: 9, stored: 6, declaredLost: 2, missing: 1, duplicatesVisible: 0 },
      lostBy: { unknown: 2 },
      streams: [{ missingRanges: [[7, 7]], requests: 0 }],
    });
    expect(ledger?.gapSince).toBeGreaterThan(0);
    const [row] = await source.transaction((manager) => lockStreams(manager, [{ vin: VIN, boot, stream: 0 }]));
    expect(row?.ledger).toMatchObject({ lost: { unknown: [[5, 6]] }, settled: { upTo: 0 } });
  } finally {
    await source.destroy();
  }
}, 60_000);
