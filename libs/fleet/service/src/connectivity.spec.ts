import { connectivitySchema } from '@headway/contracts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { BOOT, FleetFixture, FORMER, presence, telemetry, until, VIN } from './spec-support.js';

let fixture: FleetFixture;
beforeAll(async () => {
  fixture = await FleetFixture.open();
}, 60_000);
afterAll(() => fixture?.close());
beforeEach(() => fixture.begin());
afterEach(() => fixture.end());

const ask = () => fixture.get(`/v1/vehicles/${VIN}/connectivity`, connectivitySchema);
const reasons = ({ connections }: Awaited<ReturnType<typeof ask>>) => connections.map(({ reason }) => reason);
const now = () => Date.now();

describe('connectivity', () => {
  it('shows flapping as it was, and a takeover does not take the vehicle offline', async () => {
    const said = (online: boolean, connection: number, more = {}) => presence(online, now(), VIN, { connection, ...more });
    await fixture.append(said(true, 1));
    await fixture.append(said(false, 1, { goodbye: true }));
    await fixture.append(said(true, 2));
    await fixture.append(said(false, 2));
    await fixture.append(said(true, 3));
    // The broker notices late that the third connection has been replaced.
    await fixture.append(said(true, 4));
    await fixture.append(said(false, 3));
    const known = await until(ask, ({ connections }) => connections.length === 4 && connections[1]?.reason === 'lost');
    expect(reasons(known)).toEqual([null, 'lost', 'lost', 'stopped']);
    expect(known).toMatchObject({ vin: VIN, online: true, since: known.connections[0]?.connectedAt });
    expect((await fixture.twin()).online).toBe(true);
  });

  it('does not take for news what a broker repeats of a car that has long gone', async () => {
    const [on, off] = [presence(true, 10, VIN, { boot: FORMER, connection: 1 }), presence(false, 9, VIN, { boot: FORMER, connection: 1 })];
    await fixture.append(on, off);
    await until(fixture.twin, ({ online }) => !online);
    const before = await fixture.twin();
    await fixture.append(
      off,
      on,
      presence(true, now(), VIN, { boot: BOOT, connection: 1 }),
      presence(false, now(), VIN, { boot: BOOT, connection: 1 }),
    );
    const known = await until(ask, ({ connections }) => connections.length === 2 && connections[0]?.reason === 'lost');
    expect(known.online).toBe(false);
    expect((await fixture.twin()).lastSeenAt).toBeGreaterThanOrEqual(before.lastSeenAt as number);
  });

  it('takes a car offline that says nothing any more, and back as soon as it is heard', async () => {
    fixture.silence = { afterMs: 1_500, everyMs: 50 };
    await fixture.restart();
    await fixture.append(presence(true, now(), VIN, { connection: 1 }), telemetry(1, 50));
    await until(fixture.twin, ({ online }) => online);
    const silent = await until(ask, ({ online }) => !online);
    expect(reasons(silent)).toEqual(['silent']);
    expect((await fixture.twin()).online).toBe(false);
    await fixture.append(telemetry(2, 60));
    const back = await until(ask, ({ online }) => online);
    expect(reasons(back)).toEqual([null, 'silent']);
    await until(fixture.twin, ({ online }) => online);
  });

  it('is unknown of a vehicle that nobody knows', async () => {
    expect((await fixture.fetch('/v1/vehicles/LHEADWAY000000077/connectivity')).status).toBe(404);
  });
});
