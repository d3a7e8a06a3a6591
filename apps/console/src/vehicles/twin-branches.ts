import type { TwinSignal } from '@headway/contracts';

export interface Branch {
  /** VSS branch, e.g. `Vehicle.Cabin`. */
  path: string;
  signals: { path: string; leaf: string; signal: TwinSignal }[];
}

/** The depth at which branches are shown: `Vehicle.Cabin`, but not `Vehicle.Cabin.HVAC`. */
const BRANCH_DEPTH = 2;

/** Signals grouped by their VSS branch; those of the vehicle itself come first. */
export function branchesOf(signals: Readonly<Record<string, TwinSignal>>): Branch[] {
  const branches = new Map<string, Branch>();
  for (const path of Object.keys(signals).sort()) {
    const parts = path.split('.');
    const name = parts.slice(0, Math.min(BRANCH_DEPTH, parts.length - 1)).join('.');
    const branch = branches.get(name) ?? { path: name, signals: [] };
    branch.signals.push({ path, leaf: path.slice(name.length + 1), signal: signals[path]! });
    branches.set(name, branch);
  }
  return [...branches.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}
