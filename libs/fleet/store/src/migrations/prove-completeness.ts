import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  // Losses carry their reason; what was declared before nobody wrote the reason down of.
  `ALTER TABLE fleet_stream ADD COLUMN lost_by jsonb NOT NULL DEFAULT '{}', ADD COLUMN lost_counts jsonb NOT NULL DEFAULT '{}',
    ADD COLUMN settled jsonb, ADD COLUMN gap_since bigint, ADD COLUMN asked_since bigint`,
  `UPDATE fleet_stream SET lost_by = jsonb_build_object('unknown', lost), lost_counts = jsonb_build_object('unknown', lost_count) WHERE lost_count > 0`,
  `UPDATE fleet_stream SET gap_since = (extract(epoch FROM now()) * 1000)::bigint WHERE ask_at IS NOT NULL`,
  `ALTER TABLE fleet_stream DROP COLUMN lost`,

  // Sums of streams that are too old to be kept one by one.
  `CREATE TABLE fleet_stream_archive (
    vin text PRIMARY KEY, streams bigint NOT NULL, head bigint NOT NULL, stored_count bigint NOT NULL, lost_count bigint NOT NULL,
    lost_counts jsonb NOT NULL, applied bigint NOT NULL, dropped bigint NOT NULL)`,

  // No index on what an append to a receipt changes, so that it stays within its page.
  `CREATE TABLE fleet_receipt (
    vin text NOT NULL, boot uuid NOT NULL, stream smallint NOT NULL, partition int NOT NULL, first_offset bigint NOT NULL,
    last_offset bigint NOT NULL, first_seq bigint NOT NULL, last_seq bigint NOT NULL, frames int NOT NULL, places bytea NOT NULL,
    stored_at bigint NOT NULL, PRIMARY KEY (vin, boot, stream, partition, first_offset)) WITH (fillfactor = 70)`,
  `CREATE INDEX fleet_receipt_age ON fleet_receipt (stream, partition, first_offset)`,

  `ALTER TABLE fleet_dead_letter ADD COLUMN boot uuid, ADD COLUMN stream smallint, ADD COLUMN seq bigint,
    ADD COLUMN state text NOT NULL DEFAULT 'open', ADD COLUMN attempts int NOT NULL DEFAULT 0, ADD COLUMN first_reason text,
    ADD COLUMN tried_at bigint, ADD COLUMN leased_until bigint`,
  `CREATE TABLE fleet_dead_letter_body (
    partition int NOT NULL, log_offset bigint NOT NULL, size int NOT NULL, body bytea NOT NULL, PRIMARY KEY (partition, log_offset))`,

  `CREATE TABLE fleet_registration (
    vin text PRIMARY KEY, registered boolean NOT NULL, changed_at bigint NOT NULL, published boolean NOT NULL DEFAULT false)`,
  `CREATE INDEX fleet_registration_unpublished ON fleet_registration (changed_at) WHERE NOT published`,
];

const DOWN = [
  `ALTER TABLE fleet_stream ADD COLUMN lost jsonb NOT NULL DEFAULT '[]'`,
  `ALTER TABLE fleet_stream DROP COLUMN lost_by, DROP COLUMN lost_counts, DROP COLUMN settled, DROP COLUMN gap_since, DROP COLUMN asked_since`,
  `DROP TABLE fleet_stream_archive`,
  `DROP TABLE fleet_receipt`,
  `DROP TABLE fleet_dead_letter_body`,
  `ALTER TABLE fleet_dead_letter DROP COLUMN boot, DROP COLUMN stream, DROP COLUMN seq, DROP COLUMN state, DROP COLUMN attempts,
    DROP COLUMN first_reason, DROP COLUMN tried_at, DROP COLUMN leased_until`,
  `DROP TABLE fleet_registration`,
];

/** What proves that nothing is missing: reasons of losses, receipts, the bytes of dead letters, registered vehicles. */
export class ProveCompleteness1795380000000 implements MigrationInterface {
  name = 'ProveCompleteness1795380000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
