import { setImmediate as nextTurn } from 'node:timers/promises';
import { deflateRawSync } from 'node:zlib';
import { DryRun } from '@headway/campaigns/dry-run';
import { inCohort } from '@headway/campaigns/rules';
import type { DryRunReport, DryRunRequest } from '@headway/contracts';
import { AppError } from '@headway/platform/errors';
import type { CampaignsOptions } from './campaigns-options.js';
import { checkCampaign } from './check-definition.js';

const LONGEST_SPAN_MS = 31 * 86_400_000;
/** Others get their turn at least this often. */
const LONGEST_TURN_MS = 20;
const MOST_AT_ONCE = 2;
const RETRY_AFTER_MS = 5000;
/** A frame that began this long before the span may still have samples in it. */
const LONGEST_FRAME_MS = 60_000;

/** Tries campaigns on recorded history. */
export class DryRuns {
  #running = 0;

  constructor(private readonly options: CampaignsOptions) {}

  /** @throws AppError `invalid-campaign`, `invalid-request`, `overloaded`, `unavailable` where no history is kept */
  async run({ campaign: { cohort, ...definition }, vins, from, to }: DryRunRequest): Promise<DryRunReport> {
    const { readFrames, signals, clock } = this.options;
    if (!readFrames) throw new AppError('unavailable', 'no history is kept here');
    if (from >= to) throw new AppError('invalid-request', 'from: it must be before to');
    if (to - from > LONGEST_SPAN_MS) throw new AppError('invalid-request', 'from: at most 31 days at once');
    const campaign = { ...definition, revision: 1 };
    checkCampaign(campaign, signals);
    if (this.#running >= MOST_AT_ONCE) throw new AppError('overloaded', 'too many dry runs at once', { retryAfterMs: RETRY_AFTER_MS });
    this.#running += 1;
    const startedMs = clock.nowMs();
    try {
      // What is recorded lies before the campaign's end whatever that is: the question is what it would have done.
      const run = new DryRun({
        campaign: { ...campaign, expiresAt: Math.max(campaign.expiresAt, to) + LONGEST_SPAN_MS },
        signals,
        fromMs: from,
        toMs: to,
        compressedBytes: (frame) => deflateRawSync(frame).length,
      });
      const cohortVins = vins ?? cohort?.vins;
      const frames = readFrames({ vins: cohortVins, fromMs: from - LONGEST_FRAME_MS, toMs: to });
      let turnMs = startedMs;
      for await (const { vin, frame } of frames) {
        if (!vins && cohort && !inCohort(cohort, campaign.id, vin)) continue;
        run.add(vin, frame.startTimeMs, signals.maps.translate(frame).frame.columns);
        if (clock.nowMs() - turnMs < LONGEST_TURN_MS) continue;
        await nextTurn();
        turnMs = clock.nowMs();
      }
      return { ...run.finish(), tookMs: Math.round(clock.nowMs() - startedMs) };
    } finally {
      this.#running -= 1;
    }
  }
}
