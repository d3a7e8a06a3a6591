export { createMetrics } from './metrics.js';
export type { Counter, Gauge, Histogram, Metrics } from './metrics.js';
