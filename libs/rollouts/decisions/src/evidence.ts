import type { Member } from './member.js';
import { isPending } from './member.js';

/** Turns of one arm: how many, and how many the vehicle's model failed at or was corrected on. */
export interface Turns {
  turns: number;
  fallbacks: number;
  corrections: number;
}

/** Everything a decision is made from. Turns are cumulative since the rollout began. */
export interface Evidence {
  members: readonly Member[];
  candidate: Turns;
  control: Turns;
}

/** The vehicles reached by a stage and those before it, counted. */
export interface StageCounts {
  vehicles: number;
  waiting: string[];
  /** Has not finished, but has time left. */
  pending: number;
  postponed: number;
  healthy: number;
  failed: number;
  /** Past the deadline without a result; counted in `failed`. */
  silent: string[];
  /** Vehicles that said anything at all, or whose silence has become an answer. Postponed ones are left out. */
  reported: number;
}

/** Counts the vehicles of stages 0 to `stage` at `now`. */
export function countStage(
  members: readonly Member[],
  stage: number,
  { now, deadlineMs }: { now: number; deadlineMs: number },
): StageCounts {
  const counts: StageCounts = { vehicles: 0, waiting: [], pending: 0, postponed: 0, healthy: 0, failed: 0, silent: [], reported: 0 };
  for (const member of members) {
    if (member.stage > stage) continue;
    counts.vehicles += 1;
    const late = isPending(member.state) && now - (member.assignedAt ?? now) > deadlineMs;
    if (member.state === 'waiting') counts.waiting.push(member.vin);
    else if (member.state === 'postponed') counts.postponed += 1;
    else if (member.state === 'healthy') counts.healthy += 1;
    else if (late) counts.silent.push(member.vin);
    else if (isPending(member.state)) counts.pending += 1;
    else counts.failed += 1;
    if (member.state === 'healthy' || member.state === 'failed' || late || (isPending(member.state) && member.reportedAt !== null)) {
      counts.reported += 1;
    }
  }
  counts.failed += counts.silent.length;
  return counts;
}
