import type { MigrationInterface, QueryRunner } from 'typeorm';

const CHANGES = [
  // Which transaction changed a row last. No index: an index would make every update of these rows dearer, and they are only looked through while somebody watches.
  'ALTER TABLE fleet_vehicle ADD COLUMN changed xid8, ADD COLUMN presence_changed xid8',
  'ALTER TABLE fleet_vehicle ALTER COLUMN changed SET DEFAULT pg_current_xact_id()',
  'ALTER TABLE fleet_twin ADD COLUMN changed xid8',
  'ALTER TABLE fleet_twin ALTER COLUMN changed SET DEFAULT pg_current_xact_id()',
  'ALTER TABLE fleet_turn ADD COLUMN changed xid8',
  'ALTER TABLE fleet_turn ALTER COLUMN changed SET DEFAULT pg_current_xact_id()',
  'DROP INDEX fleet_vehicle_heard',
];

/** Rows say which transaction changed them, so that every process can follow what any process writes. */
export class MarkChanges1795930000000 implements MigrationInterface {
  name = 'MarkChanges1795930000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of CHANGES) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX fleet_vehicle_heard ON fleet_vehicle (last_seen_at) WHERE online');
    await runner.query('ALTER TABLE fleet_vehicle DROP COLUMN changed, DROP COLUMN presence_changed');
    for (const table of ['twin', 'turn']) await runner.query(`ALTER TABLE fleet_${table} DROP COLUMN changed`);
  }
}
