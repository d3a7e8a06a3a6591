import type { Priority } from '@headway/telemetry/spool';

/** Lowest priorities of a campaign (0 to 9) that are kept before, and with, what the vehicle samples by itself. */
const HIGH_FROM = 7;
const NORMAL_FROM = 3;

/** In which class of the spool a campaign's frames wait. Events stay above all of them. */
export function spoolClass(priority: number): Priority {
  if (priority >= HIGH_FROM) return 'high';
  return priority >= NORMAL_FROM ? 'normal' : 'bulk';
}
