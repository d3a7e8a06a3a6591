import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import {
  pageSchema,
  regionStatusSchema,
  turnSummarySchema,
  type VehicleEvent,
  vehicleSummarySchema,
  vehicleTurnSchema,
} from '@headway/contracts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { bootStarted, DIGEST, event, FleetFixture, OTHER, presence, START, telemetry, turnFinished, until, VIN } from './spec-support.js';

let fixture: FleetFixture;
beforeAll(async () => {
  fixture = await FleetFixture.open();
}, 60_000);
afterAll(() => fixture?.close());
beforeEach(() => fixture.begin());
afterEach(() => fixture.end());

describe('vehicles and turns', () => {
  it('are listed with presence and model, by pages and filters', async () => {
    await fixture.append(...[presence(true, START), event(1, bootStarted()), presence(true, START, OTHER), presence(false, START, OTHER)]);
    const list = (query: string) => fixture.get(`/v1/vehicles${query}`, pageSchema(vehicleSummarySchema));
    await until(
      () => list('?online=true'),
      ({ total }) => total === 1,
    );
    await until(
      () => list('?model=1.2.0'),
      ({ total }) => total === 1,
    );
    const first = await list('?limit=1');
    expect([first.total, first.items[0]?.vin]).toEqual([2, VIN]);
    expect((await list(`?limit=1&cursor=${first.next ?? ''}`)).items.map(({ vin, online }) => [vin, online])).toEqual([[OTHER, false]]);
    expect((await list('?vin=LHEADWAY000000002')).total).toBe(1);
  });

  it('follow the model that is active, not the one that is being installed', async () => {
    const status = (state: 'installed' | 'active', version: string, at: number): VehicleEvent => ({
      type: 'model.status',
      at,
      version,
      digest: DIGEST,
      state,
    });
    await fixture.append(
      ...[event(1, bootStarted()), event(2, status('active', '1.3.0', START + 1)), event(3, status('installed', '1.4.0', START + 2))],
    );
    await fixture.stored(3);
    expect((await fixture.twin()).model).toEqual({ version: '1.3.0', digest: DIGEST });
  });

  it('show turns, and words only with consent', async () => {
    await fixture.append(
      ...[
        event(1, turnFinished('a', 'vehicle')),
        event(2, turnFinished('b', 'region:cn-east', false)),
        event(2, turnFinished('b', 'region:cn-east', false)),
      ],
    );
    await fixture.stored(2);
    const { items, total } = await fixture.get('/v1/turns', pageSchema(vehicleTurnSchema));
    expect([total, items.map(({ turn, utterance }) => [turn, utterance])]).toEqual([
      2,
      [
        ['b', undefined],
        ['a', '打开车窗'],
      ],
    ]);
    expect((await fixture.get('/v1/turns?answeredBy=region', pageSchema(vehicleTurnSchema))).total).toBe(1);
    expect(await fixture.get('/v1/turns/summary', turnSummarySchema)).toMatchObject({
      total: 2,
      byAnswerer: { vehicle: 1, region: 1, model: 0 },
      byRegion: { 'cn-east': 1 },
    });
  });

  it('answer what is not there with a problem', async () => {
    for (const [path, status] of [
      ['/v1/vehicles/LHEADWAY00000000X', 404],
      ['/v1/vehicles/nonsense', 400],
      ['/v1/vehicles?limit=0', 400],
      ['/v1/turns?cursor=x', 400],
      ['/v1/dead-letters?cursor=WzFd', 400],
    ] as const) {
      const response = await fixture.fetch(path);
      expect([path, response.status, response.headers.get('content-type')?.split(';')[0]]).toEqual([
        path,
        status,
        'application/problem+json',
      ]);
    }
  });
});

describe('live', () => {
  /** Reads server-sent events until one passes. */
  async function readEvents(
    path: string,
    passes: (type: string, data: string) => boolean,
    afterwards: () => Promise<unknown>,
  ): Promise<string> {
    const response = await fixture.fetch(path);
    let text = '';
    const written = afterwards();
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk).toString('utf8');
      const found = text.split('\n\n').find((one) => passes(/event: (.*)/.exec(one)?.[1] ?? '', /data: (.*)/.exec(one)?.[1] ?? ''));
      if (found) {
        await written;
        return /data: (.*)/.exec(found)?.[1] ?? '';
      }
    }
    throw new Error(`the stream ended: ${text}`);
  }

  it('streams a vehicle: first the whole twin, then what changes', async () => {
    await fixture.append(...[telemetry(1, 10)]);
    await fixture.stored(1);
    const path = `/v1/vehicles/${VIN}/stream`;
    expect(
      JSON.parse(
        await readEvents(
          path,
          (type) => type === 'snapshot',
          async () => undefined,
        ),
      ),
    ).toMatchObject({ speedKmh: 10 });
    const change = await readEvents(
      path,
      (type) => type === 'twin',
      () => fixture.append(...[telemetry(2, 20), telemetry(2, 99, {}, OTHER)]),
    );
    expect(JSON.parse(change)).toMatchObject({ vin: VIN, signals: { 'Vehicle.Speed': { value: 20, seq: 2 } } });
  });

  it("streams the fleet's turns", async () => {
    const turn = await readEvents(
      '/v1/stream',
      (type) => type === 'turn',
      () => fixture.append(...[event(1, turnFinished('a', 'vehicle'))]),
    );
    expect(JSON.parse(turn)).toMatchObject({ vin: VIN, turn: { turn: 'a', answeredBy: 'vehicle' } });
  });
});

describe('regions', () => {
  it('show the health that they answer, and none when they are silent', async () => {
    const health = { region: 'cn-east', status: 'ready', modelVersion: '1.0.0', modelDigest: DIGEST, queued: 0, p95Ms: 2, served: 7 };
    const region = createHttpServer((_request, response) => response.end(JSON.stringify(health)));
    await new Promise<void>((resolve) => region.listen(0, '127.0.0.1', resolve));
    const silent = createServer().listen(0, '127.0.0.1');
    await fixture.restart(`http://127.0.0.1:${(region.address() as AddressInfo).port}`);
    const list = () => fixture.get('/v1/regions', pageSchema(regionStatusSchema));
    const { items } = await until(list, (page) => page.items[0]?.checkedAt !== null);
    expect(items).toMatchObject([{ id: 'cn-east', health }]);
    await fixture.restart(`http://127.0.0.1:${(silent.address() as AddressInfo).port}`);
    expect((await list()).items).toMatchObject([{ id: 'cn-east', health: null }]);
    region.close();
    silent.close();
  });
});
