import type { DeadLetterReason } from '@headway/contracts';

/** Every reason that a message can become a dead letter for, in the order of the filter; a new one fails the build here. */
const REASONS: Record<DeadLetterReason, true> = {
  malformed: true,
  truncated: true,
  'too-large': true,
  'too-many-columns': true,
  'bad-identity': true,
  'bad-content': true,
  'bad-column': true,
  'unknown-topic': true,
  'bad-vin': true,
  'wrong-stream': true,
  'bad-json': true,
  'bad-presence': true,
  'bad-batch': true,
  'schema-drifted': true,
  'unknown-vehicle': true,
  'forged-vin': true,
  'clock-off': true,
  'implausible-sequence': true,
  'rate-limited': true,
  'unknown-signal': true,
  'invalid-value': true,
};

export const DEAD_LETTER_REASONS = Object.keys(REASONS) as DeadLetterReason[];
