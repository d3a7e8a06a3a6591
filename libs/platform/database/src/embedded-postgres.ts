import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { AppError } from '@headway/platform/errors';
import { lockFolder } from '@headway/platform/folder-lock';
import { ensureCluster } from './embedded/cluster.js';
import type { WorkerMessage, WorkerSettings } from './embedded/worker.js';

export interface EmbeddedPostgresOptions {
  /** Made when missing; one process at a time. */
  dataFolder: string;
  /** Loopback by default. */
  host?: string;
  /** 0, the default, takes a free port. */
  port?: number;
  /** A cluster to copy when the folder has none: saves the three seconds of making one. */
  template?: string;
  /** A transaction that is silent so long while others wait is rolled back and its connection ended, default 30 s. */
  idleInTransactionMs?: number;
  /** How often the log is checkpointed and changed tables are vacuumed, default a minute. */
  maintenanceIntervalMs?: number;
  /** The database has failed beyond repair; the default is to crash the process. */
  onFailure?: (error: Error) => void;
}

export interface EmbeddedPostgres extends AsyncDisposable {
  /** For any PostgreSQL client; the password is new at every start. */
  url: string;
  port: number;
  close(): Promise<void>;
}

const CLUSTER = 'cluster';

/**
 * Starts PostgreSQL in this process: PGlite in a worker thread behind our own wire server.
 *
 * It is one backend that all connections share: transactions run one after the other, session settings and named statements
 * are common to all, LISTEN and COPY are not offered. Committed transactions survive a killed process, but WebAssembly
 * cannot fsync: for power cuts use a PostgreSQL server.
 * @throws AppError `conflict` when another process has the folder, `storage-unwritable`, `address-in-use`
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { dataFolder, host = '127.0.0.1', port = 0, template, idleInTransactionMs = 30_000, maintenanceIntervalMs = 60_000 } = options;
  const unlock = lockFolder(dataFolder);
  const cluster = join(dataFolder, CLUSTER);
  const password = randomBytes(24).toString('base64url');
  try {
    await ensureCluster(cluster, template);
    const workerData: WorkerSettings = { cluster, host, port, password, idleInTransactionMs, maintenanceIntervalMs };
    const worker = new Worker(new URL('./embedded/worker.js', import.meta.url), { workerData });
    const listening = await startWorker(worker, options);
    const close = closer(worker, unlock);
    return { url: `postgres://postgres:${password}@${host}:${listening}/postgres`, port: listening, close, [Symbol.asyncDispose]: close };
  } catch (error) {
    unlock();
    throw error;
  }
}

async function startWorker(worker: Worker, options: EmbeddedPostgresOptions): Promise<number> {
  const [answer] = (await once(worker, 'message').catch((cause: Error) => {
    throw new AppError('unavailable', `the embedded database in ${options.dataFolder} does not start: ${cause.message}`, { cause });
  })) as [WorkerMessage];
  if (answer.kind === 'listening') {
    worker.on('error', (error: Error) => {
      if (!options.onFailure) throw error;
      options.onFailure(error);
    });
    return answer.port;
  }
  const refused = answer as Extract<WorkerMessage, { kind: 'refused' }>;
  await askToClose(worker);
  if (refused.code === 'EADDRINUSE')
    throw new AppError('address-in-use', `port ${options.port}, for the embedded database, is already in use`);
  throw new AppError('unavailable', `the embedded database cannot listen: ${refused.message}`);
}

function closer(worker: Worker, unlock: () => void): () => Promise<void> {
  let closing: Promise<void> | undefined;
  return () => {
    closing ??= askToClose(worker).finally(unlock);
    return closing;
  };
}

async function askToClose(worker: Worker): Promise<void> {
  const ended = once(worker, 'exit');
  worker.postMessage('close');
  await ended;
}
