import { connect as connectTcp } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls, type ConnectionOptions } from 'node:tls';
import { AppError } from '@headway/platform/errors';

/**
 * Opens streams to a broker named by URL: `mqtt://host:1883` or `mqtts://host:8883`.
 * @throws AppError `invalid-settings` for any other scheme
 */
export function brokerTransport(url: string, tls: ConnectionOptions = {}): () => Duplex {
  const { protocol, hostname, port } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  if (protocol === 'mqtt:' || protocol === 'tcp:') return () => connectTcp({ host, port: Number(port || 1883), noDelay: true });
  if (protocol === 'mqtts:') return () => connectTls({ servername: host, ...tls, host, port: Number(port || 8883) });
  throw new AppError('invalid-settings', `${url} is no broker URL: mqtt:// or mqtts://`);
}
