import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Garage, Platform, VIN } from './spec-support.js';

let platform: Platform;
let garage: Garage;
const stops: (() => Promise<void>)[] = [];
beforeEach(async () => {
  platform = await Platform.start();
  garage = new Garage();
});
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
  await platform.close();
  await garage.close();
});

const started = (...args: Parameters<Garage['agent']>) => {
  const agent = garage.agent(...args);
  agent.start();
  stops.push(() => agent.stop());
  return agent;
};
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

describe('a vehicle agent', () => {
  it('announces itself, sends frames in order, and forgets them when the platform has them', async () => {
    const agent = started({ connect: platform.connect });
    for (const speed of upTo(5)) agent.record(Date.now(), { 'Vehicle.Speed': speed });
    await platform.until(() => platform.sequences(agent.boot, 0).length === 5);
    expect(platform.sequences(agent.boot, 0)).toEqual(upTo(5));
    expect(platform.events('boot.started')).toMatchObject([{ previous: [], model: { version: '1.0.0' } }]);
    await platform.until(() => platform.presence.length > 0);
    expect(platform.presence[0]).toMatchObject({ online: true, boot: agent.boot });
    await agent.drained();
    expect(agent.status.pending).toBe(0);
  });

  it('samples its bus about once a second', async () => {
    const agent = started(
      { connect: platform.connect },
      { telemetry: { signals: [{ path: 'Vehicle.Speed', periodMs: 20 }], readEveryMs: 20, frameEveryMs: 60 } },
    );
    await platform.until(() => platform.sequences(agent.boot, 0).length >= 1);
    expect(platform.frames.find((frame) => frame.stream === 0)?.columns).toEqual([{ signal: 1, offsetsMs: [0], values: [0] }]);
  });

  it('says goodbye with the heads of its streams', async () => {
    const agent = garage.agent({ connect: platform.connect });
    agent.start();
    agent.record(Date.now(), { 'Vehicle.Speed': 1 });
    await platform.until(() => platform.sequences(agent.boot, 0).length === 1);
    await agent.stop();
    expect(platform.events('stream.heads').at(-1)?.heads).toEqual([
      { boot: agent.boot, stream: 0, lastSeq: 1 },
      { boot: agent.boot, stream: 1, lastSeq: 2 },
    ]);
    expect(platform.presence.at(-1)).toMatchObject({ online: false, boot: agent.boot });
  });

  it('is declared offline by its last will when the connection is cut', async () => {
    const sockets: ReturnType<Platform['connect']>[] = [];
    const agent = started({
      connect: () => {
        const socket = platform.connect();
        sockets.push(socket);
        return socket;
      },
    });
    await platform.until(() => platform.presence.length === 1);
    sockets[0]?.destroy();
    const presence = () => platform.presence as { online: boolean; connection: number }[];
    await platform.until(() => presence().some(({ online }) => !online) && presence().at(-1)?.online === true);
    // The will names the connection that it ends.
    expect(presence().find(({ online }) => !online)?.connection).toBe(1);
    agent.record(Date.now(), { 'Vehicle.Speed': 3 });
    await platform.until(() => platform.sequences(agent.boot, 0).length === 1);
  });
});

it('says why a broker of MQTT 3.1.1 does not take it at level 5', async () => {
  const said: unknown[] = [];
  const warned = new Promise<void>((resolve) => {
    const warn = (event: string, fields?: Record<string, unknown>) => {
      said.push([event, fields?.['reason']]);
      resolve();
    };
    started(
      { connect: platform.connect, log: { debug: () => undefined, warn } },
      { link: { mqttVersion: 5, retryDelayMs: { first: 20, longest: 100 } } },
    );
  });
  await warned;
  expect(said[0]).toEqual(['agent.link-down', 'Connection refused: Unacceptable protocol version (0x01)']);
});

