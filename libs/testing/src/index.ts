export { keywordModel } from './keyword-model.js';
export type { Keyword } from './keyword-model.js';
export { VirtualClock } from './virtual-clock.js';
