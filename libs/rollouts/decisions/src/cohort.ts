import { murmur3 } from './murmur3.js';

/** Cohorts are cut in hundredths of a percent. */
const BUCKETS = 10_000;

/** Where a vehicle falls, 0 to 9,999: stable for a salt, unrelated between salts. */
export const bucketOf = (vin: string, salt: string) => murmur3(`${salt}:${vin}`) % BUCKETS;

/** A vehicle's fixed place in a rollout. */
export interface Place {
  vin: string;
  bucket: number;
  /** Index of the stage that reaches it. */
  stage: number;
  /** Kept on the old model, as concurrent control, until the last stage. */
  control: boolean;
}

interface MembershipRequest {
  vins: readonly string[];
  salt: string;
  /** Cumulative shares of the stages in percent, ascending. */
  percents: readonly number[];
  controlPercent: number;
}

/**
 * Places the vehicles of a cohort. They are ordered by bucket and cut by rank, so that a share of a small cohort is exact;
 * every stage but an empty one reaches at least one vehicle. The control group is the end of the order; a vehicle beyond
 * the last stage's share is left out.
 */
export function planMembership({ vins, salt, percents, controlPercent }: MembershipRequest): Place[] {
  const ordered = vins.map((vin) => ({ vin, bucket: bucketOf(vin, salt) })).sort((a, b) => a.bucket - b.bucket || (a.vin < b.vin ? -1 : 1));
  const last = percents.length - 1;
  const size = ordered.length;
  const controls =
    controlPercent > 0 && size > 1 && last > 0 ? Math.min(Math.max(1, Math.round((size * controlPercent) / 100)), size - 1) : 0;
  const limits = percents.map((percent, stage) => {
    const count = Math.max(1, Math.ceil((size * percent) / 100 - 1e-9));
    return stage === last ? count : Math.min(count, size - controls);
  });
  return ordered.flatMap((vehicle, rank) => {
    const stage = limits.findIndex((limit) => rank < limit);
    return stage < 0 ? [] : [{ ...vehicle, stage, control: rank >= size - controls }];
  });
}

/** The place of a vehicle that turns up after the cohort was cut: by bucket, never in the control group. */
export function placeLate(vin: string, salt: string, percents: readonly number[]): Place | undefined {
  const bucket = bucketOf(vin, salt);
  const stage = percents.findIndex((percent) => bucket < (percent / 100) * BUCKETS);
  return stage < 0 ? undefined : { vin, bucket, stage, control: false };
}
