/**
 * Every error the platform can answer with: its HTTP status (RFC 9110) and whether the same call may succeed later.
 * Codes are stable; clients and alarms depend on them.
 */
export const ERROR_CODES = {
  'invalid-request': { status: 400, retryable: false, title: 'The request is not valid' },
  'invalid-cursor': { status: 400, retryable: false, title: 'The cursor is not one of this list' },
  'invalid-settings': { status: 500, retryable: false, title: 'A setting is not valid' },
  'invalid-dataset': { status: 422, retryable: false, title: 'The dataset is not valid' },
  'invalid-model': { status: 422, retryable: false, title: 'The model file is not valid' },
  'invalid-campaign': { status: 422, retryable: false, title: 'The campaign is not valid' },
  'invalid-frame': { status: 422, retryable: false, title: 'The frame cannot be read' },
  'invalid-catalogue': { status: 422, retryable: false, title: 'The signal catalogue is not valid' },
  'unknown-signal': { status: 422, retryable: false, title: 'The signal is not in the catalogue' },
  'not-found': { status: 404, retryable: false, title: 'There is no such resource' },
  conflict: { status: 409, retryable: false, title: 'The resource is not in a state that allows this' },
  'not-permitted': { status: 403, retryable: false, title: 'This is not permitted' },
  'gate-not-passed': { status: 409, retryable: false, title: 'The model has not passed its gate' },
  'signature-invalid': { status: 422, retryable: false, title: 'A signature or digest does not verify' },
  overloaded: { status: 503, retryable: true, title: 'The service is overloaded' },
  'deadline-exceeded': { status: 504, retryable: false, title: 'The deadline has passed' },
  unavailable: { status: 503, retryable: true, title: 'A service this depends on is unavailable' },
  'address-in-use': { status: 500, retryable: false, title: 'A port is already in use' },
  'storage-unwritable': { status: 500, retryable: false, title: 'A folder cannot be written' },
  cancelled: { status: 499, retryable: true, title: 'The work was cancelled' },
  internal: { status: 500, retryable: false, title: 'Something went wrong inside' },
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;
