import { pbkdf2Sync, randomBytes, randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeFrame, LOG_TOPICS, type ModelCard, type Presence, upTopic } from '@headway/contracts';
import { openLmdbEventLog } from '@headway/event-log/lmdb';
import { createLogger } from '@headway/platform/logging';
import { createMetrics } from '@headway/platform/metrics';
import { DeferredAckSubscriber, type IncomingMessage } from '@headway/platform/mqtt';
import { loadBuiltInSignals } from '@headway/signals/loader';
import { IngestService } from '@headway/telemetry/ingest';
import { Spool } from '@headway/telemetry/spool';
import { type LinkOptions, StateBus, VehicleAgent } from '@headway/vehicle/agent';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import mqtt from 'mqtt';
import { type IConnectPacket, type IPublishPacket, type Packet, parser } from 'mqtt-packet';
import { dynamicSecurity, OwnMosquitto } from './own-mosquitto.js';
import { TcpProxy } from './tcp-proxy.js';

const VIN = 'LHEADWAY000000055';
const SPEED = 'Vehicle.Speed';
const TEXT = 'Vehicle.Cabin.Infotainment.Media.Played.Track';
const MAXIMUM_PACKET_SIZE = 20_000;
/** Somewhat less than the will's delay: Mosquitto counts whole seconds. */
const WILL_WAIT_MS = 3500;
const signals = loadBuiltInSignals();

let folder: string;
const closers: (() => unknown)[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vehicle5-'));
});
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
  rmSync(folder, { recursive: true, force: true });
});

async function startBroker(...settings: Parameters<typeof OwnMosquitto.start>): Promise<OwnMosquitto> {
  const broker = await OwnMosquitto.start(...settings);
  closers.push(() => broker.stop());
  return broker;
}

/** Things that happened, and a wait for one of them. */
class Diary<T> {
  readonly items: T[] = [];
  readonly #news = new EventEmitter().setMaxListeners(0);

  add(item: T): void {
    this.items.push(item);
    this.#news.emit('news');
  }

  async until(passes: (items: T[]) => boolean): Promise<void> {
    while (!passes(this.items)) await this.next();
  }

