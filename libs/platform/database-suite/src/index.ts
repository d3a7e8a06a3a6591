export { describeDatabase } from './suite.js';
export type { DatabaseHarness } from './suite.js';
