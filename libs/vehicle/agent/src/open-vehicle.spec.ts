import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ModelHost } from '@headway/assistant/understanding';
import { keywordModel } from '@headway/testing';
import { openVehicle, type OpenVehicleOptions } from './open-vehicle.js';
import { IDS, Platform, VIN } from './spec-support.js';
import { StateBus } from './state-bus.js';

let folder: string;
let host: ModelHost;
let platform: Platform;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vehicle-'));
  host = new ModelHost({ workers: 1, maxQueue: 16 });
  platform = await Platform.start();
  writeFileSync(
    join(folder, 'factory.onnx'),
    keywordModel({ version: '1.0.0', keywords: { open: { intent: 'window.open', clause: true } } }),
  );
});
afterAll(async () => {
  await host.close();
  await platform.close();
  rmSync(folder, { recursive: true });
});

const options = (vin: string): OpenVehicleOptions => ({
  agent: { vin, agentVersion: '0.1.0', regions: [], consent: () => true },
  folder: join(folder, vin),
  factoryModel: { path: join(folder, 'factory.onnx'), version: '1.0.0' },
  golden: [],
  host,
  ports: {
    bus: new StateBus({ 'Vehicle.Speed': 0 }),
    ids: IDS,
    connect: platform.connect,
    fetch: () => Promise.reject(new Error('no network')),
    clock: () => Date.now(),
    random: Math.random,
    newId: () => crypto.randomUUID(),
  },
});

it('opens a vehicle from its folder, with a model that other vehicles share', async () => {
  const first = await openVehicle(options(VIN));
  const second = await openVehicle(options('LHEADWAY000000002'));
  expect(host.digests).toHaveLength(1);
  first.agent.start();
  const response = await first.agent.ask('open');
  expect(response).toMatchObject({ answeredBy: 'vehicle', modelVersion: '1.0.0' });
  await platform.until(() => platform.events('turn.finished').length === 1);
  expect(platform.events('boot.started')[0]).toMatchObject({ model: { version: '1.0.0', digest: first.agent.status.model.digest } });
  await first.close();
  await second.close();
  expect(host.digests).toEqual([]);
});
