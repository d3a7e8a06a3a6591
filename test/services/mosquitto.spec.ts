import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import mqtt, { type MqttClient } from 'mqtt';
import { mqttUrl } from './settings.js';

const VIN = 'LHEADWAY000000001';
const OTHER = 'LHEADWAY000000002';

const clients: MqttClient[] = [];
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.endAsync(true)));
});

async function connect(username: string | undefined): Promise<MqttClient> {
  const client = mqtt.connect(mqttUrl(), { username, clientId: randomUUID(), reconnectPeriod: 0, protocolVersion: 5 });
  clients.push(client);
  await new Promise<void>((resolve, reject) => {
    client.once('connect', () => resolve());
    client.once('error', reject);
  });
  return client;
}

const received = (client: MqttClient) => {
  const texts: string[] = [];
  // What an earlier run left with the broker is none of ours.
  client.on('message', (_, payload, { retain }) => retain || texts.push(payload.toString()));
  return texts;
};

/** A message that goes the same way last tells that everything before it has arrived or never will. */
async function passes(from: MqttClient, to: MqttClient, topic: string): Promise<void> {
  const marker = randomUUID();
  const arrived = new Promise<void>((resolve) => to.on('message', (_, payload) => payload.toString() === marker && resolve()));
  await from.publishAsync(topic, marker, { qos: 1 });
  await arrived;
}

describe('Mosquitto with our access rules', () => {
  it('carries a vehicle’s own topics and shares them among the members of a group', async () => {
    const [vehicle, first, second] = await Promise.all([connect(VIN), connect('headway-ingest'), connect('headway-ingest')]);
    const filter = `$share/${randomUUID()}/headway/v1/+/up/#`;
    const texts = [received(first), received(second)];
    await Promise.all([first, second].map((client) => client.subscribeAsync(filter, { qos: 1 })));
    for (let index = 0; index < 20; index++) await vehicle.publishAsync(`headway/v1/${VIN}/up/event`, String(index), { qos: 1 });
    await vehicle.subscribeAsync(`headway/v1/${VIN}/down/#`, { qos: 1 });
    await passes(first, vehicle, `headway/v1/${VIN}/down/ack`);
    await passes(second, vehicle, `headway/v1/${VIN}/down/ack`);
    expect(texts.flat().sort((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: 20 }, (_, index) => String(index)));
    expect(texts.every((own) => own.length > 0)).toBe(true);
  });

  it('delivers nothing that a vehicle publishes as another, or hears of another', async () => {
    const [vehicle, honest, service] = await Promise.all([connect(VIN), connect(OTHER), connect('headway-fleet')]);
    await service.subscribeAsync('headway/v1/+/up/#', { qos: 1 });
    const heard = received(service);
    await vehicle.publishAsync(`headway/v1/${OTHER}/up/event`, 'forged', { qos: 1 }).catch(() => undefined);
    await passes(vehicle, service, `headway/v1/${VIN}/up/event`);
    expect(heard).not.toContain('forged');

    await vehicle.subscribeAsync('headway/v1/+/up/#', { qos: 1 }).catch(() => undefined);
    const overheard = received(vehicle);
    await honest.publishAsync(`headway/v1/${OTHER}/up/event`, 'private', { qos: 1 });
    await passes(honest, service, `headway/v1/${OTHER}/up/event`);
    expect(overheard).not.toContain('private');
  });

  it('gives a client without a name nothing', async () => {
    const [nobody, service] = await Promise.all([connect(undefined), connect('headway-fleet')]);
    await service.subscribeAsync('headway/v1/#', { qos: 1 });
    const heard = received(service);
    await nobody.publishAsync(`headway/v1/${VIN}/up/event`, 'anonymous', { qos: 1 }).catch(() => undefined);
    await passes(service, service, `headway/v1/${VIN}/down/ack`);
    expect(heard).not.toContain('anonymous');
  });
});
