import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { WireServer } from './wire-server.js';

/** What the worker is told at its start. */
export interface WorkerSettings {
  cluster: string;
  host: string;
  port: number;
  password: string;
  idleInTransactionMs: number;
  maintenanceIntervalMs: number;
}

/** What the worker answers. */
export type WorkerMessage =
  { kind: 'listening'; port: number } | { kind: 'refused'; code: string | undefined; message: string } | { kind: 'closed' };

const settings = workerData as WorkerSettings;
const tell = (message: WorkerMessage) => parentPort?.postMessage(message);

// Pages come from the system's cache: PostgreSQL's default of 128 MB would only hold them twice.
const startParams = [...PGlite.defaultStartParams, '-c', 'shared_buffers=32MB'];
const database = await PGlite.create({ dataDir: settings.cluster, startParams });
const server = new WireServer({
  ...settings,
  database,
  onFailure: (error) => {
    throw error;
  },
});
try {
  tell({ kind: 'listening', port: await server.start() });
} catch (error) {
  tell({ kind: 'refused', code: (error as NodeJS.ErrnoException).code, message: (error as Error).message });
}
parentPort?.once('message', () => {
  void (async () => {
    await server.stop();
    await database.close();
    tell({ kind: 'closed' });
    parentPort?.close();
  })();
});
