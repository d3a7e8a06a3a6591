import type { Decision } from '@headway/contracts';
import type { Paired } from '@headway/learning/gate';

/** Phases that `--kill` may interrupt with SIGKILL and a restart. */
export const KILL_POINTS = ['training', 'rollout'] as const;
export type KillPoint = (typeof KILL_POINTS)[number];

export interface LoopOptions {
  seed: number;
  vehicles: number;
  kill: KillPoint[];
  /** Longest time of the whole loop, milliseconds. */
  limitMs: number;
  /** Said on standard error while the loop runs. */
  progress: (line: string) => void;
}

/** The last line of `npm run scenario -- loop --json`. */
export interface LoopResult {
  seed: number;
  topology: string;
  ok: boolean;
  failures: string[];
  durationsMs: { ready: number; learned: number; trained: number; rolledOut: number; total: number };
  telemetry: {
    assigned: number;
    stored: number;
    declaredLost: number;
    unknown: number;
    duplicatesVisible: number;
    duplicatesDropped: number;
  };
  turns: { vehicle: number; region: number; late: number };
  /** Exactly right actions of the shipped model and of the one the fleet taught. */
  newCommand: Paired;
  oldSet: Paired;
  rollout: { state: string; stages: Decision[] };
  vehicles: { total: number; onNewModel: number };
  /** More than 1 when the gate turned candidates down and more examples had to be gathered. */
  trainingRuns: number;
  kills: KillPoint[];
  peakRssMb: number;
}

/** What issue and README promise; each broken promise is a line. */
export function judge(result: LoopResult): string[] {
  const { telemetry, newCommand, oldSet, vehicles, rollout } = result;
  const rules: [boolean, string][] = [
    [telemetry.unknown === 0, `${telemetry.unknown} frames are neither stored nor declared lost`],
    [telemetry.assigned > 0, 'no frame was ever assigned'],
    [telemetry.duplicatesVisible === 0, `${telemetry.duplicatesVisible} duplicates became visible`],
    [newCommand.before < 0.3, `the shipped model already knew the new command (${newCommand.before.toFixed(3)})`],
    [newCommand.after >= 0.9, `the new model knows only ${newCommand.after.toFixed(3)} of the new command's held-out phrasings`],
    [oldSet.after >= oldSet.before - 0.005, `the old set fell from ${oldSet.before.toFixed(4)} to ${oldSet.after.toFixed(4)}`],
    [rollout.state === 'complete', `the rollout ended as ${rollout.state}`],
    [vehicles.onNewModel === vehicles.total, `${vehicles.onNewModel} of ${vehicles.total} vehicles run the new model`],
  ];
  return rules.filter(([holds]) => !holds).map(([, broken]) => broken);
}
