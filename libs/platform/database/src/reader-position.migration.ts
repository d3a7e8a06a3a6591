import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where each reader stands in each partition of the event log. */
export class ReaderPosition1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE reader_position (
        reader text NOT NULL,
        topic text NOT NULL,
        partition integer NOT NULL,
        next_offset bigint NOT NULL,
        PRIMARY KEY (reader, topic, partition)
      ) WITH (fillfactor = 50)
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE reader_position');
  }
}
