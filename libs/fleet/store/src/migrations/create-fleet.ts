import type { MigrationInterface, QueryRunner } from 'typeorm';

// Rows of fleet_twin and fleet_stream change all the time: room in their pages and no index on what changes keep the updates
// within the page (heap-only tuples), so that the tables do not grow.
const TABLES = [
  `CREATE TABLE fleet_vehicle (
    vin text PRIMARY KEY, online boolean NOT NULL DEFAULT false, boot uuid, presence_at bigint, last_seen_at bigint,
    model_version text, model_digest text, model_at bigint) WITH (fillfactor = 50)`,

  `CREATE TABLE fleet_stream (
    vin text NOT NULL, boot uuid NOT NULL, stream smallint NOT NULL, head bigint NOT NULL DEFAULT 0,
    stored jsonb NOT NULL DEFAULT '[]', lost jsonb NOT NULL DEFAULT '[]',
    stored_count bigint NOT NULL DEFAULT 0, lost_count bigint NOT NULL DEFAULT 0, closed boolean NOT NULL DEFAULT false,
    applied bigint NOT NULL DEFAULT 0, dropped bigint NOT NULL DEFAULT 0,
    ask_at bigint, ask_attempts int NOT NULL DEFAULT 0, started_at bigint,
    PRIMARY KEY (vin, boot, stream)) WITH (fillfactor = 50)`,
  `CREATE INDEX fleet_stream_ask ON fleet_stream (ask_at) WHERE ask_at IS NOT NULL`,

  `CREATE TABLE fleet_twin (
    vin text NOT NULL, signal bigint NOT NULL, value jsonb NOT NULL, at_ms bigint NOT NULL,
    start_ms bigint NOT NULL, boot uuid NOT NULL, seq bigint NOT NULL,
    PRIMARY KEY (vin, signal)) WITH (fillfactor = 50)`,

  `CREATE TABLE fleet_turn (
    vin text NOT NULL, turn text NOT NULL, at bigint NOT NULL, answered_by text NOT NULL, outcome text NOT NULL, body jsonb NOT NULL,
    PRIMARY KEY (vin, turn))`,
  `CREATE INDEX fleet_turn_at ON fleet_turn (at DESC, vin, turn)`,
  `CREATE TABLE fleet_turn_count (
    answered_by text NOT NULL, outcome text NOT NULL, language text NOT NULL, late boolean NOT NULL, count bigint NOT NULL,
    PRIMARY KEY (answered_by, outcome, language, late)) WITH (fillfactor = 50)`,

  `CREATE TABLE fleet_dead_letter (
    partition int NOT NULL, log_offset bigint NOT NULL, vin text, reason text NOT NULL, detail text NOT NULL, topic text NOT NULL,
    bytes bigint NOT NULL, at bigint NOT NULL, PRIMARY KEY (partition, log_offset))`,
  `CREATE INDEX fleet_dead_letter_at ON fleet_dead_letter (at DESC, partition, log_offset)`,
];

/** The tables of the fleet: vehicles, ledgers, twins, turns, dead letters. */
export class CreateFleet1795310000000 implements MigrationInterface {
  name = 'CreateFleet1795310000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['dead_letter', 'turn_count', 'turn', 'twin', 'stream', 'vehicle']) await runner.query(`DROP TABLE fleet_${table}`);
  }
}
