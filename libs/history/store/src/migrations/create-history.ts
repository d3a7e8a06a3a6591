import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  // A row never changes, so pages may be filled; frames are compact already, so compressing them again only costs time.
  `CREATE TABLE history_frame (
    vin text NOT NULL, boot uuid NOT NULL, seq bigint NOT NULL, slice int NOT NULL, start_ms bigint NOT NULL, frame bytea NOT NULL,
    PRIMARY KEY (vin, boot, seq))`,
  'ALTER TABLE history_frame ALTER COLUMN frame SET STORAGE EXTERNAL',
  // One index for every way of reading: by slice for forgetting, by slice and vehicle for charts, in whole for a run over everything.
  'CREATE INDEX history_frame_place ON history_frame (slice, vin, start_ms, boot, seq)',

  `CREATE TABLE history_slice (
    slice int PRIMARY KEY, frames bigint NOT NULL, bytes bigint NOT NULL) WITH (fillfactor = 50)`,
];

/** The telemetry frames of the last hours, and how many bytes each slice of time holds. */
export class CreateHistory1795900000000 implements MigrationInterface {
  name = 'CreateHistory1795900000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['frame', 'slice']) await runner.query(`DROP TABLE history_${table}`);
  }
}
