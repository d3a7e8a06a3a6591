import type { SampledSignal } from './sampler.js';

/** The first pattern that fits decides; milliseconds between samples of a signal that keeps changing. */
const PERIODS: readonly { pattern: RegExp; periodMs: number }[] = [
  { pattern: /^Vehicle\.(Speed|Acceleration\.Longitudinal)$/, periodMs: 500 },
  {
    pattern: /^Vehicle\.(CurrentLocation\.|Acceleration\.|AngularVelocity\.|IsMoving|Chassis\.(SteeringWheel\.Angle|Accelerator|Brake))/,
    periodMs: 1000,
  },
  { pattern: /\.(Position|IsOn|IsOpen|IsLocked|IsLightOn|Mode|Action|IsCharging|SelectedGear|FanSpeed|HeatingCooling)$/, periodMs: 250 },
  { pattern: /^Vehicle\.Powertrain\.(TractionBattery\.Current|ElectricMotor\.)/, periodMs: 2000 },
  {
    pattern: /(Temperature|Pressure|Range|TripDuration|TraveledDistance|TraveledDistanceSinceStart|StateOfCharge\.Current)$/,
    periodMs: 10_000,
  },
];
const OTHERWISE_MS = 1000;

/** How an agent samples a car's signals unless a campaign says otherwise: what matters at the moment often, what drifts seldom. */
export const defaultSampling = (paths: Iterable<string>): SampledSignal[] =>
  [...paths].map((path) => ({ path, periodMs: PERIODS.find(({ pattern }) => pattern.test(path))?.periodMs ?? OTHERWISE_MS }));
