import { createServer, type Server, type Socket } from 'node:net';
import { AppError } from '@headway/platform/errors';
import { Aedes, type Client } from 'aedes';
import type { BrokerAccess } from './broker-access.js';
import { headwayAccess } from './broker-access.js';
import { certifiedName, tlsListener, type TlsListenerOptions } from './tls-listener.js';

export type { BrokerAccess } from './broker-access.js';

export interface EmbeddedBrokerOptions {
  host: string;
  /** 0 takes a free port. */
  port: number;
  /** Who may connect and do what; by default {@link headwayAccess} without passwords. */
  access?: BrokerAccess;
  /** A second listener, for clients with a certificate of the given authority; its common name is the only user name they can have. */
  tls?: TlsListenerOptions;
  /** Told in one line of everybody who was refused. */
  onRefused?: (reason: string) => void;
  /** Told of every connect and disconnect, with the number of clients connected then. */
  onClients?: (connected: number, change: { client: string; online: boolean }) => void;
}

/** An MQTT 3.1.1 broker in this process. */
export interface EmbeddedBroker {
  /** `mqtt://host:port` */
  url: string;
  port: number;
  /** `mqtts://host:port` of the second listener. */
  tlsUrl?: string;
  /** Clients connected now. */
  readonly connected: number;
  /** The embedded broker has no `$share`: one subscriber takes every message. */
  readonly supportsSharedSubscriptions: false;
  /** Disconnects every client (their last wills are published to those still there) and stops within a second. */
  close(): Promise<void>;
}

const QUEUED_BEFORE_CONNECTED = 1_000;
const MAX_CLIENT_ID_LENGTH = 64;
const CLOSE_TIMEOUT_MS = 800;

/**
 * Starts the embedded broker. Its sessions and retained messages live in memory: like any broker's PUBACK its own is no
 * promise, which is why vehicles keep frames until `down/ack`.
 * @throws AppError `address-in-use`
 */
export async function startEmbeddedBroker(options: EmbeddedBrokerOptions): Promise<EmbeddedBroker> {
  const broker = await Aedes.createBroker({ queueLimit: QUEUED_BEFORE_CONNECTED, maxClientsIdLength: MAX_CLIENT_ID_LENGTH });
  enforce(broker, options);
  const online = new Set<Client>();
  const report = (client: Client, isOnline: boolean) => {
    if (isOnline ? online.has(client) : !online.delete(client)) return;
    if (isOnline) online.add(client);
    options.onClients?.(online.size, { client: client.id, online: isOnline });
  };
  broker.on('client', (client) => report(client, true));
  broker.on('clientDisconnect', (client) => report(client, false));

  const sockets = new Set<Socket>();
  const track = (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  };
  const accept = (socket: Socket) => {
    track(socket);
    socket.setNoDelay(true);
    socket.on('error', () => socket.destroy());
    broker.handle(socket);
  };
  const servers: Server[] = [createServer(accept)];
  if (options.tls) servers.push(tlsListener(options.tls, { accept, onSocket: track, onRefused: options.onRefused }));
  const ports = [options.port, options.tls?.port ?? 0];
  try {
    for (const [index, server] of servers.entries()) await listen(server, { host: options.host, port: ports[index] as number });
  } catch (error) {
    await shutDown(broker, servers, sockets);
    throw error;
  }
  const [port, tlsPort] = servers.map((server) => (server.address() as { port: number }).port) as [number, number | undefined];
  return {
    url: `mqtt://${options.host}:${port}`,
    port,
    ...(tlsPort === undefined ? {} : { tlsUrl: `mqtts://${options.host}:${tlsPort}` }),
    get connected() {
      return online.size;
    },
    supportsSharedSubscriptions: false,
    close: () => shutDown(broker, servers, sockets),
  };
}

function enforce(broker: Aedes, { access = headwayAccess(), onRefused }: EmbeddedBrokerOptions): void {
  const users = new WeakMap<Client, string>();
  broker.authenticate = (client, named, password, done) => {
    const certified = certifiedName(client.conn);
    const username = named ?? certified;
    const itself = certified === undefined || certified === username;
    if (!itself) onRefused?.(`a TLS client was refused: it calls itself ${username}, and its certificate is for ${certified || 'nobody'}`);
    const accepted = itself && username !== undefined && access.mayConnect(username, password?.toString('utf8'));
    if (accepted) users.set(client, username);
    // MQTT 3.1.1, clause 3.2.2.3: return code 5 is "not authorized".
    done(accepted ? null : Object.assign(new Error(`user ${username ?? '(none)'} may not connect`), { returnCode: 5 }), accepted);
  };
  // A null client is the broker itself.
  broker.authorizePublish = (client, packet, done) => {
    const allowed = client === null || (users.has(client) && access.mayPublish(users.get(client) as string, packet.topic));
    done(allowed ? null : new Error(`client ${client?.id} may not publish on ${packet.topic}`));
  };
  // Clause 3.9.3: a refused filter is answered with 0x80 in the SUBACK, the others stand.
  broker.authorizeSubscribe = (client, subscription, done) => {
    const allowed = users.has(client) && access.maySubscribe(users.get(client) as string, subscription.topic);
    done(null, allowed ? subscription : null);
  };
}

async function listen(server: Server, { host, port }: EmbeddedBrokerOptions): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      if (cause.code === 'EADDRINUSE')
        reject(new AppError('address-in-use', `port ${port} on ${host}, for the MQTT broker, is already in use`, { cause }));
      else reject(cause);
    });
    server.listen(port, host, resolve);
  });
}

/** Sockets that have not ended in time are cut: a client that does not read must not hold up a stop. */
async function shutDown(broker: Aedes, servers: readonly Server[], sockets: Set<Socket>): Promise<void> {
  const closed = Promise.all(servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve()))));
  const cut = setTimeout(() => {
    for (const socket of sockets) socket.destroy();
  }, CLOSE_TIMEOUT_MS);
  await new Promise<void>((resolve) => broker.close(() => resolve()));
  for (const socket of sockets) socket.destroy();
  await closed;
  clearTimeout(cut);
}
