import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  `CREATE TABLE campaign (
    id text PRIMARY KEY, revision int NOT NULL, state text NOT NULL CHECK (state IN ('draft', 'running', 'paused', 'stopped')),
    definition jsonb NOT NULL, created_at bigint NOT NULL, updated_at bigint NOT NULL)`,
  `CREATE INDEX campaign_order ON campaign (created_at DESC, id)`,

  // Counts every change of what runs: the revision of the sets that vehicles get.
  `CREATE TABLE campaign_clock (id int PRIMARY KEY CHECK (id = 1), revision int NOT NULL)`,
  `INSERT INTO campaign_clock (id, revision) VALUES (1, 0)`,

  `CREATE TABLE campaign_vehicle (
    vin text PRIMARY KEY, published_digest text, published_revision int, republish boolean NOT NULL DEFAULT false,
    reported_revision int, reported_at bigint, broken text) WITH (fillfactor = 80)`,

  `CREATE TABLE campaign_report (
    campaign text NOT NULL, vin text NOT NULL, revision int NOT NULL, state text NOT NULL, reason text, reported_at bigint NOT NULL,
    PRIMARY KEY (campaign, vin)) WITH (fillfactor = 80)`,
  `CREATE INDEX campaign_report_vin ON campaign_report (vin)`,

  `CREATE TABLE campaign_collected (
    campaign text NOT NULL, vin text NOT NULL, frames bigint NOT NULL, bytes bigint NOT NULL, last_at bigint NOT NULL,
    PRIMARY KEY (campaign, vin)) WITH (fillfactor = 70)`,

  // Which frames of a boot were counted, so that one that is sent again is not counted again.
  `CREATE TABLE campaign_counted (
    vin text NOT NULL, boot uuid NOT NULL, ranges jsonb NOT NULL, touched_at bigint NOT NULL, PRIMARY KEY (vin, boot)) WITH (fillfactor = 70)`,
  `CREATE INDEX campaign_counted_touched ON campaign_counted (touched_at)`,
];

/** The tables of collection campaigns. */
export class CreateCampaigns1795920000000 implements MigrationInterface {
  name = 'CreateCampaigns1795920000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['counted', 'collected', 'report', 'vehicle', 'clock']) await runner.query(`DROP TABLE campaign_${table}`);
    await runner.query('DROP TABLE campaign');
  }
}
