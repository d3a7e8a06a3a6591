import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '@headway/platform/errors';
import { DataSource, type EntitySchema, type MigrationInterface } from 'typeorm';
import { ReaderPosition1764000000000 } from './reader-position.migration.js';

// eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- TypeORM's own type of an entity class
type EntityClass = Function | EntitySchema;

export interface DatabaseOptions {
  /** `postgres://user:password@host:port/database` of PostgreSQL 15 or later, or of the embedded one. */
  url: string;
  entities: EntityClass[];
  /** Classes named like `AddTwin1764000000000`: names are unique in the database, numbers give the order. */
  migrations: (new () => MigrationInterface)[];
  /** Connections kept, default 8. */
  poolSize?: number;
  /** How long to wait for a server that does not answer yet, default 30 s. */
  connectTimeoutMs?: number;
}

/** Any fixed number: the advisory lock that migrations of all our processes take. */
const MIGRATION_LOCK = 4_841_001;
const RETRY_DELAY_MS = 500;

/**
 * Connects to the database and brings its tables up to date; of several processes that start at once one migrates and the others wait.
 * @throws AppError `unavailable` with the reason
 */
export async function openDatabase(options: DatabaseOptions): Promise<DataSource> {
  const dataSource = new DataSource({
    type: 'postgres',
    url: options.url,
    entities: options.entities,
    migrations: [ReaderPosition1764000000000, ...options.migrations],
    migrationsTableName: 'schema_migration',
    migrationsTransactionMode: 'all',
    installExtensions: false,
    poolSize: options.poolSize ?? 8,
    applicationName: 'headway',
    logging: false,
  });
  await connect(dataSource, options);
  try {
    await oneAtATime(options.url, () => migrate(dataSource));
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
  return dataSource;
}

async function connect(dataSource: DataSource, { url, connectTimeoutMs = 30_000 }: DatabaseOptions): Promise<void> {
  const deadline = performance.now() + connectTimeoutMs;
  for (;;) {
    try {
      await dataSource.initialize();
      return;
    } catch (cause) {
      if (performance.now() + RETRY_DELAY_MS > deadline) {
        const { hostname, port, pathname } = new URL(url);
        const reason = (cause as Error).message || String((cause as NodeJS.ErrnoException).code);
        throw new AppError('unavailable', `the database${pathname} at ${hostname}:${port || 5432} does not answer: ${reason}`, { cause });
      }
    }
    await wait(RETRY_DELAY_MS);
  }
}

async function migrate(dataSource: DataSource): Promise<void> {
  const lock = dataSource.createQueryRunner();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await dataSource.runMigrations();
    await lock.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
  } finally {
    await lock.release();
  }
}

const migrating = new Map<string, Promise<void>>();

/** The embedded database has one session, whose advisory lock does not keep this process from itself. */
async function oneAtATime(url: string, work: () => Promise<void>): Promise<void> {
  const turn = (migrating.get(url) ?? Promise.resolve()).then(work);
  migrating.set(
    url,
    turn.catch(() => undefined),
  );
  await turn;
}