  async next(): Promise<void> {
    await new Promise<void>((resolve) => this.#news.once('news', resolve));
  }
}

/** Ingest at level 5 with an embedded event log, and what it was handed. */
async function startIngest(broker: OwnMosquitto) {
  const eventLog = openLmdbEventLog({ folder: join(folder, `log-${randomUUID()}`) });
  const service: IngestService = new IngestService({
    eventLog,
    publishDown: (topic, payload) => subscriber.publish(topic, payload),
    signals,
    nowMs: Date.now,
    logger: createLogger({ level: 'silent', app: 'test' }),
    metrics: createMetrics(),
  });
  await service.start();
  const heard = new Diary<IncomingMessage>();
  const subscriber: DeferredAckSubscriber = new DeferredAckSubscriber({
    url: broker.url,
    clientId: `test-${randomUUID()}`,
    username: 'headway-test',
    protocolVersion: 5,
    filters: [`headway/v1/${VIN}/up/#`],
    onMessages: async (messages) => {
      await service.handleAll(messages);
      for (const message of messages) heard.add({ ...message, payload: Buffer.from(message.payload) });
    },
  });
  await subscriber.ready;
  closers.push(async () => {
    service.close();
    await subscriber.stop();
    await eventLog.close();
  });
  const presence = () =>
    heard.items
      .filter(({ topic }) => topic === upTopic(VIN, 'presence'))
      .map(({ payload }) => JSON.parse(Buffer.from(payload).toString()) as Presence);
  const frames = async () => {
    const offsets = await eventLog.offsets(LOG_TOPICS.frames);
    return offsets.reduce((sum, { first, next }) => sum + Number(next - first), 0);
  };
  return { heard, presence, frames };
}

interface Said {
  event: string;
  fields: Record<string, unknown>;
}

/** A whole agent with its spool, at level 5. */
function startAgent(address: () => { host: string; port: number }, link: Partial<LinkOptions> = {}) {
  const said = new Diary<Said>();
  const log = (event: string, fields: Record<string, unknown> = {}) => said.add({ event, fields });
  const spool = new Spool({
    folder: join(folder, 'spool'),
    maxBytes: 16_000_000,
    maxAgeMs: 3_600_000,
    fsyncIntervalMs: 1000,
    clock: Date.now,
  });
  const agent = new VehicleAgent(
    {
      vin: VIN,
      agentVersion: '5.0.0',
      regions: [],
      consent: () => true,
      link: { mqttVersion: 5, retryDelayMs: { first: 50, longest: 200 }, ...link },
      uplink: { reconnectJitterMs: 0, catchUp: { jitterMs: 0 } },
    },
    {
      bus: new StateBus({ [SPEED]: 0 }),
      ids: signals.ids,
      spool,
      understanding: {
        card: { version: '1.0.0' } as ModelCard,
        digest: 'a'.repeat(64),
        understand: () => Promise.reject(new Error('not asked')),
      },
      connect: () => connect(address()),
      fetch: () => Promise.reject(new Error('no network')),
      clock: Date.now,
      random: () => 0.5,
      newId: randomUUID,
      log: { debug: log, warn: log },
    },
  );
  agent.start();
  closers.push(async () => {
    await agent.stop();
    await spool.close();
  });
  const until = (event: string, count = 1) => said.until((items) => items.filter((item) => item.event === event).length >= count);
  const reasons = (event: string) => said.items.filter((item) => item.event === event).map(({ fields }) => fields);
  return { agent, until, reasons };
}

/** What goes over a wire to the broker, packet by packet. */
async function wiretap(broker: OwnMosquitto) {
  const packets: Packet[] = [];
  const proxy = await TcpProxy.to(broker.address, () => {
    const packetsOf = parser({ protocolVersion: 5 });
    packetsOf.on('packet', (packet: Packet) => packets.push(packet));
    return (bytes) => void packetsOf.parse(bytes);
  });
  closers.push(() => proxy.close());
  return { proxy, packets, address: () => ({ host: '127.0.0.1', port: proxy.port }) };
}

const isTelemetry = ({ topic }: { topic: string }) => topic === upTopic(VIN, 'telemetry');

describe('a vehicle at MQTT 5 on Mosquitto', () => {
  it('sends frames that arrive, are acknowledged, and carry what the protocol has for them', async () => {
    const broker = await startBroker();
    const ingest = await startIngest(broker);
    const { packets, address } = await wiretap(broker);
    const { agent, until } = startAgent(address);
    await until('agent.link-up');
    for (let speed = 0; speed < 50; speed += 1) {
      agent.record(Date.now(), { [SPEED]: speed });
      if (speed % 5 === 0) await agent.drained();
    }
    await agent.drained();
    expect(await ingest.frames()).toBe(50);

    const hello = packets.find((packet): packet is IConnectPacket => packet.cmd === 'connect');
    expect(hello).toMatchObject({ protocolVersion: 5, properties: { userProperties: { boot: agent.boot, agent: '5.0.0' } } });
    const sent = packets.filter((packet): packet is IPublishPacket => packet.cmd === 'publish');
    const alias = sent.find(isTelemetry)?.properties?.topicAlias;
    expect(alias).toBeGreaterThan(0);
    const [first, ...later] = sent.filter(({ properties }) => properties?.topicAlias === alias);
    expect(first?.topic).toBe(upTopic(VIN, 'telemetry'));
    expect(later.length).toBeGreaterThan(5);
    expect(later.every(({ topic }) => topic === '')).toBe(true);
    const arrived = ingest.heard.items.filter(isTelemetry);
    expect(arrived.length).toBeGreaterThan(5);
    expect(arrived.every(({ properties }) => (properties?.messageExpiryS ?? 0) > 0)).toBe(true);
  });

  it('is reported lost by its last will, and only when it stays away for longer than the will waits', async () => {
    const broker = await startBroker();
    const ingest = await startIngest(broker);
    const { proxy, address } = await wiretap(broker);
    const { agent } = startAgent(address);
    const online = (number: number) =>
      ingest.heard.until(() => ingest.presence().some((presence) => presence.online && presence.connection === number));
    await online(1);
    proxy.cut();
    proxy.mend();
    await online(2);
    const cutAt = Date.now();
    proxy.cut();
    agent.record(Date.now(), { [SPEED]: 77 });
    await ingest.heard.until(() => ingest.presence().some(({ online }) => !online));
    const waited = Date.now() - cutAt;
    expect(waited).toBeGreaterThan(WILL_WAIT_MS);
    // The first connection came back in time: only the second one has a will that was sent.
    expect(ingest.presence().map(({ online, connection }) => [online, connection])).toEqual([
      [true, 1],
      [true, 2],
      [false, 2],
    ]);
    proxy.mend();
    await agent.drained();
    expect(await ingest.frames()).toBe(1);
  });

  it('leaves other publishers what they say besides', async () => {
    const broker = await startBroker();
    const ingest = await startIngest(broker);
    const other = await mqtt.connectAsync(broker.url, {
      username: VIN,
      clientId: randomUUID(),
      protocolVersion: 5,
      autoAssignTopicAlias: true,
    });
    closers.push(() => other.endAsync(true));
    const column = { signal: signals.ids.idOf(SPEED) as number, offsetsMs: [0], values: [1] };
    for (const seq of [1, 2]) {
      const frame = {
        boot: randomUUID(),
        stream: 0 as const,
        seq,
        startTimeMs: Date.now(),
        catalogue: signals.ids.shortHash,
        columns: [column],
      };
      const properties = { userProperties: { traceparent: `trace-${seq}`, line: ['a', 'b'] } };
      await other.publishAsync(upTopic(VIN, 'telemetry'), Buffer.from(encodeFrame(frame)), { qos: 1, properties });
    }
    await ingest.heard.until((items) => items.length === 2);
    expect(ingest.heard.items.map(({ properties }) => properties?.userProperties)).toEqual(
      [1, 2].map((seq) => [
        ['traceparent', `trace-${seq}`],
        ['line', 'a'],
        ['line', 'b'],
      ]),
    );
  });

  it('says why it is not let in', async () => {
    const broker = await startBroker(['allow_anonymous false', 'password_file @passwords@'], { passwords: '' });
    const { until, reasons } = startAgent(() => broker.address, { password: 'wrong' });
    await until('agent.link-down');
    expect(reasons('agent.link-down')).toEqual([{ vin: VIN, reason: 'Connection refused: Not authorized (0x87)' }]);
  });

  it('says why its subscriptions are refused', async () => {
    const access = { publishClientSend: true, publishClientReceive: true, subscribe: false, unsubscribe: true };
    const salt = randomBytes(12);
    const key = pbkdf2Sync('right', salt, 101, 64, 'sha512');
    const client = { username: VIN, password: key.toString('base64'), salt: salt.toString('base64'), iterations: 101 };
    const security = JSON.stringify({ defaultACLAccess: access, clients: [client], groups: [], roles: [] });
    const broker = await startBroker(['allow_anonymous false', `plugin ${dynamicSecurity()}`, 'plugin_opt_config_file @security@'], {
      security,
    });
    const { until, reasons } = startAgent(() => broker.address, { password: 'right' });
    await until('agent.link-down');
    expect(reasons('agent.link-down')).toEqual([
      { vin: VIN, reason: 'the broker refused our subscriptions: Subscribe error: Not authorized (0x87)' },
    ]);
    expect(reasons('agent.link-up')).toEqual([]);
  });

  it('says why its messages are refused, and keeps them', async () => {
    const acl = ['presence', 'event'].map((channel) => `pattern write headway/v1/%u/up/${channel}\n`).join('');
    const broker = await startBroker([], { acl: `${acl}pattern read headway/v1/%u/down/#\n` });
    const { agent, until, reasons } = startAgent(() => broker.address);
    await until('agent.link-up');
    agent.record(Date.now(), { [SPEED]: 1 });
    await until('agent.publish-refused');
    expect(reasons('agent.publish-refused')[0]).toMatchObject({ reason: 'Not authorized (0x87)' });
    expect(agent.status).toMatchObject({ online: true, assigned: { telemetry: 1 } });
    expect(agent.status.pending).toBeGreaterThanOrEqual(1);
  });

  it('says that a frame is too large for the broker, sends what is behind it, and the frame to a broker that takes it', async () => {
    const [small, large] = [await startBroker([`max_packet_size ${MAXIMUM_PACKET_SIZE}`]), await startBroker()];
    const [first, second] = [await startIngest(small), await startIngest(large)];
    let broker = small;
    const { agent, until, reasons } = startAgent(() => broker.address);
    await until('agent.link-up');
    const noise = Array.from({ length: 4000 }, () => randomUUID()).join('');
    agent.record(Date.now(), { [TEXT]: noise });
    await until('agent.frame-too-large');
    expect(reasons('agent.frame-too-large')).toEqual([
      { boot: agent.boot, stream: 0, seq: 1, bytes: expect.any(Number) as unknown, mostBytes: expect.any(Number) as unknown },
    ]);
    expect(reasons('agent.frame-too-large')[0]?.['mostBytes']).toBeLessThan(MAXIMUM_PACKET_SIZE);
    for (let speed = 0; speed < 100; speed += 1) agent.record(Date.now(), { [SPEED]: speed });
    while ((await first.frames()) < 100) await first.heard.next();
    expect(agent.status.online).toBe(true);
    expect(reasons('agent.link-down')).toEqual([]);

    broker = large;
    await small.stop();
    await agent.drained();
    expect(await second.frames()).toBeGreaterThanOrEqual(1);
  });
});
