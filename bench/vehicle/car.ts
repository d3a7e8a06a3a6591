import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { ModelCard } from '@headway/contracts';
import { loadBuiltInSignals } from '@headway/signals/loader';
import { Spool } from '@headway/telemetry/spool';
import { brokerTransport, StateBus, VehicleAgent } from '@headway/vehicle/agent';

const [folder = '', url = '', frames = '10', signalCount = '50', seconds = '20'] = process.argv.slice(2);
const WARM_UP_MS = 3000;
const SPOOL = { maxBytes: 64 * 1024 * 1024, maxAgeMs: 7 * 86_400_000, fsyncIntervalMs: 1000 };

const signals = loadBuiltInSignals();
const numeric = [...signals.ids.paths].filter((path) =>
  /^(float|double|u?int(8|16|32))$/.test(signals.catalogue.get(path)?.datatype ?? ''),
);
const paths = numeric.slice(0, Number(signalCount));
const everyMs = 1000 / Number(frames);
const bus = new StateBus();
const spool = new Spool({ ...SPOOL, folder: join(folder, 'spool'), clock: Date.now });
const open = brokerTransport(url);
let socket: Socket | undefined;
const digest = '0'.repeat(64);
const agent = new VehicleAgent(
  {
    vin: 'LHEADWAYBENCH0001',
    agentVersion: '0',
    regions: [],
    consent: () => false,
    telemetry: { signals: paths.map((path) => ({ path, periodMs: everyMs })), readEveryMs: everyMs, frameEveryMs: everyMs },
  },
  {
    bus,
    ids: signals.ids,
    spool,
    // Words are not part of a frame's cost.
    understanding: {
      card: { version: '0' } as ModelCard,
      digest,
      understand: async () => ({ frames: [], language: 'en', modelVersion: '0', modelDigest: digest, serviceMs: 0 }),
    },
    connect: () => (socket = open() as Socket),
    fetch: globalThis.fetch,
    clock: Date.now,
    random: Math.random,
    newId: randomUUID,
  },
);

let tick = 0;
setInterval(() => {
  tick += 1;
  bus.write(Object.fromEntries(paths.map((path, i) => [path, Math.round(Math.sin(tick / 20 + i) * 1000) / 10])));
}, everyMs);
agent.start();
await delay(WARM_UP_MS);
const sample = () => ({
  cpu: process.cpuUsage(),
  at: performance.now(),
  ...agent.status.assigned,
  written: socket?.bytesWritten ?? 0,
  fsyncs: spool.stats().fsyncs,
});
const before = sample();
await delay(Number(seconds) * 1000);
const after = sample();
const elapsedS = (after.at - before.at) / 1000;
const made = after.telemetry - before.telemetry;
const cpuMs = (after.cpu.user + after.cpu.system - before.cpu.user - before.cpu.system) / 1000;
const round = (value: number, digits = 2) => Number(value.toFixed(digits));
process.send?.({
  signals: paths.length,
  framesPerSecond: round(made / elapsedS),
  cpuShareOfCore: round(cpuMs / 1000 / elapsedS, 4),
  cpuMsPerFrame: round(cpuMs / made, 3),
  bytesPerFrame: round((after.written - before.written) / made, 1),
  fsyncsPerSecond: round((after.fsyncs - before.fsyncs) / elapsedS),
  unacknowledged: agent.status.pending,
  rssMb: Math.round(process.memoryUsage.rss() / 1_048_576),
});
await agent.stop();
await spool.close();
process.disconnect();
process.exit();
