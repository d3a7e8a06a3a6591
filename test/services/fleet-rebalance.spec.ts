import { randomUUID } from 'node:crypto';
import { namespacedEventLog } from '@headway/composition';
import { openKafkaEventLog } from '@headway/event-log/kafka';
import { FLEET_ENTITIES, FLEET_MIGRATIONS } from '@headway/fleet/store';
import { HISTORY_MIGRATIONS } from '@headway/history/store';
import { openDatabase } from '@headway/platform/database';
import { expect, it } from '@jest/globals';
import pg from 'pg';
import { readWhileRebalancing } from '../scenarios/telemetry/rebalance.js';
import { databaseUrl, kafkaBrokers } from './settings.js';

async function asAdministrator(sql: string): Promise<void> {
  const client = new pg.Client(databaseUrl());
  await client.connect();
  await client.query(sql);
  await client.end();
}

it('every frame takes effect once while members of the fleet service come and go (Kafka and PostgreSQL)', async () => {
  const name = `rebalance_${randomUUID().replaceAll('-', '')}`;
  await asAdministrator(`CREATE DATABASE ${name}`);
  const url = new URL(databaseUrl());
  url.pathname = `/${name}`;
  const migrations = [...FLEET_MIGRATIONS, ...HISTORY_MIGRATIONS];
  const dataSource = await openDatabase({ url: url.href, entities: FLEET_ENTITIES, migrations });
  try {
    const openLog = async () => namespacedEventLog(await openKafkaEventLog({ brokers: kafkaBrokers() }), name);
    const outcome = await readWhileRebalancing({ dataSource, openLog });
    expect(outcome.totals).toMatchObject({ stored: outcome.sent.frames, missing: 0, duplicatesVisible: 0 });
    expect([outcome.turns, outcome.receipts, outcome.history]).toEqual([
      outcome.sent.turns,
      outcome.sent.frames,
      outcome.sent.frames - outcome.sent.turns,
    ]);
    expect(outcome.redelivered).toBeGreaterThan(0);
  } finally {
    await dataSource.destroy();
    await asAdministrator(`DROP DATABASE ${name} WITH (FORCE)`);
  }
}, 240_000);
