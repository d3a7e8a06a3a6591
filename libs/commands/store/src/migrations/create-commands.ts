import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  `CREATE TABLE command (
    id uuid PRIMARY KEY, vin text NOT NULL, path text NOT NULL, value jsonb NOT NULL, issued_at bigint NOT NULL, expires_at bigint NOT NULL,
    idempotency_key text, confirmed boolean NOT NULL, facts jsonb NOT NULL, state text NOT NULL,
    attempts int NOT NULL DEFAULT 0, next_send_at bigint) WITH (fillfactor = 70)`,
  'CREATE UNIQUE INDEX command_key ON command (vin, idempotency_key) WHERE idempotency_key IS NOT NULL',
  'CREATE INDEX command_vehicle ON command (vin, issued_at DESC, id)',
  'CREATE INDEX command_issued ON command (issued_at)',
  // Only commands without an end are ever looked for by time.
  'CREATE INDEX command_due ON command (next_send_at) WHERE next_send_at IS NOT NULL',
];

/** Commands to vehicles and what became of them. */
export class CreateCommands1795910000000 implements MigrationInterface {
  name = 'CreateCommands1795910000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE command');
  }
}
