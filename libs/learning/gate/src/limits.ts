/** What a candidate model may not exceed. Shares are between 0 and 1. */
export interface GateLimits {
  /** Largest fall of the share of old examples, all sets together, that come to exactly the right actions. */
  overallDrop: number;
  /** A language, risk class or single set is worse when so many losses would be this improbable by chance. Some ten of them are tested. */
  significance: number;
  /** The same for one intent; smaller, because there are many intents to be unlucky in. */
  intentSignificance: number;
  /** Intents with fewer frames in the old sets are not tested alone. */
  leastIntentExamples: number;
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
  significance: 0.02,
  intentSignificance: 0.01,
  leastIntentExamples: 10,
  calibrationError: 0.05,
  calibrationRise: 0.01,
  newAccuracy: 0.8,
};

/** Limits of each model family: a car has little memory and room, a region more. */
export const GATE_LIMITS: Record<'vehicle' | 'region', GateLimits> = {
  vehicle: { ...COMMON, bytes: 8_000_000 },
  region: { ...COMMON, bytes: 64_000_000 },
};
