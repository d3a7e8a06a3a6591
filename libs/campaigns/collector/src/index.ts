export { DayBudget, utcDay } from './budget.js';
export type { BudgetOptions, SpentByDay } from './budget.js';
export { Collector, DEFAULT_RING_BYTES, readEveryMs } from './collector.js';
export type { CampaignFrame, CollectorOptions } from './collector.js';
