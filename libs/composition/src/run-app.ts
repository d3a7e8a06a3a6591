import { AppError, describeError } from '@headway/platform/errors';

/** What an app holds open while it runs. */
export interface RunningApp {
  /** Stops everything in order; called once. */
  close(): Promise<void>;
}

/** Longest clean stop, milliseconds; then the process ends anyway, which loses nothing (every stage survives a kill). */
const STOP_LIMIT_MS = 4500;

/** Says in one line why an app could not start or go on, and ends the process with a non-zero status. */
export function exitWithError(name: string, error: unknown): never {
  process.stderr.write(`${name}: ${describeError(error)}\n`);
  process.exit(error instanceof AppError && error.code === 'invalid-settings' ? 2 : 1);
}

/**
 * Runs an app until SIGINT or SIGTERM, then stops it within 5 seconds; a second signal ends it at once.
 * A failed start and a broken invariant each end the process with one readable line.
 */
export async function runApp(name: string, start: () => Promise<RunningApp>): Promise<void> {
  process.on('uncaughtException', (error) => exitWithError(name, error));
  process.on('unhandledRejection', (error) => exitWithError(name, error));
  let running: RunningApp | undefined;
  let stopping = false;

  const stop = async (signal: NodeJS.Signals) => {
    if (stopping) process.exit(130);
    stopping = true;
    setTimeout(() => process.exit(signal === 'SIGINT' ? 130 : 143), STOP_LIMIT_MS).unref();
    try {
      await running?.close();
    } catch (error) {
      exitWithError(name, error);
    }
    process.exit(0);
  };
  process.on('SIGINT', (signal) => void stop(signal));
  process.on('SIGTERM', (signal) => void stop(signal));

  try {
    running = await start();
  } catch (error) {
    exitWithError(name, error);
  }
}
