import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalize } from '@tufjs/canonical-json';
import { Key } from '@tufjs/models';
import { readIfPresent, writeFileAtomic } from './atomic-file.js';

/** The TUF top-level roles and our director, each with a key of its own. */
const SIGNING_ROLES = ['root', 'targets', 'snapshot', 'timestamp', 'director'] as const;
type SigningRole = (typeof SIGNING_ROLES)[number];

/** One ed25519 key that can sign. */
export interface SigningKey {
  publicKey: Key;
  /** Signature in hexadecimal. */
  sign(bytes: Uint8Array): string;
}

export type SigningKeys = Record<SigningRole, SigningKey>;

/** Loads the keys of a folder and makes those that are missing (PKCS #8 PEM, mode 0600). */
export async function openSigningKeys(folder: string): Promise<SigningKeys> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const keys = await Promise.all(SIGNING_ROLES.map(async (role) => [role, await openKey(join(folder, `${role}.pem`))] as const));
  return Object.fromEntries(keys) as SigningKeys;
}

async function openKey(path: string): Promise<SigningKey> {
  const pem = await readIfPresent(path);
  if (pem) return signingKey(createPrivateKey(pem));
  const { privateKey } = generateKeyPairSync('ed25519');
  await writeFileAtomic(path, privateKey.export({ type: 'pkcs8', format: 'pem' }), 0o600);
  return signingKey(privateKey);
}

function signingKey(privateKey: KeyObject): SigningKey {
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  // RFC 8410: the last 32 bytes of an ed25519 public key in SPKI are the key itself.
  const keyVal = { public: spki.subarray(-32).toString('hex') };
  // TUF 1.0, clause 4.2: a key's id is the SHA-256 of its canonical JSON.
  const keyID = createHash('sha256')
    .update(canonicalize({ keytype: 'ed25519', scheme: 'ed25519', keyval: keyVal }))
    .digest('hex');
  const publicKey = new Key({ keyID, keyType: 'ed25519', scheme: 'ed25519', keyVal });
  return { publicKey, sign: (bytes) => sign(null, bytes, privateKey).toString('hex') };
}
