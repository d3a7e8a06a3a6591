export { HistoryModule } from './history.module.js';
export type { HistoryOptions } from './history-options.js';
