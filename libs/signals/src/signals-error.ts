/**
 * - `invalid-catalogue`: not a VSS export, or an overlay that does not fit it
 * - `invalid-ids`: an id map with gaps in its rules: ids are positive and unique
 * - `ids-conflict`: an id map that would give numbers on the wire another meaning
 * - `invalid-translation`: not a table of where signals of an older release are now
 * - `unit-mismatch`: two units that measure different things, or a unit we do not know
 */
export type SignalsErrorCode = 'invalid-catalogue' | 'invalid-ids' | 'ids-conflict' | 'invalid-translation' | 'unit-mismatch';

/** Every failure of this library. */
export class SignalsError extends Error {
  override readonly name = 'SignalsError';

  constructor(
    readonly code: SignalsErrorCode,
    message: string,
  ) {
    super(message);
  }
}
