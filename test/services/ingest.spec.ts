import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { encodeFrame, LOG_TOPICS, upTopic } from '@headway/contracts';
import { openKafkaEventLog } from '@headway/event-log/kafka';
import type { EventLog, StoredRecord } from '@headway/event-log/port';
import { createLogger } from '@headway/platform/logging';
import { createMetrics } from '@headway/platform/metrics';
import { DeferredAckSubscriber } from '@headway/platform/mqtt';
import { loadBuiltInSignals } from '@headway/signals/loader';
import { IngestService } from '@headway/telemetry/ingest';
import { afterEach, describe, expect, it } from '@jest/globals';
import mqtt from 'mqtt';
import { kafkaBrokers, mqttUrl } from './settings.js';
import { TcpProxy } from './tcp-proxy.js';

const VIN = 'LHEADWAY000000077';
const boot = '0190a5c2-5b7e-7c3a-9d4e-2f6b8a1c0d3e';
const MIB = 1_048_576;
const WINDOW_BYTES = 2 * MIB;
const signals = loadBuiltInSignals();
const signal = signals.ids.idOf('Vehicle.Speed') as number;
const logger = createLogger({ level: 'silent', app: 'test' });

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** A frame with so many samples, about five bytes each. */
function frame(seq: number, samples = 1): Buffer {
  const offsetsMs = Array.from({ length: samples }, (_, index) => index);
  const column = { signal, offsetsMs, values: offsetsMs.map((offset) => Math.fround(Math.sin(seq + offset) * 100)) };
  return Buffer.from(encodeFrame({ boot, stream: 0, seq, startTimeMs: Date.now(), catalogue: signals.ids.shortHash, columns: [column] }));
}

/** Ingest on the real servers, with topics of the test's own; `proxy` stands between it and Kafka. */
async function startIngest(run: string, { instance = '1', group, proxy }: { instance?: string; group?: string; proxy?: TcpProxy } = {}) {
  const route = proxy ? () => ({ host: '127.0.0.1', port: proxy.port }) : undefined;
  const brokers = proxy ? [`127.0.0.1:${proxy.port}`] : kafkaBrokers();
  const kafka = await openKafkaEventLog({ brokers, ...(route ? { route } : {}), deliveryTimeoutMs: 2_000 });
  const named = (topic: string) => `${run}.${topic}`;
  const eventLog = {
    ensureTopics: (specs: Parameters<EventLog['ensureTopics']>[0]) =>
      kafka.ensureTopics(specs.map((spec) => ({ ...spec, topic: named(spec.topic) }))),
    append: (records: Parameters<EventLog['append']>[0]) =>
      kafka.append(records.map((record) => ({ ...record, topic: named(record.topic) }))),
  } as EventLog;
  const service: IngestService = new IngestService({
    eventLog,
    publishDown: (topic, payload) => subscriber.publish(topic, payload),
    signals,
    nowMs: Date.now,
    logger,
    metrics: createMetrics(),
  });
  await service.start();
  let taken = 0;
  const subscriber: DeferredAckSubscriber = new DeferredAckSubscriber({
    url: mqttUrl(),
    clientId: `test-${run}-${instance}`,
    username: 'headway-ingest',
    protocolVersion: 5,
    filters: [`headway/v1/${VIN}/up/#`],
    ...(group ? { sharedGroup: group } : {}),
    maxInFlightBytes: WINDOW_BYTES,
    sessionExpiryMs: 60_000,
    onMessages: (messages) => {
      taken += messages.length;
      return service.handleAll(messages);
    },
  });
  await subscriber.ready;
  closers.push(async () => {
    service.close();
    await subscriber.stop();
    await kafka.close();
  });
  return { subscriber, service, taken: () => taken };
}

/** Reads what is in the run's frames, straight from Kafka, until there are so many. */
async function stored(run: string, count: number): Promise<StoredRecord[]> {
  const kafka = await openKafkaEventLog({ brokers: kafkaBrokers() });
  const records: StoredRecord[] = [];
  let arrived = () => {};
  const topics = [`${run}.${LOG_TOPICS.frames}`];
  await kafka.subscribe({
    group: `${run}-${randomUUID()}`,
    topics,
    startFrom: 'earliest',
    onBatch: (batch) => {
      records.push(...batch.records);
      arrived();
      return Promise.resolve();
    },
  });
  while (records.length < count) await new Promise<void>((resolve) => (arrived = resolve));
  await kafka.close();
  return records;
}

