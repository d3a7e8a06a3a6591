/**
 * Why an assignment or an artifact is refused. Codes are stable: they travel to the platform as reasons of a model status.
 * - `malformed`: not an assignment or not metadata at all
 * - `signature-invalid`: not signed by the keys that the root trusts
 * - `wrong-vehicle`: meant for another VIN
 * - `expired`: the assignment's time is over
 * - `rollback-attack`: older than what this vehicle has seen
 * - `freeze`: the repository's metadata has expired; someone may be withholding newer ones
 * - `mix-and-match`: director and image repository, or two metadata files, do not belong together
 * - `hash-mismatch`: the bytes are not the ones that were signed
 * - `download-failed`: the repository cannot be reached; nothing is wrong with the assignment
 */
export type TrustErrorCode =
  | 'malformed'
  | 'signature-invalid'
  | 'wrong-vehicle'
  | 'expired'
  | 'rollback-attack'
  | 'freeze'
  | 'mix-and-match'
  | 'hash-mismatch'
  | 'download-failed';

/** Every refusal of this library. */
export class TrustError extends Error {
  override readonly name = 'TrustError';

  constructor(
    readonly code: TrustErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  /** Whether the same assignment may be accepted later. */
  get retryable(): boolean {
    return this.code === 'download-failed';
  }
}
