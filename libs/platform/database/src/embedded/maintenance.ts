import type { PGlite } from '@electric-sql/pglite';
import type { Backend } from './backend.js';

/** Tables that autovacuum would take: its default thresholds (documentation, "The Autovacuum Daemon"). */
const CHANGED_TABLES = `
  SELECT format('%I.%I', stat.schemaname, stat.relname) AS name
  FROM pg_stat_user_tables stat JOIN pg_class class ON class.oid = stat.relid
  WHERE stat.n_dead_tup > 50 + 0.2 * greatest(class.reltuples, 0)
     OR stat.n_mod_since_analyze > 50 + 0.1 * greatest(class.reltuples, 0)`;

/**
 * Does what PostgreSQL's background processes do, which a single backend does not have: without checkpoints its
 * write-ahead log grows for ever, and without vacuum its tables do.
 */
export class Maintenance {
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> = Promise.resolve();
  private seen = 0;
  private stopped = false;

  constructor(
    private readonly backend: Backend,
    private readonly database: PGlite,
  ) {}

  start(intervalMs: number, onFailure: (error: unknown) => void): void {
    this.timer = setTimeout(() => {
      this.round = this.run().then(() => {
        if (!this.stopped) this.start(intervalMs, onFailure);
      }, onFailure);
    }, intervalMs);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.round;
  }

  /** One table at a time, so that clients get their turn in between. */
  private async run(): Promise<void> {
    if (this.backend.unitsExecuted === this.seen) return;
    this.seen = this.backend.unitsExecuted;
    const { rows } = await this.backend.exclusive(() => this.database.query<{ name: string }>(CHANGED_TABLES));
    for (const { name } of rows) {
      if (this.stopped) return;
      await this.backend.exclusive(() => this.database.exec(`VACUUM (ANALYZE) ${name}`));
    }
    await this.backend.exclusive(() => this.database.exec('CHECKPOINT'));
  }
}
