/** What a broker may answer for a partition, as far as we treat it differently (protocol guide, "Error Codes"). */
const NAMES: Record<number, string> = {
  2: 'CORRUPT_MESSAGE',
  3: 'UNKNOWN_TOPIC_OR_PARTITION',
  5: 'LEADER_NOT_AVAILABLE',
  6: 'NOT_LEADER_OR_FOLLOWER',
  7: 'REQUEST_TIMED_OUT',
  10: 'MESSAGE_TOO_LARGE',
  13: 'NETWORK_EXCEPTION',
  18: 'RECORD_LIST_TOO_LARGE',
  19: 'NOT_ENOUGH_REPLICAS',
  20: 'NOT_ENOUGH_REPLICAS_AFTER_APPEND',
  29: 'TOPIC_AUTHORIZATION_FAILED',
  35: 'UNSUPPORTED_VERSION',
  56: 'KAFKA_STORAGE_ERROR',
};
const TOO_LARGE = new Set([10, 18]);
/** The same request may succeed later, some of them with another leader. */
const RETRYABLE = new Set([2, 3, 5, 6, 7, 13, 19, 20, 56]);

/** A broker's refusal of one partition's batch; `type` is named as the client library names it. */
export class BrokerError extends Error {
  override readonly name = 'BrokerError';
  readonly type: string;

  constructor(
    readonly code: number,
    place: string,
  ) {
    const type = NAMES[code] ?? `error ${code}`;
    super(`${type} for ${place}`);
    this.type = type;
  }

  get retryable(): boolean {
    return RETRYABLE.has(this.code);
  }

  /** Whether a smaller batch would pass. */
  get tooLarge(): boolean {
    return TOO_LARGE.has(this.code);
  }
}
