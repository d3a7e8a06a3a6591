export { createLogger, pseudonym } from './logger.js';
export type { Logger } from './logger.js';
