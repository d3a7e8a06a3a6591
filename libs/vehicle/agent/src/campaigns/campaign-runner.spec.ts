import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Campaign } from '@headway/contracts';
import { parseCatalogue } from '@headway/signals';
import { Garage, IDS, Platform } from '../spec-support.js';
import { StateBus } from '../state-bus.js';

const SPEED = 'Vehicle.Speed';
const catalogue = parseCatalogue({ Vehicle: { type: 'branch', children: { Speed: { type: 'sensor', datatype: 'float' } } } });

const campaignOf = (change: Partial<Campaign> = {}): Campaign => ({
  id: 'fast',
  revision: 1,
  name: 'Fast',
  purpose: 'test',
  priority: 5,
  signals: [{ path: SPEED, minPeriodMs: 50 }],
  trigger: { kind: 'condition', expression: `${SPEED} > 100.0`, mode: 'rising-edge', minIntervalMs: 1000 },
  preMs: 0,
  postMs: 0,
  expiresAt: Date.now() + 86_400_000,
  bytesPerDay: 100_000,
  ...change,
});

let platform: Platform;
let garage: Garage;
let bus: StateBus;
const stops: (() => Promise<void>)[] = [];

beforeEach(async () => {
  platform = await Platform.start();
  garage = new Garage();
  bus = new StateBus({ [SPEED]: 0 });
});
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  await platform.close();
  await garage.close();
});

function start(spool = garage.spool()) {
  const folder = join(garage.folder, 'campaigns');
  const agent = garage.agent({ connect: platform.connect, bus, spool, campaigns: { signals: { catalogue, ids: IDS }, folder } });
  agent.start();
  stops.push(() => agent.stop());
  return agent;
}
const reports = () => platform.events('campaigns.active');
const reported = (count: number) => platform.until(() => reports().length >= count);
const collected = () => platform.frames.filter(({ campaign }) => campaign !== undefined);
const online = () => platform.until(() => platform.presence.length > 0);

describe('a vehicle with campaigns', () => {
  it('says what is active, and sends what a trigger collects', async () => {
    start();
    await online();
    platform.send('campaign', { revision: 7, campaigns: [campaignOf()] });
    await reported(1);
    expect(reports()).toMatchObject([{ revision: 7, active: [{ id: 'fast', revision: 1, state: 'active' }] }]);
    bus.write({ [SPEED]: 130 });
    await platform.until(() => collected().length > 0);
    expect(collected()).toMatchObject([{ campaign: 'fast@1', stream: 0, columns: [{ signal: 1, offsetsMs: [0], values: [130] }] }]);
  });

  it.each([
    [0, 'bulk'],
    [2, 'bulk'],
    [3, 'normal'],
    [6, 'normal'],
    [7, 'high'],
    [9, 'high'],
  ])('keeps what a campaign of priority %i has collected as %s', async (priority, spoolClass) => {
    platform.acking = false;
    const spool = garage.spool();
    start(spool);
    await online();
    platform.send('campaign', { revision: 7, campaigns: [campaignOf({ priority })] });
    await reported(1);
    bus.write({ [SPEED]: 130 });
    await platform.until(() => collected().length > 0);
    expect([...spool.pending()].filter(({ stream }) => stream === 0).map((frame) => frame.priority)).toEqual([spoolClass]);
  });

  it('refuses what it cannot run and runs the rest', async () => {
    start();
    await online();
    const unknown = campaignOf({ id: 'unknown', signals: [{ path: 'Vehicle.Wings', minPeriodMs: 1000 }] });
    const campaigns = [unknown, campaignOf(), { id: 'half' }, campaignOf({ bytesPerDay: 5000 })];
    platform.send('campaign', { revision: 8, campaigns });
    await reported(1);
    expect(reports()[0]?.active).toMatchObject([
      { id: 'fast', state: 'active' },
      { id: 'unknown', state: 'refused', reason: expect.stringMatching(/unknown-signal.*Vehicle\.Wings/) as unknown },
      { id: 'half', state: 'refused' },
      { id: 'fast', state: 'refused', reason: expect.stringMatching(/twice/) as unknown },
    ]);
  });

  it('keeps the set in force when a broken one comes', async () => {
    start();
    await online();
    platform.send('campaign', { revision: 7, campaigns: [campaignOf()] });
    await reported(1);
    platform.send('campaign', { revision: 8, campaigns: 'all of them' });
    await reported(2);
    expect(reports()[1]).toMatchObject({ revision: 7, active: [{ id: 'fast', state: 'active' }], broken: { revision: 8 } });
    bus.write({ [SPEED]: 130 });
    await platform.until(() => collected().length > 0);
  });

  it('goes on after a restart, and ends what was removed', async () => {
    const first = start();
    await online();
    platform.send('campaign', { revision: 7, campaigns: [campaignOf()] });
    await reported(1);
    await first.stop();
    const second = start();
    await reported(2);
    expect(reports()[1]).toMatchObject({ revision: 7, active: [{ id: 'fast', state: 'active' }] });
    await platform.until(() => platform.events('boot.started').length === 2 && second.status.online);
    platform.send('campaign', { revision: 9, campaigns: [] });
    await reported(3);
    expect(reports()[2]).toMatchObject({ revision: 9, active: [] });
  });

  it('does not give a budget back by a restart', async () => {
    const byTime = campaignOf({ trigger: { kind: 'time', everyMs: 1000 }, bytesPerDay: 1000, signals: [{ path: SPEED, minPeriodMs: 50 }] });
    const first = start();
    await online();
    const folder = join(garage.folder, 'campaigns');
    platform.send('campaign', { revision: 7, campaigns: [byTime] });
    await reported(1);
    await platform.until(() => collected().length > 0);
    await first.stop();
    const { body } = JSON.parse(readFileSync(join(folder, 'spent.json'), 'utf8')) as { body: string };
    const [spent] = Object.values(JSON.parse(body) as Record<string, Record<string, number>>);
    expect(spent?.['fast']).toBeGreaterThan(40);
    expect(spent?.['fast']).toBeLessThan(1000);
  });

  it('does not trust a set that was changed on the disk', async () => {
    const first = start();
    await online();
    platform.send('campaign', { revision: 7, campaigns: [campaignOf()] });
    await reported(1);
    await first.stop();
    const file = join(garage.folder, 'campaigns', 'set.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('100.0', '999.0'));
    const second = start();
    await platform.until(() => platform.events('boot.started').length === 2 && second.status.online);
    platform.send('campaign', { revision: 7, campaigns: [campaignOf({ revision: 2 })] });
    await reported(2);
    expect(reports()[1]).toMatchObject({ active: [{ id: 'fast', revision: 2 }] });
  });
});
