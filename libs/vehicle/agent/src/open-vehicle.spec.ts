import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ModelHost } from '@headway/assistant/understanding';
import { openSigner, type Signer } from '@headway/rollouts/trust';
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

describe('a new model', () => {
  const models = new Map<string, Uint8Array>();
  let signer: Signer;
  let server: Server;
  beforeAll(async () => {
    signer = await openSigner({ folder: join(folder, 'signer'), now: () => Date.now() });
    server = createServer((request, response) => {
      const path = request.url ?? '';
      const served = path.startsWith('/metadata/')
        ? signer.metadata(path.slice('/metadata/'.length))
        : Promise.resolve(models.get(/([0-9a-f]{64})\.[^/]+$/.exec(path)?.[1] ?? ''));
      void served.then((bytes) => response.writeHead(bytes ? 200 : 404).end(bytes));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  async function assign(vin: string, version: string, releaseCounter: number, bytes: Uint8Array): Promise<void> {
    const digest = createHash('sha256').update(bytes).digest('hex');
    const target = `vehicle/r${releaseCounter}/${version}.onnx`;
    models.set(digest, bytes);
    await signer.addTargets([
      { path: target, digest, bytes: bytes.length, data: { family: 'vehicle', version, releaseCounter, opset: 17, parent: '' } },
    ]);
    const repositoryUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const common = {
      assignment: `a-${version}`,
      rollout: 'r',
      vin,
      family: 'vehicle',
      version,
      digest,
      bytes: bytes.length,
      target,
    } as const;
    const times = { issuedAt: Date.now(), expiresAt: Date.now() + 60_000 };
    platform.send('model', signer.signAssignment({ ...common, releaseCounter, repositoryUrl, ...times }));
  }
  const statesOf = (version: string) =>
    platform
      .events('model.status')
      .filter((status) => status.version === version)
      .map(({ state }) => state);

  it('is verified, tried, and used from then on; one that fails its trial is not', async () => {
    const own = options(VIN);
    const golden: OpenVehicleOptions['golden'] = [{ text: 'open', language: 'en', isRight: ([frame]) => frame?.intent === 'window.open' }];
    const vehicle = await openVehicle({
      ...own,
      folder: join(folder, 'swap'),
      golden,
      trustedRoot: signer.trustedRoot,
      installer: { soakMs: 10 },
      ports: { ...own.ports, fetch },
    });
    vehicle.agent.start();
    const open = { intent: 'window.open', clause: true };
    await platform.until(() => platform.sequences(vehicle.agent.boot, 1).length > 0);
    await assign(
      VIN,
      '2.0.0',
      1,
      keywordModel({ version: '2.0.0', keywords: { open, perfume: { intent: 'fragrance.on', clause: true } } }),
    );
    await platform.until(() => statesOf('2.0.0').includes('healthy'));
    expect(statesOf('2.0.0')).toEqual(['downloading', 'verified', 'installed', 'active', 'healthy']);
    expect(vehicle.agent.status.model.version).toBe('2.0.0');
    expect((await vehicle.agent.ask('perfume')).actions).toMatchObject([{ path: 'Vehicle.Cabin.Fragrance.IsOn', value: true }]);

    await assign(VIN, '3.0.0', 2, keywordModel({ version: '3.0.0', keywords: { open: { intent: 'window.close', clause: true } } }));
    await platform.until(() => statesOf('3.0.0').includes('rejected'));
    expect(platform.events('model.status').find(({ state }) => state === 'rejected')).toMatchObject({ reason: 'golden-failed' });
    expect(vehicle.agent.status.model.version).toBe('2.0.0');
    await vehicle.close();

    const again = await openVehicle({ ...own, folder: join(folder, 'swap'), trustedRoot: signer.trustedRoot });
    expect(again.agent.status.model.version).toBe('2.0.0');
    await again.close();
    expect(host.digests).toEqual([]);
  });

  it('cannot be opened twice at the same time', async () => {
    const first = await openVehicle(options(VIN));
    await expect(openVehicle(options(VIN))).rejects.toThrow('in use');
    await first.close();
  });
});
