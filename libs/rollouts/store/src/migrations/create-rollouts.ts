import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  `CREATE TABLE rollouts_models (
    id text PRIMARY KEY, family text NOT NULL, version text NOT NULL, digest text NOT NULL UNIQUE, bytes int NOT NULL,
    parent_digest text, dataset_hash text, release_counter int NOT NULL,
    state text NOT NULL CHECK (state IN ('candidate', 'released', 'withdrawn')), shipped boolean NOT NULL,
    card jsonb NOT NULL, gate jsonb, created_at bigint NOT NULL, released_at bigint)`,
  `CREATE INDEX rollouts_models_order ON rollouts_models (created_at DESC, id)`,

  `CREATE TABLE rollouts_releases (
    family text NOT NULL, counter int NOT NULL, digest text NOT NULL REFERENCES rollouts_models (digest), target text NOT NULL,
    reason text NOT NULL, created_at bigint NOT NULL, PRIMARY KEY (family, counter))`,

  `CREATE TABLE rollouts_rollouts (
    id text PRIMARY KEY, model text NOT NULL REFERENCES rollouts_models (id), state text NOT NULL, salt text NOT NULL, filter jsonb NOT NULL,
    control_percent double precision NOT NULL, release_counter int, note text, record jsonb NOT NULL,
    created_at bigint NOT NULL, updated_at bigint NOT NULL)`,
  `CREATE INDEX rollouts_rollouts_state ON rollouts_rollouts (state, created_at DESC, id)`,

  `CREATE TABLE rollouts_members (
    rollout text NOT NULL REFERENCES rollouts_rollouts (id), vin text NOT NULL, bucket int NOT NULL, stage int NOT NULL,
    control boolean NOT NULL, state text NOT NULL, reason text, from_digest text, assignment text,
    assigned_at bigint, reported_at bigint, published_at bigint, PRIMARY KEY (rollout, vin)) WITH (fillfactor = 70)`,
  `CREATE INDEX rollouts_members_vin ON rollouts_members (vin)`,

  `CREATE TABLE rollouts_turns (
    rollout text NOT NULL REFERENCES rollouts_rollouts (id), vin text NOT NULL, turn text NOT NULL,
    candidate boolean NOT NULL, fallback boolean NOT NULL, correction boolean NOT NULL, PRIMARY KEY (rollout, vin, turn))`,

  `CREATE TABLE rollouts_vehicles (
    vin text PRIMARY KEY, version text NOT NULL, digest text NOT NULL, attested_at bigint NOT NULL, assignment text) WITH (fillfactor = 70)`,
  `CREATE TABLE rollouts_assignments (
    id text PRIMARY KEY, vin text NOT NULL, rollout text, signed jsonb NOT NULL, created_at bigint NOT NULL)`,
  `CREATE INDEX rollouts_assignments_vin ON rollouts_assignments (vin, created_at DESC)`,

  `CREATE TABLE rollouts_outbox (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, task jsonb NOT NULL)`,
  `CREATE TABLE rollouts_audit_chain (id int PRIMARY KEY CHECK (id = 1), sequence int NOT NULL, hash text NOT NULL)`,
  `INSERT INTO rollouts_audit_chain (id, sequence, hash) VALUES (1, 0, repeat('0', 64))`,
];

/** The tables of the model registry and of rollouts. */
export class CreateRollouts1795300000100 implements MigrationInterface {
  name = 'CreateRollouts1795300000100';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = ['audit_chain', 'outbox', 'assignments', 'vehicles', 'turns', 'members', 'rollouts', 'releases', 'models'];
    for (const table of tables) await runner.query(`DROP TABLE rollouts_${table}`);
  }
}
