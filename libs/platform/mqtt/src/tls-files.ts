import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { AppError, describeError } from '@headway/platform/errors';

/** PEM files of a TLS connection. */
export interface TlsFiles {
  /** Certificates of the authorities that the other side must have; those of the system when absent. */
  ca?: string | undefined;
  /** Our own certificate, with those between it and the authority, and its key. */
  cert?: string | undefined;
  key?: string | undefined;
}

/** What `node:tls` takes. */
export interface TlsMaterial {
  ca?: string;
  cert?: string;
  key?: string;
}

const refuse = (text: string, cause?: unknown) => new AppError('invalid-settings', text, { cause });

function read(file: string, what: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw refuse(`the ${what} ${file} cannot be read`, cause);
  }
}

function parse<T>(file: string, what: string, make: () => T): T {
  try {
    return make();
  } catch (cause) {
    throw refuse(`${file} holds no ${what} in PEM`, cause);
  }
}

/** The subject's common name (RFC 5280, appendix A.1). */
export const commonNameOf = (certificate: X509Certificate): string | undefined => /^CN=(.+)$/m.exec(certificate.subject)?.[1];

/**
 * Reads and checks the files, so that a wrong one is one line at the start and not a handshake that fails every thirty seconds.
 * @param expected whose certificate it must be, and the time
 * @throws AppError `invalid-settings`
 */
export function readTlsFiles(files: TlsFiles, expected: { commonName?: string; nowMs: number }): TlsMaterial {
  if ((files.cert === undefined) !== (files.key === undefined)) throw refuse('a certificate needs its key, and a key its certificate');
  const material: TlsMaterial = {};
  if (files.ca !== undefined) {
    const { ca: file } = files;
    const text = read(file, 'certificate authority');
    parse(file, 'certificate', () => new X509Certificate(text));
    material.ca = text;
  }
  if (files.cert === undefined || files.key === undefined) return material;
  const { cert: certFile, key: keyFile } = files;
  const cert = read(certFile, 'certificate');
  const key = read(keyFile, 'key');
  const certificate = parse(certFile, 'certificate', () => new X509Certificate(cert));
  checkIdentity(certificate, certFile, expected);
  const privateKey = parse(keyFile, 'private key', () => createPrivateKey(key));
  if (!certificate.checkPrivateKey(privateKey)) throw refuse(`the key ${keyFile} does not belong to the certificate ${certFile}`);
  return { ...material, cert, key };
}

function checkIdentity(certificate: X509Certificate, file: string, { commonName, nowMs }: { commonName?: string; nowMs: number }): void {
  if (nowMs > Date.parse(certificate.validTo)) throw refuse(`the certificate ${file} has expired on ${certificate.validTo}`);
  const name = commonNameOf(certificate);
  if (commonName !== undefined && name !== commonName)
    throw refuse(`the certificate ${file} is for ${name ?? 'nobody'}, not for ${commonName}`);
}

/**
 * Reads the files again for every connection, so that a renewed certificate needs no restart; while they cannot be used, what was read
 * last stays in use.
 * @throws AppError `invalid-settings` when they cannot be used now
 */
export function renewableTls(
  files: TlsFiles,
  expected: { commonName?: string; clock: () => number },
  onProblem: (reason: string) => void,
): () => TlsMaterial {
  const readNow = () => readTlsFiles(files, { ...expected, nowMs: expected.clock() });
  let last = readNow();
  return () => {
    try {
      last = readNow();
    } catch (error) {
      onProblem(describeError(error));
    }
    return last;
  };
}
