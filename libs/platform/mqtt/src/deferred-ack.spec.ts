import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import mqtt from 'mqtt';
import { generate, type IConnectPacket, type Packet, parser } from 'mqtt-packet';
import { DeferredAckSubscriber, type DeferredAckOptions, type IncomingMessage } from './deferred-ack.js';
import { startEmbeddedBroker } from './embedded-broker.js';

/** A broker's side of one connection, spoken packet by packet. */
class Peer {
  readonly received: Packet[] = [];
  /** What a kept session delivers before the subscription is confirmed. */
  backlog: Buffer[] = [];
  private waiting: (() => void) | undefined;

  constructor(
    readonly socket: Socket,
    private readonly protocolVersion: 4 | 5,
  ) {
    const packets = parser({ protocolVersion });
    packets.on('packet', (packet: Packet) => {
      if (packet.cmd === 'connect') this.send({ cmd: 'connack', sessionPresent: true, reasonCode: 0, returnCode: 0 });
      if (packet.cmd === 'subscribe') this.backlog.forEach((payload, index) => this.publish(index + 1, payload, true));
      if (packet.cmd === 'subscribe') this.send({ cmd: 'suback', messageId: packet.messageId as number, granted: [1] });
      this.received.push(packet);
      this.waiting?.();
    });
    socket.on('data', (chunk) => packets.parse(chunk));
    socket.on('error', () => undefined);
  }

  send(packet: Packet): void {
    this.socket.write(generate(packet, { protocolVersion: this.protocolVersion }));
  }

  publish(messageId: number, payload: string | Buffer = `${messageId}`, dup = false): void {
    this.send({ cmd: 'publish', topic: 'headway/v1/x/up/telemetry', payload, qos: 1, messageId, dup, retain: false });
  }

  get acknowledged(): number[] {
    return this.received.filter((packet) => packet.cmd === 'puback').map((packet) => packet.messageId as number);
  }

  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((resolve) => (this.waiting = resolve));
  }
}

const handled = () => {
  const seen: { message: IncomingMessage; resolve: () => void; reject: (error: Error) => void }[] = [];
  let waiting: (() => void) | undefined;
  return {
    seen,
    onMessages: async (messages: readonly IncomingMessage[]) => {
      const each = messages.map((message) => new Promise<void>((resolve, reject) => seen.push({ message, resolve, reject })));
      waiting?.();
      await Promise.all(each);
    },
    until: async (count: number) => {
      while (seen.length < count) await new Promise<void>((resolve) => (waiting = resolve));
    },
  };
};

let server: Server;
let peers: Peer[];
let subscriber: DeferredAckSubscriber | undefined;
let onPeer: (peer: Peer) => void;

beforeEach(async () => {
  peers = [];
  onPeer = () => undefined;
});
afterEach(async () => {
  for (const peer of peers) peer.socket.destroy();
  server?.close();
  await subscriber?.stop();
  subscriber = undefined;
});

