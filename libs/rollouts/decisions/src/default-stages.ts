import type { StagePlan } from '@headway/contracts';

const MINUTE_MS = 60_000;

/** Stages for a fleet of tens of vehicles: two first, then half, then all. Larger fleets should ask for more exposure. */
export const DEFAULT_STAGES: readonly StagePlan[] = [
  { name: 'canary', percent: 10, minHealthy: 2, minTurns: 2, soakMs: 5_000, maxFailureShare: 0.1, deadlineMs: 15 * MINUTE_MS },
  { name: 'half', percent: 50, minHealthy: 8, minTurns: 8, soakMs: 5_000, maxFailureShare: 0.1, deadlineMs: 15 * MINUTE_MS },
  { name: 'all', percent: 100, minHealthy: 16, minTurns: 8, soakMs: 5_000, maxFailureShare: 0.1, deadlineMs: 15 * MINUTE_MS },
];
