export { DryRun } from './dry-run.js';
export type { DryRunOptions } from './dry-run.js';