const countStored = async (run: string, log: EventLog) =>
  (await log.offsets(`${run}.${LOG_TOPICS.frames}`)).reduce((sum, { first, next }) => sum + Number(next - first), 0);

async function vehicle(protocolVersion: 4 | 5) {
  const client = await mqtt.connectAsync(mqttUrl(), { username: VIN, clientId: randomUUID(), protocolVersion });
  closers.push(() => client.endAsync(true));
  return client;
}

const ids = (records: StoredRecord[]) => new Set(records.map(({ headers }) => headers['ce_id']));

describe('ingest on the real broker and log', () => {
  it('keeps what an MQTT 5 publisher says besides, and takes those of 3.1.1 as well', async () => {
    const run = `ingest-${randomUUID()}`;
    await startIngest(run);
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const five = await vehicle(5);
    const properties = { userProperties: { traceparent, id: 'not theirs to say' }, messageExpiryInterval: 600 };
    await five.publishAsync(upTopic(VIN, 'telemetry'), frame(1), { qos: 1, properties });
    const old = await vehicle(4);
    await old.publishAsync(upTopic(VIN, 'telemetry'), frame(2), { qos: 1 });
    const [first, second] = await stored(run, 2);
    expect(first?.headers).toMatchObject({ ce_traceparent: traceparent, ce_id: `${VIN}/${boot}/0/1` });
    expect(Date.parse(first?.headers['ce_expirytime'] ?? '')).toBeGreaterThan(Date.now() + 500_000);
    expect(second?.headers).not.toHaveProperty('ce_traceparent');
  });

  it('shares the vehicles among instances', async () => {
    const run = `ingest-${randomUUID()}`;
    const members = [await startIngest(run, { instance: '1', group: run }), await startIngest(run, { instance: '2', group: run })];
    const client = await vehicle(4);
    await Promise.all(
      Array.from({ length: 400 }, (_, index) => client.publishAsync(upTopic(VIN, 'telemetry'), frame(index + 1), { qos: 1 })),
    );
    expect(ids(await stored(run, 400)).size).toBe(400);
    expect(members[0]?.taken()).toBeGreaterThan(0);
    expect(members[1]?.taken()).toBeGreaterThan(0);
    expect((members[0]?.taken() ?? 0) + (members[1]?.taken() ?? 0)).toBe(400);
  });

  it.each(['cut', 'stall'] as const)(
    'acknowledges and loses nothing while Kafka is away (%s), within its window, and recovers by itself',
    async (trouble) => {
      const run = `ingest-${randomUUID()}`;
      const [host, port] = (kafkaBrokers()[0] as string).split(':') as [string, string];
      const proxy = await TcpProxy.to({ host, port: Number(port) });
      closers.push(() => proxy.close());
      const { subscriber, taken } = await startIngest(run, { proxy });
      const log = await openKafkaEventLog({ brokers: kafkaBrokers() });
      closers.push(() => log.close());
      const client = await vehicle(4);
      await client.publishAsync(upTopic(VIN, 'telemetry'), frame(1), { qos: 1 });
      while ((await countStored(run, log)) < 1) await wait(50);

      proxy[trouble]();
      const MESSAGES = 400;
      const publishing = Array.from({ length: MESSAGES }, (_, index) =>
        client.publishAsync(upTopic(VIN, 'telemetry'), frame(index + 2, 5_000), { qos: 1 }),
      );
      await Promise.all(publishing);
      while (!subscriber.inFlight.paused) await wait(20);
      // Longer than an append may try: by then its failure has come back and been queued again.
      await wait(3_000);
      expect(subscriber.connected).toBe(true);
      expect(subscriber.inFlight.bytes).toBeLessThan(WINDOW_BYTES + MIB);
      expect(taken()).toBeLessThan(MESSAGES / 2);
      expect(subscriber.inFlight.messages).toBe(taken() - 1);
      expect(await countStored(run, log)).toBe(1);

      proxy.mend();
      expect(ids(await stored(run, MESSAGES + 1)).size).toBe(MESSAGES + 1);
      while (subscriber.inFlight.messages > 0) await wait(20);
    },
  );
});
