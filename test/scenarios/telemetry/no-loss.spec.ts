import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { ackSchema, ALL_UP_TOPICS, downTopic, encodeFrame, fleetCompletenessSchema, upTopic } from '@headway/contracts';
import { type EventLog, EventLogError, type LogRecord } from '@headway/event-log/port';
import { FleetModule } from '@headway/fleet/service';
import { FLEET_ENTITIES, FLEET_MIGRATIONS } from '@headway/fleet/store';
import { openDatabase, startTemporaryPostgres } from '@headway/platform/database';
import { startHttpServer } from '@headway/platform/http';
import { createLogger } from '@headway/platform/logging';
import { createMetrics } from '@headway/platform/metrics';
import { DeferredAckSubscriber, startEmbeddedBroker } from '@headway/platform/mqtt';
import { loadBuiltInSignals } from '@headway/signals/loader';
import { IngestService, readAgain } from '@headway/telemetry/ingest';
import { openTemporaryEventLog } from '@headway/testing';
import { afterEach, expect, it } from '@jest/globals';
import mqtt, { type MqttClient } from 'mqtt';

const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9));
const VEHICLES = 4;
const FRAMES = 150;
const ALL = VEHICLES * FRAMES;
const logger = createLogger({ level: 'silent', app: 'test' });
const signals = loadBuiltInSignals();

/** Mulberry32: small, and the same everywhere for one seed. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A way to a port that can be cut. */
async function cuttableWay(port: number) {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const far = connect(port, '127.0.0.1');
    for (const socket of [client, far]) {
      sockets.add(socket);
      socket
        .on('error', () => undefined)
        .on('close', () => {
          sockets.delete(socket);
          client.destroy();
          far.destroy();
        });
    }
    client.pipe(far).pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = () => sockets.forEach((socket) => socket.destroy());
  const close = () => {
    cut();
    server.close();
  };
  return { url: `mqtt://127.0.0.1:${(server.address() as { port: number }).port}`, cut, close };
}

/** A log that fails now and then: sometimes before the commit, sometimes after it, when nobody can tell. */
function moody(eventLog: EventLog, random: () => number): EventLog {
  const append = async (records: readonly LogRecord[]) => {
    const mood = random();
    if (mood < 0.15) throw new EventLogError('unavailable', 'not now');
    const receipts = await eventLog.append(records);
    if (mood > 0.85) throw new EventLogError('unavailable', 'committed, but the answer was lost');
    return receipts;
  };
  return new Proxy(eventLog, { get: (target, name) => (name === 'append' ? append : Reflect.get(target, name).bind(target)) });
}

/** Publishes its frames, shuffled and some twice, and repeats them until the platform has acknowledged each. */
async function drive(vehicle: { client: MqttClient; vin: string }, random: () => number): Promise<void> {
  const { client, vin } = vehicle;
  const boot = crypto.randomUUID();
  const open = new Set(Array.from({ length: FRAMES }, (_, index) => index + 1));
  let finished: () => void;
  const acknowledged = new Promise<void>((resolve) => (finished = resolve));
  client.on('message', (_topic, payload) => {
    for (const [from, to] of ackSchema.parse(JSON.parse(payload.toString())).ranges)
      for (let seq = from; seq <= to; seq++) open.delete(seq);
    if (open.size === 0) finished();
  });
  await client.subscribeAsync(downTopic(vin, 'ack'), { qos: 1 });
  const columns = [{ signal: signals.ids.idOf('Vehicle.Speed') as number, offsetsMs: [0], values: [50] }];
  const send = (seq: number) => {
    const frame = { boot, stream: 0 as const, seq, startTimeMs: Date.now(), catalogue: signals.ids.shortHash, columns };
    return client.publishAsync(upTopic(vin, 'telemetry'), Buffer.from(encodeFrame(frame)), { qos: 1 });
  };
  const rounds = async () => {
    while (open.size > 0) {
      const order = [...open].flatMap((seq) => (random() < 0.1 ? [seq, seq] : [seq])).sort(() => random() - 0.5);
      for (const seq of order) await send(seq);
      await Promise.race([acknowledged, delay(300)]);
    }
  };
  await rounds();
  await acknowledged;
}

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

it(`loses no frame and shows none twice, though ingest restarts, its link is cut and the log fails (SEED=${SEED})`, async () => {
  const random = randomOf(SEED);
  const log = await openTemporaryEventLog();
  closers.push(() => log[Symbol.asyncDispose]());
  const postgres = await startTemporaryPostgres();
  closers.push(() => postgres.close());
  const dataSource = await openDatabase({ url: postgres.url, entities: FLEET_ENTITIES, migrations: FLEET_MIGRATIONS });
  closers.push(() => dataSource.destroy());
  const broker = await startEmbeddedBroker({ host: '127.0.0.1', port: 0 });
  closers.push(() => broker.close());
  const way = await cuttableWay(broker.port);
  closers.push(way.close);

  const startIngest = async () => {
    const service: IngestService = new IngestService({
      eventLog: moody(log.eventLog, random),
      publishDown: (topic, payload) => subscriber.publish(topic, payload),
      signals,
      nowMs: Date.now,
      logger,
      metrics: createMetrics(),
    });
    await service.start();
    const subscriber: DeferredAckSubscriber = new DeferredAckSubscriber({
      url: way.url,
      clientId: 'headway-ingest-0',
      username: 'headway-ingest',
      protocolVersion: 4,
      filters: [ALL_UP_TOPICS],
      onMessages: (messages) => service.handleAll(messages),
    });
    await subscriber.ready;
    return async () => {
      service.close();
      await subscriber.stop();
    };
  };
  let stopIngest = await startIngest();

  const vins = Array.from({ length: VEHICLES }, (_, index) => `LHEADWAY00000000${index + 1}`);
  const clients = await Promise.all(vins.map((vin) => mqtt.connectAsync(broker.url, { username: vin, protocolVersion: 4 })));
  closers.push(() => Promise.all(clients.map((client) => client.endAsync(true))));
  const driving = Promise.all(clients.map((client, index) => drive({ client, vin: vins[index] as string }, random)));

  for (let trouble = 0; trouble < 4; trouble++) {
    await delay(100 + random() * 200);
    way.cut();
    if (trouble === 1) {
      await stopIngest();
      stopIngest = await startIngest();
    }
  }
  await driving;
  await stopIngest();

  const resent: string[] = [];
  const fleet = await startHttpServer({
    module: FleetModule.register({
      dataSource,
      eventLog: log.eventLog,
      publishDown: (topic) => resent.push(topic),
      signals,
      readAgain: readAgain(signals),
      regions: [],
      clock: { epochMs: Date.now },
      random,
      logger,
      metrics: createMetrics(),
    }),
    logger,
    host: '127.0.0.1',
    port: 0,
    title: 'fleet',
  });
  closers.push(() => fleet.close());
  const read = async () => fleetCompletenessSchema.parse(await (await fetch(`${fleet.url}/v1/completeness`)).json()).totals;
  let totals = await read();
  for (const end = Date.now() + 15_000; totals.stored < ALL && Date.now() < end; totals = await read()) await delay(50);
  expect(totals).toMatchObject({ assigned: ALL, stored: ALL, declaredLost: 0, missing: 0, duplicatesVisible: 0 });
  expect(totals.duplicatesDropped).toBeGreaterThan(0);
}, 60_000);
