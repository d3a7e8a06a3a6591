import { once } from 'node:events';
import { connect as connectSocket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import { headwayAccess } from './broker-access.js';
import { type EmbeddedBroker, startEmbeddedBroker } from './embedded-broker.js';

const VIN = 'LHEADWAY000000001';
const OTHER = 'LHEADWAY000000002';

let broker: EmbeddedBroker;
let clients: MqttClient[];
beforeEach(async () => {
  clients = [];
  broker = await startEmbeddedBroker({ host: '127.0.0.1', port: 0 });
});
afterEach(async () => {
  await Promise.all(clients.map((client) => client.endAsync(true)));
  await broker.close();
});

async function connect(username: string | undefined, options: IClientOptions = {}): Promise<MqttClient> {
  const client = mqtt.connect(broker.url, { username, reconnectPeriod: 0, protocolVersion: 4, ...options });
  clients.push(client);
  await new Promise<void>((resolve, reject) => {
    client.once('connect', () => resolve());
    client.once('error', reject);
  });
  return client;
}

/** The next message of a client as `topic payload`. */
const next = (client: MqttClient) =>
  new Promise<string>((resolve) => client.once('message', (topic, payload) => resolve(`${topic} ${payload.toString()}`)));

describe('the embedded broker', () => {
  it('carries messages from a vehicle to a service and back', async () => {
    const [vehicle, service] = await Promise.all([connect(VIN), connect('headway-ingest')]);
    await service.subscribeAsync('headway/v1/+/up/#', { qos: 1 });
    await vehicle.subscribeAsync(`headway/v1/${VIN}/down/#`, { qos: 1 });
    const [up] = await Promise.all([next(service), vehicle.publishAsync(`headway/v1/${VIN}/up/telemetry`, 'frame', { qos: 1 })]);
    expect(up).toBe(`headway/v1/${VIN}/up/telemetry frame`);
    const [down] = await Promise.all([next(vehicle), service.publishAsync(`headway/v1/${VIN}/down/ack`, 'ok', { qos: 1 })]);
    expect(down).toBe(`headway/v1/${VIN}/down/ack ok`);
  });

  it.each([
    ['nobody', undefined],
    ['a stranger', 'guest'],
    ['a malformed VIN', 'LHEADWAY00000000I'],
    ['a wildcard', '+'],
  ])('does not let %s in', async (_, username) => {
    await expect(connect(username)).rejects.toThrow(/Not authorized/);
  });

  it('asks for a password where the rules want one', async () => {
    await broker.close();
    broker = await startEmbeddedBroker({ host: '127.0.0.1', port: 0, access: headwayAccess((_, password) => password === 'right') });
    await expect(connect(VIN, { password: 'wrong' })).rejects.toThrow(/Not authorized/);
    await expect(connect(VIN, { password: 'right' })).resolves.toBeDefined();
  });

  it.each(['headway/v1/#', `headway/v1/${OTHER}/down/#`, `headway/v1/+/down/ack`, '#', '$SYS/#'])(
    'does not let a vehicle listen on %s',
    async (filter) => {
      const vehicle = await connect(VIN);
      await expect(vehicle.subscribeAsync(filter)).rejects.toThrow();
    },
  );

  it('cuts off a vehicle that speaks for another, and delivers nothing of it', async () => {
    const [vehicle, service] = await Promise.all([connect(VIN), connect('headway-ingest')]);
    await service.subscribeAsync('headway/v1/+/up/#');
    const closed = new Promise<void>((resolve) => vehicle.once('close', resolve));
    vehicle.publish(`headway/v1/${OTHER}/up/telemetry`, 'forged', { qos: 1 });
    await closed;
    const honest = await connect(OTHER);
    const [first] = await Promise.all([next(service), honest.publishAsync(`headway/v1/${OTHER}/up/telemetry`, 'honest', { qos: 1 })]);
    expect(first).toBe(`headway/v1/${OTHER}/up/telemetry honest`);
  });

  it('publishes the last will of a vehicle that vanishes, and counts who is there', async () => {
    const will = { topic: `headway/v1/${VIN}/up/presence`, payload: Buffer.from('gone'), qos: 1 as const, retain: true };
    const [vehicle, service] = await Promise.all([connect(VIN, { will }), connect('headway-fleet')]);
    await service.subscribeAsync('headway/v1/+/up/presence');
    expect(broker.connected).toBe(2);
    const gone = next(service);
    vehicle.stream.destroy();
    expect(await gone).toBe(`headway/v1/${VIN}/up/presence gone`);
    expect(broker.connected).toBe(1);
  });

  it('says in one line that the port is taken', async () => {
    await expect(startEmbeddedBroker({ host: '127.0.0.1', port: broker.port })).rejects.toMatchObject({
      code: 'address-in-use',
      message: `port ${broker.port} on 127.0.0.1, for the MQTT broker, is already in use`,
    });
  });

  it('stops within a second, also with clients that never speak', async () => {
    await connect(VIN);
    const silent = connectSocket(broker.port, '127.0.0.1');
    silent.on('error', () => undefined);
    await once(silent, 'connect');
    const before = performance.now();
    await broker.close();
    expect(performance.now() - before).toBeLessThan(1_000);
    broker = await startEmbeddedBroker({ host: '127.0.0.1', port: 0 });
  });

  it('tells of every client that comes and goes', async () => {
    const changes: string[] = [];
    await broker.close();
    broker = await startEmbeddedBroker({
      host: '127.0.0.1',
      port: 0,
      onClients: (connected, { client, online }) => changes.push(`${client} ${online ? 'online' : 'offline'} ${connected}`),
    });
    const vehicle = await connect(VIN, { clientId: 'car' });
    await vehicle.endAsync();
    await connect(VIN, { clientId: 'next' });
    expect(changes).toEqual(['car online 1', 'car offline 0', 'next online 1']);
  });
});
