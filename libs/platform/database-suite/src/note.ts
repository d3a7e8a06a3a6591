import { Column, Entity, type MigrationInterface, PrimaryColumn, type QueryRunner } from 'typeorm';

/** A table for the suite: what an effect writes. */
@Entity('note')
export class Note {
  @PrimaryColumn('text')
  id!: string;

  @Column('jsonb')
  body!: { text: string };

  @Column('timestamptz', { name: 'written_at' })
  writtenAt!: Date;
}

export class AddNote1764000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE note (id text PRIMARY KEY, body jsonb NOT NULL, written_at timestamptz NOT NULL)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE note');
  }
}
