import { randomUUID } from 'node:crypto';
import { DeferredAckSubscriber, type IncomingMessage } from '@headway/platform/mqtt';
import { afterEach, describe, expect, it } from '@jest/globals';
import mqtt from 'mqtt';
import { mqttUrl } from './settings.js';

const VIN = 'LHEADWAY000000001';
const MESSAGES = 500;

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function publisher() {
  const client = await mqtt.connectAsync(mqttUrl(), { username: VIN, clientId: randomUUID() });
  closers.push(() => client.endAsync(true));
  return client;
}

/** A subscriber that tells when it has been handed so many messages. */
function subscriber(options: {
  clientId: string;
  filter: string;
  protocolVersion: 4 | 5;
  group?: string;
  handle: (messages: readonly IncomingMessage[]) => Promise<void>;
}) {
  const messages: IncomingMessage[] = [];
  let changed = () => {};
  const made = new DeferredAckSubscriber({
    url: mqttUrl(),
    clientId: options.clientId,
    username: 'headway-ingest',
    protocolVersion: options.protocolVersion,
    filters: [options.filter],
    ...(options.group ? { sharedGroup: options.group } : {}),
    onMessages: (together) => {
      messages.push(...together);
      changed();
      return options.handle(together);
    },
  });
  const until = async (passes: () => boolean) => {
    while (!passes()) await new Promise<void>((resolve) => (changed = resolve));
  };
  return { made, messages, until };
}

const numbers = (messages: IncomingMessage[]) =>
  messages.map(({ payload }) => Number(Buffer.from(payload).toString())).sort((a, b) => a - b);
const ALL = Array.from({ length: MESSAGES }, (_, index) => index);

describe.each([4, 5] as const)('deferred acknowledgement on Mosquitto, protocol level %i', (protocolVersion) => {
  it('gets everything again that was not acknowledged, and nothing that was', async () => {
    const topic = `headway/v1/${VIN}/up/${randomUUID()}`;
    const clientId = `test-${randomUUID()}`;
    let reject = (_: Error) => {};
    const never = new Promise<void>((_, refuse) => (reject = refuse));
    never.catch(() => undefined);
    const handled: IncomingMessage[] = [];
    const first = subscriber({
      clientId,
      filter: topic,
      protocolVersion,
      handle: (together) => {
        if (handled.length >= 100) return never;
        handled.push(...together);
        return Promise.resolve();
      },
    });
    await first.made.ready;
    const vehicle = await publisher();
    await Promise.all(ALL.map((index) => vehicle.publishAsync(topic, String(index), { qos: 1 })));
    await first.until(() => first.messages.length >= MESSAGES);
    const acknowledged = new Set(numbers(handled));
    const stopped = first.made.stop();
    reject(new Error('not stored'));
    await stopped;

    const second = subscriber({ clientId, filter: topic, protocolVersion, handle: () => Promise.resolve() });
    await second.until(() => second.messages.length >= MESSAGES - handled.length);
    await second.made.stop();
    expect(numbers(second.messages)).toEqual(ALL.filter((index) => !acknowledged.has(index)));
    expect(second.messages.every(({ duplicate }) => duplicate)).toBe(true);
  });

  it('shares the messages among the members of a group', async () => {
    const topic = `headway/v1/${VIN}/up/${randomUUID()}`;
    const group = randomUUID();
    const members = [1, 2].map((member) =>
      subscriber({ clientId: `test-${member}-${group}`, filter: topic, protocolVersion, group, handle: () => Promise.resolve() }),
    );
    await Promise.all(members.map(({ made }) => made.ready));
    const vehicle = await publisher();
    await Promise.all(ALL.map((index) => vehicle.publishAsync(topic, String(index), { qos: 1 })));
    const all = () => members.flatMap(({ messages }) => messages);
    await Promise.race(members.map(({ until }) => until(() => all().length >= MESSAGES)));
    await Promise.all(members.map(({ made }) => made.stop()));
    expect(numbers(all())).toEqual(ALL);
    expect(members.every(({ messages }) => messages.length > 0)).toBe(true);
  });
});
