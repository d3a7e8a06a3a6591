import { once } from 'node:events';
import { connect as connectSocket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { type Authority, type KeyPair, makeAuthority } from '@headway/testing';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import mqtt, { type MqttClient } from 'mqtt';
import { DeferredAckSubscriber } from './deferred-ack.js';
import { type EmbeddedBroker, startEmbeddedBroker } from './embedded-broker.js';

const VIN = 'LHEADWAY000000001';
const OTHER = 'LHEADWAY000000002';

let authority: Authority;
let stranger: Authority;
let server: KeyPair;
let broker: EmbeddedBroker;
let refused: string[];
let onRefused: () => void;
const clients: MqttClient[] = [];
beforeAll(async () => {
  authority = await makeAuthority();
  stranger = await makeAuthority('Somebody else');
  server = await authority.server();
});
beforeEach(async () => {
  refused = [];
  onRefused = () => undefined;
  broker = await startEmbeddedBroker({
    host: '127.0.0.1',
    port: 0,
    tls: { port: 0, ca: authority.certificate, cert: server.certificate, key: server.key },
    onRefused: (reason) => {
      refused.push(reason);
      onRefused();
    },
  });
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.endAsync(true)));
  await broker.close();
});

async function connect(pair: KeyPair | undefined, username: string | undefined): Promise<MqttClient> {
  const tls = pair ? { cert: pair.certificate, key: pair.key } : {};
  const options = { ...tls, ca: authority.certificate, username, reconnectPeriod: 0, protocolVersion: 4 as const };
  const client = mqtt.connect(broker.tlsUrl as string, options);
  clients.push(client);
  await new Promise<void>((resolve, reject) => {
    client.once('connect', () => resolve());
    client.once('error', reject);
    client.once('close', () => reject(new Error('closed')));
  });
  return client;
}

describe('the listener for certificates', () => {
  it('takes the certificate for the name, whether the client gives one or not', async () => {
    const pair = await authority.client(VIN);
    for (const username of [VIN, undefined]) {
      const vehicle = await connect(pair, username);
      await expect(vehicle.publishAsync(`headway/v1/${VIN}/up/event`, 'x', { qos: 1 })).resolves.toBeDefined();
      const closed = new Promise<void>((resolve) => vehicle.once('close', () => resolve()));
      vehicle.publish(`headway/v1/${OTHER}/up/event`, 'forged', { qos: 1 });
      await closed;
    }
  });

  it.each<[string, () => Promise<KeyPair | undefined>, string]>([
    ['no certificate', () => Promise.resolve(undefined), 'it has no certificate'],
    ['one of another authority', () => stranger.client(VIN), 'an authority that we do not know'],
    [
      'an expired one',
      () => authority.client(VIN, { notBefore: new Date(Date.now() - 9e8), notAfter: new Date(Date.now() - 1e8) }),
      'has expired',
    ],
    [
      'one for the future',
      () => authority.client(VIN, { notBefore: new Date(Date.now() + 1e8), notAfter: new Date(Date.now() + 9e8) }),
      'is not valid yet',
    ],
    ['one for another vehicle', () => authority.client(OTHER), `it calls itself ${VIN}, and its certificate is for ${OTHER}`],
    ['one for nobody', () => authority.client(''), 'its certificate is for nobody'],
  ])('refuses a client with %s and says why', async (_, pair, reason) => {
    const told = new Promise<void>((resolve) => (onRefused = resolve));
    await expect(connect(await pair(), VIN)).rejects.toThrow();
    await told;
    expect(refused.join()).toContain(reason);
  });

  it('serves our own consumer', async () => {
    const ingest = await authority.client('headway-ingest');
    const received: string[] = [];
    let arrived = (): void => undefined;
    const subscriber = new DeferredAckSubscriber({
      url: broker.tlsUrl as string,
      clientId: 'ingest',
      username: 'headway-ingest',
      tls: () => ({ ca: authority.certificate, cert: ingest.certificate, key: ingest.key }),
      protocolVersion: 4,
      filters: ['headway/v1/+/up/#'],
      onMessages: async (messages) => {
        received.push(...messages.map(({ payload }) => Buffer.from(payload).toString()));
        arrived();
      },
    });
    await subscriber.ready;
    const vehicle = await connect(await authority.client(VIN), VIN);
    const first = new Promise<void>((resolve) => (arrived = resolve));
    await vehicle.publishAsync(`headway/v1/${VIN}/up/event`, 'hello', { qos: 1 });
    await first;
    expect(received).toEqual(['hello']);
    await subscriber.stop();
  });

  it('does not speak old TLS, and a client that never speaks does not hold up a stop', async () => {
    const { port } = new URL(broker.tlsUrl as string);
    const old = connectTls({
      host: '127.0.0.1',
      port: Number(port),
      ca: authority.certificate,
      maxVersion: 'TLSv1.1',
      minVersion: 'TLSv1',
    });
    await expect(once(old, 'secureConnect')).rejects.toThrow();
    const silent = connectSocket(Number(port), '127.0.0.1');
    silent.on('error', () => undefined);
    await once(silent, 'connect');
    const before = performance.now();
    await broker.close();
    expect(performance.now() - before).toBeLessThan(1_500);
  });
});
