import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from '@jest/globals';
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import { certificateFolder, mqttsUrl, mqttUrl } from './settings.js';

/** The vehicle for which tools/services makes a certificate. */
const VIN = 'LHEADWAY000000001';
const OTHER = 'LHEADWAY000000002';
const pem = (name: string) => readFileSync(join(certificateFolder(), name), 'utf8');

const clients: MqttClient[] = [];
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.endAsync(true)));
});

async function connect(url: string, options: IClientOptions): Promise<MqttClient> {
  const client = mqtt.connect(url, { clientId: randomUUID(), reconnectPeriod: 0, protocolVersion: 5, ...options });
  clients.push(client);
  await new Promise<void>((resolve, reject) => {
    client.once('connect', () => resolve());
    client.once('error', reject);
    client.once('close', () => reject(new Error('closed')));
  });
  return client;
}

it('a vehicle with a certificate publishes below its own VIN and nowhere else, whatever it calls itself', async () => {
  const tls = { ca: pem('ca.pem'), cert: pem('vehicle.pem'), key: pem('vehicle.key') };
  const service = await connect(mqttUrl(), { username: 'headway-test' });
  await service.subscribeAsync('headway/v1/+/up/#', { qos: 1 });
  const heard: string[] = [];
  const marker = randomUUID();
  const arrived = new Promise<void>((resolve) =>
    service.on('message', (topic, payload) => {
      if (payload.toString().includes(marker)) heard.push(topic);
      if (payload.toString() === `last ${marker}`) resolve();
    }),
  );
  for (const username of [VIN, OTHER, 'headway-ingest']) {
    const vehicle = await connect(mqttsUrl(), { ...tls, username });
    await vehicle.publishAsync(`headway/v1/${OTHER}/up/event`, `forged ${marker}`, { qos: 1 }).catch(() => undefined);
    await vehicle.publishAsync(`headway/v1/${VIN}/up/event`, `${username === 'headway-ingest' ? 'last' : 'own'} ${marker}`, { qos: 1 });
  }
  await arrived;
  expect(heard).toEqual(Array.from({ length: 3 }, () => `headway/v1/${VIN}/up/event`));
});

it('a client without a certificate does not get in', async () => {
  await expect(connect(mqttsUrl(), { ca: pem('ca.pem'), username: VIN })).rejects.toThrow();
});
