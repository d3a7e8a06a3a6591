import { connect as connectTcp, isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls, type ConnectionOptions } from 'node:tls';
import { AppError } from '@headway/platform/errors';

/**
 * Opens streams to a broker named by URL: `mqtt://host:1883` or `mqtts://host:8883`.
 * @param tls authorities and our own certificate; asked for every connection
 * @throws AppError `invalid-settings` for any other scheme
 */
export function brokerTransport(url: string, tls: () => ConnectionOptions = () => ({})): () => Duplex {
  const { protocol, hostname, port } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  if (protocol === 'mqtt:' || protocol === 'tcp:') return () => connectTcp({ host, port: Number(port || 1883), noDelay: true });
  if (protocol === 'mqtts:') {
    // An address is no server name (RFC 6066, clause 3).
    const name = isIP(host) === 0 ? { servername: host } : {};
    return () => connectTls({ ...name, ...tls(), host, port: Number(port || 8883) }).setNoDelay(true);
  }
  throw new AppError('invalid-settings', `${url} is no broker URL: mqtt:// or mqtts://`);
}
