import type { VehicleCommand } from '@headway/contracts';

/** By how much a vehicle's clock may differ from the platform's without anybody minding, milliseconds. */
export const SKEW_TOLERANCE_MS = 5_000;

/**
 * How long a command that has just been received is still worth carrying out, by the vehicle's clock; 0 when it has expired.
 * - A clock before `issuedAt` is behind, since nothing is received before it was issued: the life counts from the receipt.
 * - Otherwise the command ends at `expiresAt`, with the tolerance added. A clock that is ahead therefore makes the vehicle refuse:
 *   it cannot tell that from a command which has lain somewhere for hours, and an old command to unlock must never be carried out.
 * - Never longer than the command's own life.
 */
export function remainingLifeMs({ issuedAt, expiresAt }: Pick<VehicleCommand, 'issuedAt' | 'expiresAt'>, clockMs: number): number {
  const life = Math.max(0, expiresAt - issuedAt);
  if (clockMs < issuedAt - SKEW_TOLERANCE_MS) return life;
  return Math.max(0, Math.min(life, expiresAt + SKEW_TOLERANCE_MS - clockMs));
}
