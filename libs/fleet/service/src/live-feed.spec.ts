import type { MessageEvent } from '@nestjs/common';
import { FLEET_ENTITIES, FLEET_MIGRATIONS, upsertTwins, upsertVehicles } from '@headway/fleet/store';
import { type EmbeddedPostgres, openDatabase, startTemporaryPostgres } from '@headway/platform/database';
import { createLogger } from '@headway/platform/logging';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { firstValueFrom, filter, take, toArray } from 'rxjs';
import type { DataSource } from 'typeorm';
import { LiveFeed } from './live-feed.js';
import { BOOT, OTHER, START, VIN } from './spec-support.js';

let server: EmbeddedPostgres;
/** The same database as two processes see it. */
let mine: DataSource;
let other: DataSource;
beforeAll(async () => {
  server = await startTemporaryPostgres();
  const options = { url: server.url, entities: FLEET_ENTITIES, migrations: FLEET_MIGRATIONS };
  mine = await openDatabase(options);
  other = await openDatabase(options);
}, 60_000);
afterAll(async () => {
  await mine?.destroy();
  await other?.destroy();
  await server?.close();
});

/** What the reader of another process commits for a frame. */
const commit = (vin: string, seq: number, online?: boolean) =>
  other.transaction(async (manager) => {
    const sample = { vin, signal: 1, value: seq, atMs: START + seq, startMs: START + seq, boot: BOOT, seq };
    await upsertTwins(manager, [sample, { ...sample, signal: 2 }]);
    await upsertVehicles(manager, [
      { vin, lastSeenAt: START + seq, ...(online === undefined ? {} : { presence: { online, boot: BOOT, atMs: seq } }) },
    ]);
  });

const openFeed = () =>
  new LiveFeed({
    dataSource: mine,
    describe: ({ signal, value, atMs: at, boot, seq }) => [`Signal${signal}`, { value, unit: null, at, boot, seq }],
    fleetSignals: [1],
    logger: createLogger({ level: 'silent', app: 'test' }),
  });

describe('the live feed', () => {
  it('tells of what another process commits: of one vehicle everything, of the fleet a few signals', async () => {
    await commit(VIN, 1);
    const feed = openFeed();
    const first = async (): Promise<MessageEvent> => ({ type: 'snapshot', data: {} });
    const single = firstValueFrom(
      feed.stream((event) => (event.vin === VIN ? event : undefined), { vin: VIN, first }).pipe(take(4), toArray()),
    );
    const fleet = firstValueFrom(
      feed
        .stream((event) => event)
        .pipe(
          filter(({ type }) => type === 'twin'),
          take(2),
          toArray(),
        ),
    );
    const started = firstValueFrom(feed.stream(() => undefined, { vin: OTHER, first }));
    await started;
    await commit(OTHER, 1);
    await commit(VIN, 2, true);
    const seen = await fleet;
    expect(seen.map(({ data }) => data)).toEqual([
      {
        type: 'twin',
        vin: VIN,
        signals: { Signal1: expect.objectContaining({ value: 2 }) as unknown, Signal2: expect.anything() as unknown },
      },
      { type: 'twin', vin: OTHER, signals: { Signal1: expect.objectContaining({ value: 1 }) as unknown } },
    ]);
    await commit(VIN, 3);
    const events = await single;
    expect(events.map(({ type }) => type)).toEqual(['snapshot', 'twin', 'presence', 'twin']);
    expect(events[3]?.data).toMatchObject({ signals: { Signal2: { value: 3 } } });
    await feed.close();
  });

  it('does not go back when an old frame comes again, and says nothing twice', async () => {
    const feed = openFeed();
    const first = async (): Promise<MessageEvent> => ({ type: 'snapshot', data: {} });
    const seen: number[] = [];
    let start = () => {};
    const started = new Promise<void>((resolve) => (start = resolve));
    const done = new Promise<void>((resolve) => {
      const subscription = feed
        .stream((event) => event, { vin: OTHER, first })
        .subscribe(({ type, data }) => {
          if (type === 'snapshot') start();
          if (type !== 'twin') return;
          const { seq } = (data as { signals: Record<string, { seq: number }> }).signals.Signal1 ?? { seq: 0 };
          seen.push(seq);
          if (seq < 20) return;
          subscription.unsubscribe();
          resolve();
        });
    });
    await started;
    for (const seq of [10, 4, 10, 12, 11, 10, 20, 3]) {
      await commit(OTHER, seq);
      feed.wake();
    }
    await done;
    expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
    expect(seen.at(-1)).toBe(20);
    await feed.close();
  });
});
