import type { DeadLetterReason } from '@headway/contracts';
import { contains, type Ranges } from '@headway/telemetry/ledger';
import type { DataSource } from 'typeorm';
import type { LetterKey } from './dead-letters.js';
import type { StreamKey } from './streams.js';

const TAKE = `
  UPDATE fleet_dead_letter SET leased_until = $4, attempts = attempts + 1, tried_at = $3
  WHERE partition = $1 AND log_offset = $2 AND state = 'open' AND (leased_until IS NULL OR leased_until < $3)
  RETURNING partition`;

/** Takes an open letter for a try until `untilMs`; false when somebody else has it, or it is not open. */
export async function leaseLetter(
  dataSource: DataSource,
  { partition, offset }: LetterKey,
  { nowMs, untilMs }: { nowMs: number; untilMs: number },
): Promise<boolean> {
  const [rows] = await dataSource.query<[unknown[], number]>(TAKE, [partition, offset, Math.round(nowMs), Math.round(untilMs)]);
  return rows.length > 0;
}

/** The letter has reached the log again. */
export async function closeLetter(dataSource: DataSource, { partition, offset }: LetterKey): Promise<void> {
  await dataSource.query(`UPDATE fleet_dead_letter SET state = 'redriven', leased_until = NULL WHERE partition = $1 AND log_offset = $2`, [
    partition,
    offset,
  ]);
}

/** The letter stays, for a reason that may be another one now. */
export async function keepLetter(
  dataSource: DataSource,
  { partition, offset }: LetterKey,
  { reason, detail }: { reason: DeadLetterReason; detail: string },
): Promise<void> {
  await dataSource.query(
    `UPDATE fleet_dead_letter SET first_reason = coalesce(first_reason, reason), reason = $3, detail = $4, leased_until = NULL
     WHERE partition = $1 AND log_offset = $2`,
    [partition, offset, reason, detail],
  );
}

/** Gives a letter back unchanged: the try came to nothing. */
export async function releaseLetter(dataSource: DataSource, { partition, offset }: LetterKey): Promise<void> {
  await dataSource.query('UPDATE fleet_dead_letter SET leased_until = NULL WHERE partition = $1 AND log_offset = $2', [partition, offset]);
}

/** Whether the ledger has a frame already. */
export async function isStored(dataSource: DataSource, { vin, boot, stream, seq }: StreamKey & { seq: number }): Promise<boolean> {
  const [row] = await dataSource.query<{ stored: Ranges; settled: { upTo: number } | null }[]>(
    'SELECT stored, settled FROM fleet_stream WHERE vin = $1 AND boot = $2 AND stream = $3',
    [vin, boot, stream],
  );
  return row !== undefined && (seq <= (row.settled?.upTo ?? 0) || contains(row.stored, seq));
}
