/** What a candidate model may not exceed. Shares are between 0 and 1. */
export interface GateLimits {
  /** Largest fall of the share of old examples, all sets together, that come to exactly the right actions. */
  overallDrop: number;
  /** How probable it may be that a candidate which is worse nowhere fails any of the paired tests; they share it, some fifty of them. */
  familyError: number;
  /** Largest expected calibration error on the old sets, unless the parent's is nearly as large. */
  calibrationError: number;
  /** How much larger than the parent's it may be even then: a few hundred examples do not measure it more finely. */
  calibrationRise: number;
  /** Least share of new examples that come to exactly the right actions. */
  newAccuracy: number;
  /** Largest model file. */
  bytes: number;
}

const COMMON = {
  overallDrop: 0.005,
  familyError: 0.05,
  calibrationError: 0.05,
  calibrationRise: 0.01,
  newAccuracy: 0.8,
};

/** Limits of each model family: a car has little memory and room, a region more. */
export const GATE_LIMITS: Record<'vehicle' | 'region', GateLimits> = {
  vehicle: { ...COMMON, bytes: 8_000_000 },
  region: { ...COMMON, bytes: 64_000_000 },
};
