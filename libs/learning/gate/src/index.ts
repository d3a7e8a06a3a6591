export { gate } from './gate.js';
export { GATE_LIMITS } from './limits.js';
export type { GateLimits } from './limits.js';
export { GOLDEN_SET, NEW_SET } from './measured.js';
export type { MeasuredModel, Outcome, SetResult } from './measured.js';
export { binomialTail, comparePaired, type Paired } from './paired-test.js';
