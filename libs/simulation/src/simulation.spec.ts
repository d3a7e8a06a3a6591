import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Aedes } from 'aedes';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ModelHost } from '@headway/assistant/understanding';
import { decodeFrame, downTopic, parseUpTopic, type VehicleEvent, vehicleEventSchema } from '@headway/contracts';
import { loadBuiltInSignals } from '@headway/signals/loader';
import { unpackBatch } from '@headway/telemetry/batch';
import { keywordModel } from '@headway/testing';
import { corpusPhrasebook } from './driver/phrasebook.js';
import { startSimulation, type SimulationOptions } from './simulation.js';

let folder: string;
let host: ModelHost;
let broker: Aedes;
let server: Server;
/** Distinct frames the platform has seen, and the events in them. */
const stored = new Map<string, VehicleEvent | undefined>();
let onFrame = (): void => undefined;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'simulation-'));
  host = new ModelHost({ workers: 1, maxQueue: 64 });
  writeFileSync(
    join(folder, 'factory.onnx'),
    keywordModel({ version: '1.0.0', keywords: { 车窗: { intent: 'window.open', clause: true } } }),
  );
  broker = await Aedes.createBroker();
  broker.on('publish', (packet, client) => {
    const topic = parseUpTopic(packet.topic);
    if (!client || !topic || topic.channel === 'presence') return;
    const sent = packet.payload as Buffer;
    for (const frame of topic.channel === 'batch' ? unpackBatch(sent) : [sent]) receive(topic.vin, frame);
  });
  const receive = (vin: string, bytes: Uint8Array) => {
    const { boot, stream, seq, event } = decodeFrame(bytes);
    stored.set(`${vin}/${boot}/${stream}/${seq}`, event === undefined ? undefined : vehicleEventSchema.parse(JSON.parse(event)));
    const payload = Buffer.from(JSON.stringify({ boot, stream, ranges: [[seq, seq]] }));
    broker.publish({ cmd: 'publish', topic: downTopic(vin, 'ack'), payload, qos: 1, retain: false, dup: false }, () => undefined);
    onFrame();
  };
  server = createServer((socket) => void broker.handle(socket)).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(async () => {
  await new Promise<void>((resolve) => broker.close(() => resolve()));
  await new Promise<void>((resolve) => server.close(() => resolve()));
  await host.close();
  rmSync(folder, { recursive: true });
});

const options = (changes: Partial<SimulationOptions> = {}): SimulationOptions => ({
  vehicles: 5,
  seed: 7,
  folder: join(folder, 'fleet'),
  factoryModel: { path: join(folder, 'factory.onnx'), version: '1.0.0' },
  golden: [],
  host,
  signals: loadBuiltInSignals(),
  regions: [],
  connect: () => connect({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' }),
  phrasebook: corpusPhrasebook(7),
  agentVersion: '0.0.0',
  ...changes,
});
const events = () => [...stored.values()].filter((event) => event !== undefined);
const until = (done: () => boolean) =>
  new Promise<void>((resolve) => {
    onFrame = () => {
      if (!done()) return;
      onFrame = () => undefined;
      resolve();
    };
  });

describe('a simulated fleet', () => {
  it('drives, talks, does by hand what it was not understood in, and loses no frame over a restart', async () => {
    const first = await startSimulation(options({ speakEveryS: 0.7, newCommandShare: 0.7 }));
    const labels = () => events().filter((event) => event.type === 'manual.action' && event.path.includes('Fragrance') && event.utterance);
    await until(() => labels().length >= 2 && stored.size > 40);
    expect(first.status).toMatchObject({ vehicles: 5, models: { '1.0.0': 5 }, turns: { region: 0 } });
    expect(first.status.turns.vehicle).toBeGreaterThan(2);
    await first.stopDriving();
    await first.drained();
    expect(first.status).toMatchObject({ assigned: stored.size, unacknowledged: 0 });
    await first.stop();

    const second = await startSimulation(options({ speakEveryS: 1000 }));
    await until(() => events().some((event) => event.type === 'boot.started' && event.previous.length > 0));
    await second.stopDriving();
    await second.drained();
    expect(second.status).toMatchObject({ assigned: stored.size, unacknowledged: 0 });
    expect(second.assignedFrames().map(({ vin }) => vin)).toContain('LHEADWAY000000005');
    await second.stop();
  }, 60_000);
});
