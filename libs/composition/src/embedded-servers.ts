import { access, constants, mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { openLmdbEventLog } from '@headway/event-log/lmdb';
import type { EventLog } from '@headway/event-log/port';
import { startEmbeddedPostgres } from '@headway/platform/database';
import { AppError } from '@headway/platform/errors';
import { startEmbeddedBroker, type TlsListenerOptions } from '@headway/platform/mqtt';

/** The servers Headway stands on, inside this process. */
export interface EmbeddedServers {
  mqttUrl: string;
  databaseUrl: string;
  eventLog: EventLog;
  close(): Promise<void>;
}

interface EmbeddedServersOptions {
  dataFolder: string;
  host: string;
  /** 0 takes a free port. */
  mqttPort: number;
  /** A second listener of the broker, for clients with certificates. */
  mqttTls?: TlsListenerOptions | undefined;
  /** Told in one line of every client that the broker refuses. */
  onRefused?: (reason: string) => void;
}

/**
 * Makes the folder when it is missing.
 * @throws AppError `storage-unwritable`
 */
export async function requireWritable(folder: string): Promise<void> {
  try {
    await makeFolder(resolve(folder));
    await access(folder, constants.W_OK);
  } catch (cause) {
    throw new AppError('storage-unwritable', `the data folder ${folder} cannot be written`, { cause });
  }
}

/** Step by step: the recursive mkdir of Node 20 never returns where the file system answers ENOENT for a folder whose parent exists. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || dirname(folder) === folder) throw error;
    await makeFolder(dirname(folder));
    await mkdir(folder);
  }
}

/** Starts broker, database and event log; closes what has started when one of them cannot. */
export async function startEmbeddedServers({
  dataFolder,
  host,
  mqttPort,
  mqttTls,
  onRefused,
}: EmbeddedServersOptions): Promise<EmbeddedServers> {
  await requireWritable(dataFolder);
  const stack = new AsyncStack();
  try {
    const broker = await startEmbeddedBroker({
      host,
      port: mqttPort,
      ...(mqttTls ? { tls: mqttTls } : {}),
      ...(onRefused ? { onRefused } : {}),
    });
    stack.add(() => broker.close());
    const eventLog = openLmdbEventLog({ folder: join(dataFolder, 'event-log') });
    stack.add(() => eventLog.close());
    const database = await startEmbeddedPostgres({ dataFolder: join(dataFolder, 'database') });
    stack.add(() => database.close());
    return { mqttUrl: broker.url, databaseUrl: database.url, eventLog, close: () => stack.close() };
  } catch (error) {
    await stack.close();
    throw error;
  }
}

/** Closes what was opened in the opposite order; one that fails does not keep the others open. */
export class AsyncStack {
  private readonly closers: (() => Promise<unknown> | unknown)[] = [];

  add(close: () => Promise<unknown> | unknown): void {
    this.closers.push(close);
  }

  async close(): Promise<void> {
    const failures: unknown[] = [];
    for (const close of this.closers.splice(0).reverse()) {
      try {
        await close();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}
