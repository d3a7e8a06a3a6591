import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  `CREATE TABLE learning_turns (
    vehicle text NOT NULL, turn text NOT NULL, corrects text, received_at bigint NOT NULL, kept jsonb NOT NULL,
    PRIMARY KEY (vehicle, turn))`,
  `CREATE INDEX learning_turns_corrects ON learning_turns (vehicle, corrects) WHERE corrects IS NOT NULL`,
  `CREATE INDEX learning_turns_received ON learning_turns (received_at)`,

  `CREATE TABLE learning_clusters (
    id text PRIMARY KEY, label text NOT NULL, scattered boolean NOT NULL,
    state text NOT NULL CHECK (state IN ('open', 'accepted', 'rejected')),
    accepted_label text, decided_by text, created_at bigint NOT NULL, updated_at bigint NOT NULL)`,
  `CREATE INDEX learning_clusters_label ON learning_clusters (label, state)`,

  `CREATE TABLE learning_candidates (
    id text PRIMARY KEY, vehicle text NOT NULL, turn text NOT NULL, kind text NOT NULL, language text NOT NULL,
    utterance text NOT NULL, folded text NOT NULL, label text NOT NULL, frames jsonb NOT NULL,
    cluster text NOT NULL REFERENCES learning_clusters (id), vehicle_model_version text NOT NULL, at bigint NOT NULL,
    UNIQUE (vehicle, turn))`,
  `CREATE INDEX learning_candidates_cluster ON learning_candidates (cluster, at, id)`,
  `CREATE INDEX learning_candidates_folded ON learning_candidates (folded)`,

  `CREATE TABLE learning_datasets (
    id text PRIMARY KEY, hash text NOT NULL UNIQUE, examples int NOT NULL, held_out int NOT NULL, clusters jsonb NOT NULL,
    intents jsonb NOT NULL, dropped jsonb NOT NULL, created_at bigint NOT NULL)`,
  `CREATE TABLE learning_dataset_examples (
    dataset text NOT NULL REFERENCES learning_datasets (id), position int NOT NULL, split text NOT NULL, count int NOT NULL,
    example jsonb NOT NULL, candidates jsonb NOT NULL, PRIMARY KEY (dataset, position))`,

  `CREATE TABLE learning_runs (
    id text PRIMARY KEY, dataset text NOT NULL REFERENCES learning_datasets (id), family text NOT NULL, parent_digest text NOT NULL,
    state text NOT NULL, progress jsonb NOT NULL, gate jsonb, evaluation jsonb, model text, error text,
    created_at bigint NOT NULL, updated_at bigint NOT NULL)`,
  `CREATE INDEX learning_runs_state ON learning_runs (state, created_at)`,

  `CREATE TABLE learning_outbox (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, key text NOT NULL, record jsonb NOT NULL, at bigint NOT NULL)`,
];

/** The tables of the learning loop. */
export class CreateLearning1795300000000 implements MigrationInterface {
  name = 'CreateLearning1795300000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = ['outbox', 'runs', 'dataset_examples', 'datasets', 'candidates', 'clusters', 'turns'];
    for (const table of tables) await runner.query(`DROP TABLE learning_${table}`);
  }
}
