import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Aedes } from 'aedes';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { ModelHost } from '@headway/assistant/understanding';
import { decodeFrame, downTopic, type Frame, parseUpTopic } from '@headway/contracts';
import { loadBuiltInSignals } from '@headway/signals/loader';
import { unpackBatch } from '@headway/telemetry/batch';
import { keywordModel } from '@headway/testing';
import { openVehicle, StateBus } from '@headway/vehicle/agent';
import { loadMapping, OBD_MAPPING_PATH } from './mapping.js';
import { replayDrive } from './replay.js';

const VIN = 'LHEADWAY000000042';
let folder: string;
const closing: (() => Promise<unknown>)[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'replay-mqtt-'));
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  rmSync(folder, { recursive: true });
});

it('a drive reaches the platform over MQTT, once a row, over a connection that breaks', async () => {
  const sockets: Socket[] = [];
  const frames = new Map<number, Frame>();
  const broker = await Aedes.createBroker();
  const server = createServer((socket) => {
    sockets.push(socket);
    void broker.handle(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => new Promise<void>((resolve) => broker.close(() => server.close(() => resolve()))));
  broker.on('publish', (packet, client) => {
    const channel = parseUpTopic(packet.topic)?.channel;
    if (!client || !channel || channel === 'presence') return;
    const sent = packet.payload as Buffer;
    for (const frame of (channel === 'batch' ? unpackBatch(sent) : [sent]).map(decodeFrame)) receive(frame);
  });
  const receive = (frame: Frame) => {
    if (frame.stream === 0) frames.set(frame.seq, frame);
    if (frames.size === 120) sockets.at(-1)?.destroy();
    const payload = Buffer.from(JSON.stringify({ boot: frame.boot, stream: frame.stream, ranges: [[frame.seq, frame.seq]] }));
    broker.publish({ cmd: 'publish', topic: downTopic(VIN, 'ack'), payload, qos: 1, retain: false, dup: false }, () => undefined);
  };

  const signals = loadBuiltInSignals();
  const host = new ModelHost({ workers: 1, maxQueue: 4 });
  closing.push(() => host.close());
  const model = join(folder, 'factory.onnx');
  writeFileSync(model, keywordModel({ version: '1', keywords: { open: { intent: 'window.open', clause: true } } }));
  const bus = new StateBus();
  const vehicle = await openVehicle({
    agent: { vin: VIN, agentVersion: '0', regions: [], consent: () => false, link: { retryDelayMs: { first: 20, longest: 50 } } },
    folder: join(folder, VIN),
    factoryModel: { path: model, version: '1' },
    golden: [],
    host,
    ports: {
      bus,
      ids: signals.ids,
      connect: () => connect({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' }),
      fetch,
      clock: () => Date.now(),
      random: Math.random,
      newId: () => crypto.randomUUID(),
    },
  });
  closing.push(() => vehicle.close());
  vehicle.agent.start();

  const file = join(folder, 'drive.csv');
  writeFileSync(
    file,
    ['ENGINE_RUN_TINE (),VEHICLE_SPEED ()', ...Array.from({ length: 300 }, (_, i) => `${i + 1}, ${i % 120},`)].join('\n'),
  );
  const mapping = await loadMapping(OBD_MAPPING_PATH, signals);
  const summary = await replayDrive({ file, mapping, agent: vehicle.agent, bus, speed: Infinity, clock: () => Date.now() });
  await vehicle.agent.drained();
  expect(summary).toMatchObject({ rowsRead: 300, frames: 300, rowsRefused: {} });
  expect([...frames.keys()].sort((a, b) => a - b)).toEqual(Array.from({ length: 300 }, (_, i) => i + 1));
  const speed = signals.ids.idOf('Vehicle.Speed');
  expect(frames.get(57)?.columns.find(({ signal }) => signal === speed)?.values).toEqual([56]);
  expect(sockets.length).toBeGreaterThan(1);
  expect((await vehicle.agent.ask('how fast', { offline: true })).answeredBy).toBe('vehicle');
});