describe('frames that the platform does not acknowledge', () => {
  it('are sent again after a while, and after a connection', async () => {
    platform.acking = false;
    const agent = started({ connect: platform.connect });
    agent.record(Date.now(), { 'Vehicle.Speed': 1 });
    await platform.until(() => platform.sequences(agent.boot, 0).length >= 3);
    expect(new Set(platform.sequences(agent.boot, 0))).toEqual(new Set([1]));
    platform.ack(agent.boot, 0, [[1, 1]]);
    platform.ack(agent.boot, 1, [[1, 1]]);
    await agent.drained();
  });

  it('survive the broker and the process', async () => {
    const first = garage.agent({ connect: platform.connect });
    first.start();
    platform.acking = false;
    for (const speed of upTo(150)) first.record(Date.now(), { 'Vehicle.Speed': speed });
    await platform.until(() => platform.sequences(first.boot, 0).length >= 10);
    const { port } = platform;
    await platform.close();
    for (const speed of upTo(50)) first.record(Date.now(), { 'Vehicle.Speed': 150 + speed });
    // No goodbye: a second agent opens the same spool as after a kill.
    void first.stop();
    const second = garage.agent({ connect: () => platform.connect() });
    platform = await Platform.start(port);
    second.start();
    stops.push(() => second.stop());
    second.record(Date.now(), { 'Vehicle.Speed': 999 });
    await platform.until(() => new Set(platform.sequences(first.boot, 0)).size === 200 && platform.sequences(second.boot, 0).length > 0);
    const previous = platform.events('boot.started').find((event) => event.previous.length > 0)?.previous ?? [];
    expect(previous.find((head) => head.boot === first.boot && head.stream === 0)?.lastSeq).toBe(200);
    await second.drained();
  });

  it('never stand in the window without bound', async () => {
    platform.acking = false;
    const uplink = { ackTimeoutMs: 60_000, reconnectJitterMs: 0, catchUp: { windowFrames: 8, jitterMs: 0 } };
    const agent = started({ connect: platform.connect }, { uplink });
    for (const speed of upTo(100)) agent.record(Date.now(), { 'Vehicle.Speed': speed });
    await platform.until(() => platform.frames.length === 8);
    platform.acking = true;
    for (const { boot, stream, seq } of [...platform.frames]) platform.ack(boot, stream, [[seq, seq]]);
    await platform.until(() => new Set(platform.sequences(agent.boot, 0)).size === 100);
    expect(platform.sequences(agent.boot, 0)).toHaveLength(100);
  });
});

describe('a question of the ledger', () => {
  it('is answered with the frame, or with its loss', async () => {
    platform.acking = false;
    const agent = started({ connect: platform.connect }, { uplink: { ackTimeoutMs: 60_000, reconnectJitterMs: 0 } });
    for (const speed of upTo(4)) agent.record(Date.now(), { 'Vehicle.Speed': speed });
    await platform.until(() => platform.sequences(agent.boot, 0).length === 4);
    platform.ack(agent.boot, 0, [[1, 2]]);
    platform.send('resend', {
      boot: agent.boot,
      stream: 0,
      ranges: [
        [2, 3],
        [9, 12],
      ],
    });
    await platform.until(() => platform.events('frames.lost').length > 0 && platform.sequences(agent.boot, 0).length > 4);
    expect(platform.events('frames.lost')).toMatchObject([{ boot: agent.boot, stream: 0, ranges: [[2, 2]], reason: 'unknown' }]);
    expect(platform.sequences(agent.boot, 0)).toEqual([1, 2, 3, 4, 3]);
  });

  it('about a boot that nobody remembers is answered in full', async () => {
    const agent = started({ connect: platform.connect });
    await platform.until(() => platform.sequences(agent.boot, 1).length === 1);
    const boot = '11111111-1111-4111-8111-111111111111';
    platform.send('resend', { boot, stream: 0, ranges: [[1, 1_000_000_000]] });
    await platform.until(() => platform.events('frames.lost').length > 0);
    expect(platform.events('frames.lost')).toMatchObject([{ boot, ranges: [[1, 1_000_000_000]] }]);
  });

  it('that makes no sense is left, and the vehicle goes on', async () => {
    const agent = started({ connect: platform.connect });
    await platform.until(() => platform.sequences(agent.boot, 1).length === 1);
    platform.send('resend', { boot: 'nobody', ranges: 'all' });
    platform.send('ack', 'yes');
    agent.record(Date.now(), { 'Vehicle.Speed': 1 });
    await platform.until(() => platform.sequences(agent.boot, 0).length === 1);
    expect(agent.vin).toBe(VIN);
  });
});