async function start(options: Partial<DeferredAckOptions> & Pick<DeferredAckOptions, 'onMessages'>): Promise<Peer> {
  const protocolVersion = options.protocolVersion ?? 4;
  server = createServer((socket) => {
    const peer = new Peer(socket, protocolVersion);
    peers.push(peer);
    onPeer(peer);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `mqtt://127.0.0.1:${(server.address() as { port: number }).port}`;
  subscriber = new DeferredAckSubscriber({ url, clientId: 'ingest', filters: ['headway/v1/+/up/#'], protocolVersion, ...options });
  await subscriber.ready;
  return peers[0] as Peer;
}

const nextPeer = () => new Promise<Peer>((resolve) => (onPeer = resolve));

describe.each([4, 5] as const)('the deferred-ack subscriber, protocol level %i', (protocolVersion) => {
  it('acknowledges nothing before its handler, and then in the order of arrival', async () => {
    const work = handled();
    const peer = await start({ ...work, protocolVersion });
    for (const [index, id] of [11, 12, 13].entries()) {
      peer.publish(id);
      await work.until(index + 1);
    }
    work.seen[2]?.resolve();
    work.seen[1]?.resolve();
    await new Promise(setImmediate);
    expect(subscriber?.inFlight.messages).toBe(1);
    expect(peer.acknowledged).toEqual([]);
    work.seen[0]?.resolve();
    await peer.until(() => peer.acknowledged.length === 3);
    expect(peer.acknowledged).toEqual([11, 12, 13]);
  });

  it('keeps its session, and never acknowledges on a connection what came on another', async () => {
    const work = handled();
    const peer = await start({ ...work, protocolVersion });
    expect((peer.received[0] as IConnectPacket).clean).toBe(false);
    peer.publish(1, 'first');
    await work.until(1);
    const again = nextPeer();
    peer.socket.destroy();
    const second = await again;
    await second.until(() => second.received.some((packet) => packet.cmd === 'subscribe'));
    second.publish(1, 'first', true);
    await work.until(2);
    work.seen[0]?.resolve();
    await new Promise(setImmediate);
    work.seen[1]?.resolve();
    await second.until(() => second.acknowledged.length > 0);
    expect(second.acknowledged).toEqual([1]);
    expect(work.seen[1]?.message.duplicate).toBe(true);
  });

  it('cuts the connection when a handler fails, so that the broker delivers again', async () => {
    const work = handled();
    const peer = await start({ ...work, protocolVersion });
    peer.publish(1);
    peer.publish(2);
    await work.until(2);
    const again = nextPeer();
    work.seen[0]?.reject(new Error('the log said no'));
    await again;
    work.seen[1]?.resolve();
    expect(peer.acknowledged).toEqual([]);
  });

  it('stops reading when too much waits, still pings, and reads on afterwards', async () => {
    const work = handled();
    const peer = await start({ ...work, protocolVersion, maxInFlightBytes: 300_000, keepAliveMs: 400 });
    const payload = Buffer.alloc(100_000);
    for (let id = 1; id <= 200; id++) peer.publish(id, payload);
    await work.until(3);
    await new Promise(setImmediate);
    expect(subscriber?.inFlight.paused).toBe(true);
    const pings = () => peer.received.filter((packet) => packet.cmd === 'pingreq').length;
    const before = pings();
    await peer.until(() => pings() >= before + 3);
    expect(peers).toHaveLength(1);
    expect(subscriber?.inFlight.bytes).toBeLessThan(600_000);
    while (peer.acknowledged.length < 200) {
      for (const { resolve } of work.seen) resolve();
      await new Promise(setImmediate);
    }
    expect(peer.acknowledged).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
  });

  it('works off a backlog larger than its window that comes before the subscription is confirmed', async () => {
    onPeer = (peer) => (peer.backlog = Array.from({ length: 50 }, () => Buffer.alloc(10_000)));
    const onMessages = () => new Promise<void>(setImmediate);
    const peer = await start({ onMessages, protocolVersion, maxInFlightBytes: 50_000 });
    await peer.until(() => peer.acknowledged.length === 50);
    expect(peers).toHaveLength(1);
  });

  it('takes a broker for dead that answers no ping', async () => {
    await start({ ...handled(), protocolVersion, keepAliveMs: 300 });
    const second = await nextPeer();
    expect(second).toBeInstanceOf(Peer);
  });

  it('acknowledges at a stop what was handled, and leaves the rest to the next start', async () => {
    const work = handled();
    const peer = await start({ ...work, protocolVersion });
    peer.publish(1);
    await work.until(1);
    const stopped = subscriber?.stop();
    work.seen[0]?.resolve();
    await stopped;
    await peer.until(() => peer.received.some((packet) => packet.cmd === 'disconnect'));
    expect(peer.acknowledged).toEqual([1]);
  });
});

describe('what the subscriber tells the broker', () => {
  it('names its window to a version 5 broker and shares where it may', async () => {
    const peer = await start({ ...handled(), protocolVersion: 5, maxInFlightMessages: 500, sharedGroup: 'ingest' });
    expect((peer.received[0] as IConnectPacket).properties).toMatchObject({ receiveMaximum: 500, sessionExpiryInterval: 86_400 });
    expect(peer.received[1]).toMatchObject({ subscriptions: [{ topic: '$share/ingest/headway/v1/+/up/#', qos: 1 }] });
  });

  it('stops at once while nobody answers', async () => {
    server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const silent = new DeferredAckSubscriber({
      url: `mqtt://127.0.0.1:${port}`,
      clientId: 'a',
      filters: ['#'],
      protocolVersion: 4,
      ...handled(),
    });
    await once(server, 'connection');
    const before = performance.now();
    await silent.stop();
    expect(performance.now() - before).toBeLessThan(500);
  });
});

describe('with the embedded broker', () => {
  it('gets again, after a restart, what it had not acknowledged', async () => {
    const broker = await startEmbeddedBroker({ host: '127.0.0.1', port: 0 });
    const options = {
      url: broker.url,
      clientId: 'ingest',
      username: 'headway-ingest',
      filters: ['headway/v1/+/up/#'],
      protocolVersion: 4 as const,
    };
    const failing = handled();
    const first = new DeferredAckSubscriber({ ...options, ...failing });
    await first.ready;
    const vehicle = await mqtt.connectAsync(broker.url, { username: 'LHEADWAY000000001', protocolVersion: 4 });
    await vehicle.publishAsync('headway/v1/LHEADWAY000000001/up/telemetry', 'frame', { qos: 1 });
    await failing.until(1);
    const stopped = first.stop();
    failing.seen[0]?.reject(new Error('not stored'));
    await stopped;
    const work = handled();
    const second = new DeferredAckSubscriber({ ...options, ...work });
    await work.until(1);
    expect(Buffer.from(work.seen[0]?.message.payload ?? []).toString()).toBe('frame');
    work.seen[0]?.resolve();
    await second.stop();
    await vehicle.endAsync();
    await broker.close();
  });
});
