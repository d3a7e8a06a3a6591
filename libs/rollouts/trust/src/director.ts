import { createPublicKey, verify } from 'node:crypto';
import type { Assignment, SignedAssignment } from '@headway/contracts';
import { canonicalize } from '@tufjs/canonical-json';
import type { Root } from '@tufjs/models';
import { z } from 'zod';
import type { SigningKey } from './keys.js';
import { TrustError } from './trust-error.js';

/** Field of the root metadata that names the director's keys; other TUF clients ignore it. */
export const DIRECTOR_FIELD = 'x_headway_director';

const directorRoleSchema = z.object({ keyids: z.array(z.string()).min(1) });

/** SPKI header of an ed25519 public key (RFC 8410). */
const ED25519_SPKI = Buffer.from('302a300506032b6570032100', 'hex');

const bytesOf = (assignment: Assignment) => Buffer.from(canonicalize(assignment));

/** Signs what one vehicle is to run. */
export function signAssignment(assignment: Assignment, key: SigningKey): SignedAssignment {
  return { signed: assignment, signature: { keyId: key.publicKey.keyID, value: key.sign(bytesOf(assignment)) } };
}

/**
 * Checks a director's signature against the keys that a trusted root names.
 * @throws TrustError `signature-invalid`
 */
export function verifyAssignmentSignature({ signed, signature }: SignedAssignment, root: Root): void {
  const role = directorRoleSchema.safeParse(root.unrecognizedFields[DIRECTOR_FIELD]);
  const key = role.success && role.data.keyids.includes(signature.keyId) ? root.keys[signature.keyId] : undefined;
  const raw = key?.keyType === 'ed25519' ? Buffer.from(key.keyVal['public'] ?? '', 'hex') : undefined;
  if (raw?.length !== 32) throw new TrustError('signature-invalid', `key ${signature.keyId.slice(0, 12)} is no director's key`);
  const publicKey = createPublicKey({ key: Buffer.concat([ED25519_SPKI, raw]), format: 'der', type: 'spki' });
  if (!verify(null, bytesOf(signed), publicKey, Buffer.from(signature.value, 'hex'))) {
    throw new TrustError('signature-invalid', 'the signature of the assignment does not verify');
  }
}
