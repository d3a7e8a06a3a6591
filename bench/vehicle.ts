import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packRecordedDrive } from './vehicle/packing.js';

export interface VehicleBenchOptions {
  framesPerSecond: number;
  signals: number;
  seconds: number;
  /** Recorded drive on which batches are measured. */
  drive?: string;
}

const start = (name: string, args: string[]): ChildProcess => fork(fileURLToPath(new URL(`./vehicle/${name}.js`, import.meta.url)), args);

async function messageOf(child: ChildProcess): Promise<unknown> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`a process of the bench ended early with ${String(code)}`);
  });
  return Promise.race([once(child, 'message').then(([message]: unknown[]) => message), ended]);
}

/** What frames cost in the car: a vehicle agent in a process of its own, against a real broker and ingest in another. */
export async function benchVehicle({ framesPerSecond, signals, seconds, drive }: VehicleBenchOptions): Promise<object> {
  const folder = await mkdtemp(join(tmpdir(), 'headway-bench-vehicle-'));
  const platform = start('platform', [join(folder, 'platform')]);
  try {
    const url = String(await messageOf(platform));
    const car = start('car', [join(folder, 'car'), url, `${framesPerSecond}`, `${signals}`, `${seconds}`]);
    const figures = (await messageOf(car)) as object;
    return { ...figures, ...(drive ? { packing: await packRecordedDrive(drive) } : {}) };
  } finally {
    const gone = once(platform, 'exit');
    platform.kill('SIGKILL');
    await gone;
    await rm(folder, { recursive: true, force: true });
  }
}
