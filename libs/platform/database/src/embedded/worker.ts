import { existsSync, renameSync, rmSync } from 'node:fs';
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

/** A cluster is made beside its place and then moved there, so that a kill in the middle leaves none half made. */
async function openCluster(cluster: string): Promise<PGlite> {
  if (!existsSync(cluster)) {
    const unfinished = `${cluster}.new`;
    rmSync(unfinished, { recursive: true, force: true });
    const made = await PGlite.create({ dataDir: unfinished });
    await made.close();
    renameSync(unfinished, cluster);
  }
  return PGlite.create({ dataDir: cluster });
}

const database = await openCluster(settings.cluster);
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
