import { setTimeout as pause } from 'node:timers/promises';
import type { StateBus, VehicleAgent } from '@headway/vehicle/agent';
import type { Mapping } from './mapping.js';
import { RecordedDrive } from './recorded-drive.js';
import type { ReplaySummary } from './summary.js';

export interface ReplayOptions {
  file: string;
  mapping: Mapping;
  /** A started agent that does not sample by itself. */
  agent: Pick<VehicleAgent, 'record' | 'status'>;
  /** The agent's bus: it follows the drive, so that the assistant knows how fast the car is. */
  bus: Pick<StateBus, 'write'>;
  /** Times as fast as recorded; infinite replays as fast as the spool can be emptied. */
  speed: number;
  /** Epoch milliseconds. */
  clock: () => number;
  onProgress?: (progress: { rows: number; frames: number; atS: number; lengthS: number }) => void;
  /** Ends the replay early; the summary then says so. */
  signal?: AbortSignal;
}

/** So many unacknowledged frames, and the replay waits for the platform. */
const MOST_PENDING = 2000;
const PENDING_CHECK_MS = 50;
const PROGRESS_EVERY_ROWS = 100;

/**
 * Drives an agent from a recorded log, one frame a row. The drive is dated so that it ends when its replay does: a fast replay lies in
 * the past, none in the future.
 * @throws AppError `not-found` when there is no such file
 */
export async function replayDrive({ file, mapping, agent, bus, speed, clock, onProgress, signal }: ReplayOptions): Promise<ReplaySummary> {
  const drive = new RecordedDrive(file, mapping);
  const lengthS = await drive.lengthS();
  const startedMs = clock();
  const firstMs = startedMs + Math.min(0, (lengthS / speed - lengthS) * 1000);
  let frames = 0;
  try {
    for await (const { atS, values } of drive.rows()) {
      await until(startedMs + (atS / speed) * 1000, clock, signal);
      while (agent.status.pending > MOST_PENDING) await pause(PENDING_CHECK_MS, undefined, signal ? { signal } : {});
      bus.write(values);
      if (agent.record(firstMs + atS * 1000, values)) frames += 1;
      drive.summary.frames = frames;
      if (frames % PROGRESS_EVERY_ROWS === 0) onProgress?.({ rows: drive.summary.rowsRead, frames, atS, lengthS });
    }
  } catch (error) {
    if (!signal?.aborted) throw error;
    return { ...drive.summary, problem: 'interrupted' };
  }
  return drive.summary;
}

async function until(atMs: number, clock: () => number, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted();
  const wait = atMs - clock();
  if (wait > 1) await pause(wait, undefined, signal ? { signal } : {});
}
