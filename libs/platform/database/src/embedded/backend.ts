import type { PGlite } from '@electric-sql/pglite';
import { transactionStatus } from './backend-messages.js';

/** One client of the shared backend. */
export interface BackendClient {
  send(answer: Buffer): void;
  /** The transaction was rolled back because others waited for it too long. */
  evict(): void;
}

/** Something that waits for the backend: a client's unit, or our own work that must not fall into a client's transaction. */
type Waiting = { client: BackendClient; unit: Uint8Array } | { client: undefined; work: () => Promise<void> };

const ROLLBACK = Buffer.from('Q\0\0\0\rROLLBACK\0', 'latin1');

/**
 * Shares PGlite's single backend between clients: one unit at a time, and a client that is in a transaction keeps the
 * backend until it ends, as row locks would do at the coarsest grain.
 */
export class Backend {
  private readonly waiting: Waiting[] = [];
  private owner: BackendClient | undefined;
  private running = false;
  private executed = 0;
  private eviction: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: PGlite,
    private readonly options: { idleInTransactionMs: number; onFailure: (error: unknown) => void },
  ) {}

  /** Runs a unit when it is its turn; the answer goes to the client. */
  submit(client: BackendClient, unit: Uint8Array): void {
    this.waiting.push({ client, unit });
    void this.pump();
  }

  /** Units run so far: tells whether there was anything to do. */
  get unitsExecuted(): number {
    return this.executed;
  }

  /** Runs own work between two transactions. */
  exclusive<T>(work: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ client: undefined, work: () => work().then(resolve, reject) });
      void this.pump();
    });
  }

  /** Forgets a client that has gone, and rolls back what it left open. */
  leave(client: BackendClient): void {
    for (let at = this.waiting.length - 1; at >= 0; at--) if (this.waiting[at]?.client === client) this.waiting.splice(at, 1);
    if (this.owner === client) this.waiting.unshift({ client, unit: ROLLBACK });
    void this.pump();
  }

  private async pump(): Promise<void> {
    if (this.running) return;
    this.running = true;
    try {
      for (let next = this.take(); next; next = this.take()) await this.execute(next);
    } catch (error) {
      this.options.onFailure(error);
      return;
    }
    this.running = false;
    this.watchOwner();
  }

  private take(): Waiting | undefined {
    clearTimeout(this.eviction);
    if (!this.owner) return this.waiting.shift();
    const at = this.waiting.findIndex(({ client }) => client === this.owner);
    return at < 0 ? undefined : this.waiting.splice(at, 1)[0];
  }

  private async execute(waiting: Waiting): Promise<void> {
    if (!waiting.client) return waiting.work();
    const { client, unit } = waiting;
    this.executed++;
    const chunks: Buffer[] = [];
    await this.database.runExclusive(() =>
      this.database.execProtocolRawStream(unit, { onRawData: (data) => void chunks.push(Buffer.from(data)) }),
    );
    const answer = Buffer.concat(chunks);
    const status = transactionStatus(answer);
    this.owner = status === 'I' ? undefined : client;
    if (unit !== ROLLBACK) client.send(answer);
  }

  /** A client that holds a transaction open and is silent would stop everyone: PostgreSQL's idle_in_transaction_session_timeout. */
  private watchOwner(): void {
    const owner = this.owner;
    if (!owner || this.waiting.length === 0) return;
    this.eviction = setTimeout(() => {
      owner.evict();
      this.leave(owner);
    }, this.options.idleInTransactionMs);
  }
}
