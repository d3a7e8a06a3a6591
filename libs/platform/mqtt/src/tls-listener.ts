import type { Server, Socket } from 'node:net';
import { createServer, type TLSSocket } from 'node:tls';

/** A listener for clients with a certificate. PEM texts. */
export interface TlsListenerOptions {
  port: number;
  /** Authority of the clients. */
  ca: string;
  /** The listener's own certificate and key. */
  cert: string;
  key: string;
}

const HANDSHAKE_LIMIT_MS = 10_000;
/** OpenSSL's verdicts (x509_verify_cert_error_string) in our words. */
const UNKNOWN_AUTHORITY = 'its certificate is of an authority that we do not know';
const REFUSALS: Record<string, string> = {
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet',
  DEPTH_ZERO_SELF_SIGNED_CERT: UNKNOWN_AUTHORITY,
  SELF_SIGNED_CERT_IN_CHAIN: UNKNOWN_AUTHORITY,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNKNOWN_AUTHORITY,
  UNABLE_TO_GET_ISSUER_CERT: UNKNOWN_AUTHORITY,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNKNOWN_AUTHORITY,
  CERT_SIGNATURE_FAILURE: 'its certificate was not signed by the authority that it names',
  INVALID_PURPOSE: 'its certificate is not one for clients',
  ERR_SSL_PEER_DID_NOT_RETURN_A_CERTIFICATE: 'it has no certificate',
};

/** TLS 1.2 or later. Who has no certificate of the authority, or none that is valid now, never gets to speak. */
export function tlsListener(
  { ca, cert, key }: TlsListenerOptions,
  handlers: { accept: (socket: Socket) => void; onSocket: (socket: Socket) => void; onRefused?: ((reason: string) => void) | undefined },
): Server {
  const settings = { ca, cert, key, requestCert: true, rejectUnauthorized: true, handshakeTimeout: HANDSHAKE_LIMIT_MS };
  const server = createServer({ ...settings, minVersion: 'TLSv1.2' }, handlers.accept);
  server.on('connection', handlers.onSocket);
  return server.on('tlsClientError', (error: Error & { code?: string }, socket) => {
    // OpenSSL's verdict on the certificate; Node then ends the connection like any other.
    const verdict = socket.authorizationError as unknown as string | null;
    // A connection that ends in the middle of a handshake is no refusal.
    if (!verdict && error.code === 'ECONNRESET') return;
    const code = verdict ?? error.code ?? '';
    handlers.onRefused?.(`a TLS client was refused: ${REFUSALS[code] ?? `${error.message} ${code}`.trim()}`);
  });
}

/**
 * Whom a client's certificate names (RFC 5280, appendix A.1).
 * @returns undefined for a connection without TLS, and a name that nobody can have for a certificate without exactly one common name
 */
export function certifiedName(connection: unknown): string | undefined {
  const { getPeerCertificate } = connection as Partial<TLSSocket>;
  if (!getPeerCertificate) return undefined;
  const name: unknown = getPeerCertificate.call(connection).subject?.CN;
  return typeof name === 'string' ? name : '';
}
