import type { MigrationInterface, QueryRunner } from 'typeorm';

const CHANGES = [
  `CREATE TABLE fleet_connectivity (
    vin text PRIMARY KEY, connections jsonb NOT NULL, silent boolean NOT NULL DEFAULT false) WITH (fillfactor = 50)`,
  // What was known before: the last presence of each vehicle, as of a client that does not number its connections.
  `INSERT INTO fleet_connectivity (vin, connections)
   SELECT vin, jsonb_build_array(jsonb_build_object('boot', boot, 'counted', false, 'number', presence_at, 'firstSeenMs', presence_at,
     'onlineMs', CASE WHEN online THEN presence_at END, 'clockAheadMs', NULL, 'offlineMs', CASE WHEN NOT online THEN presence_at END,
     'goodbye', false, 'silences', '[]'::jsonb))
   FROM fleet_vehicle WHERE boot IS NOT NULL AND presence_at IS NOT NULL`,
  'CREATE INDEX fleet_vehicle_heard ON fleet_vehicle (last_seen_at) WHERE online',
];

/** When each vehicle was connected. */
export class AddConnectivity1795920000000 implements MigrationInterface {
  name = 'AddConnectivity1795920000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of CHANGES) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX fleet_vehicle_heard');
    await runner.query('DROP TABLE fleet_connectivity');
  }
}
