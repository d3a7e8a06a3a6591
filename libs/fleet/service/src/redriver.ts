import { parseUpTopic, type RedriveResult, type RedriveSummary } from '@headway/contracts';
import {
  closeLetter,
  type DeadLetterFilter,
  findDeadLetter,
  isStored,
  keepLetter,
  leaseLetter,
  type LetterKey,
  openDeadLetters,
  readBody,
  releaseLetter,
} from '@headway/fleet/store';
import { AppError } from '@headway/platform/errors';
import { pseudonym } from '@headway/platform/logging';
import type { FleetOptions } from './fleet-options.js';
import type { Registrations } from './registrations.js';

/** How long a try may take before somebody else may try as well: longer than any append. */
const LEASE_MS = 120_000;

export const letterId = ({ partition, offset }: LetterKey) => `${partition}-${offset}`;

/** Reads dead letters again, by the rules of ingest, and appends to the log what has become readable. */
export class Redriver {
  constructor(
    private readonly options: FleetOptions,
    private readonly registrations: Registrations,
  ) {}

  /**
   * Drives one letter again. It reaches the log once: whoever tries holds a lease, a letter that has reached it is closed, and a frame that
   * the ledger has is not appended. When a crash comes between append and close, the repetition in the log takes no effect.
   * @throws AppError `not-found`
   */
  async redrive(key: LetterKey): Promise<RedriveResult> {
    const { dataSource, clock } = this.options;
    const id = letterId(key);
    const letter = await findDeadLetter(dataSource, key);
    if (!letter) throw new AppError('not-found', `there is no dead letter ${id}, or it is too old to be listed`);
    if (letter.state === 'redriven') return { id, outcome: 'redriven' };
    const nowMs = clock.epochMs();
    if (!(await leaseLetter(dataSource, key, { nowMs, untilMs: nowMs + LEASE_MS }))) {
      const again = await findDeadLetter(dataSource, key);
      return { id, outcome: again?.state === 'redriven' ? 'redriven' : 'busy' };
    }
    try {
      return await this.attempt(id, { ...key, topic: letter.topic, at: letter.at, wasWhole: letter.bytes });
    } catch (error) {
      await releaseLetter(dataSource, key).catch(() => undefined);
      throw error;
    }
  }

  /** Drives the open letters that pass, those that were tried longest ago first; one after the other, so that the log is not flooded. */
  async redriveAll({ limit, ...filter }: DeadLetterFilter & { limit: number }): Promise<RedriveSummary> {
    const { keys, total } = await openDeadLetters(this.options.dataSource, filter, limit);
    const summary: RedriveSummary = { matched: total, tried: 0, redriven: 0, alreadyStored: 0, bytesGone: 0, busy: 0, failed: {} };
    for (const key of keys) {
      const { outcome, reason } = await this.redrive(key);
      summary.tried++;
      if (outcome === 'redriven') summary.redriven++;
      else if (outcome === 'already-stored') summary.alreadyStored++;
      else if (outcome === 'bytes-gone') summary.bytesGone++;
      else if (outcome === 'busy') summary.busy++;
      else if (reason) summary.failed[reason] = (summary.failed[reason] ?? 0) + 1;
    }
    return summary;
  }

  private async attempt(id: string, letter: LetterKey & { topic: string; at: number; wasWhole: number }): Promise<RedriveResult> {
    const { dataSource, eventLog, readAgain, metrics, logger } = this.options;
    const payload = await readBody(dataSource, letter);
    if (!payload || payload.length < letter.wasWhole) {
      await releaseLetter(dataSource, letter);
      return { id, outcome: 'bytes-gone' };
    }
    const vin = parseUpTopic(letter.topic)?.vin;
    const known = this.options.vehicles !== 'registered' || (vin !== undefined && (await this.registrations.find(vin)) !== undefined);
    const reading = readAgain({ topic: letter.topic, payload }, letter.at, known);
    if (!reading.ok) {
      await keepLetter(dataSource, letter, reading);
      return { id, outcome: 'failed', reason: reading.reason, detail: reading.detail };
    }
    const { records, headers } = reading;
    const stored = await Promise.all(headers.map((header) => isStored(dataSource, { vin: vin as string, ...header })));
    const already = headers.length > 0 && stored.every(Boolean);
    if (!already && records.length > 0) await eventLog.append(records);
    await closeLetter(dataSource, letter);
    metrics.counter('headway_fleet_dead_letters_redriven_total', 'Dead letters that were read again and have reached the log').add();
    logger.info('fleet.dead-letter-redriven', { letter: id, already, ...(vin ? { vehicle: pseudonym(vin) } : {}) });
    return { id, outcome: already ? 'already-stored' : 'redriven' };
  }
}
