export { Collector, gate } from './collector.js';
export { describeEventLogContract } from './contract.js';
export type { EventLogHarness } from './fixture.js';
