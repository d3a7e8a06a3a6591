import type { CampaignDefinition } from '@headway/contracts';

const WEEK_MS = 7 * 86_400_000;

/** A campaign to start from: what happens around hard braking, from a tenth of the fleet. */
export const campaignTemplate = (now: number): CampaignDefinition => ({
  id: 'hard-braking',
  name: 'Hard braking',
  purpose: 'Brake wear and driver assistance',
  priority: 5,
  signals: [
    { path: 'Vehicle.Speed', minPeriodMs: 1000 },
    { path: 'Vehicle.Acceleration.Longitudinal', minPeriodMs: 1000 },
  ],
  trigger: {
    kind: 'condition',
    expression: 'Vehicle.Speed > 50.0 && Vehicle.Acceleration.Longitudinal < -3.0',
    mode: 'rising-edge',
    minIntervalMs: 60_000,
  },
  preMs: 10_000,
  postMs: 10_000,
  expiresAt: now + WEEK_MS,
  bytesPerDay: 100_000,
  cohort: { share: 0.1 },
});
