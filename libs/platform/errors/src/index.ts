export { AppError, describeError, errorCodeOf } from './app-error.js';
export { ERROR_CODES } from './codes.js';
export type { ErrorCode } from './codes.js';
