import { describe, expect, it } from '@jest/globals';
import type { Region, RegionHealth } from '@headway/contracts';
import { VirtualClock } from '@headway/testing';
import { Prober } from './prober.js';
import { RegionChoice } from './region-choice.js';
import { type RegionClient, RegionError } from './region-client.js';

const region: Region = { id: 'one', name: 'One', url: 'http://127.0.0.1:1', latitude: 0, longitude: 0, residency: 'cn' };
const healthy: RegionHealth = { region: 'one', status: 'ready', modelVersion: '1', modelDigest: 'a', queued: 0, p95Ms: 5, served: 0 };

function setUp() {
  const clock = new VirtualClock();
  const random = () => 0.5;
  const choice = new RegionChoice({ regions: [region], random });
  const state = { up: true, probes: [] as number[] };
  const client: RegionClient = {
    ask: () => Promise.reject(new RegionError('failed', 'not asked here')),
    health: async () => {
      state.probes.push(clock.nowMs());
      if (!state.up) throw new RegionError('unreachable', 'down');
      return healthy;
    },
  };
  return { clock, choice, state, prober: new Prober({ clock, random, client, choice }) };
}

describe('Prober', () => {
  it('asks at intervals, and stops', async () => {
    const { clock, state, prober } = setUp();
    prober.start();
    await clock.advance(25_000);
    expect(state.probes).toEqual([5_000, 15_000, 25_000]);
    prober.stop();
    expect(clock.pending).toBe(0);
  });

  it('finds out that a region is gone, leaves it alone a while, and brings it back', async () => {
    const { clock, choice, state, prober } = setUp();
    prober.start();
    state.up = false;
    await clock.advance(30_000);
    expect(choice.ranked(clock.nowMs())).toEqual([]);
    const failed = state.probes.length;
    state.up = true;
    await clock.advance(20_000);
    expect(choice.ranked(clock.nowMs())).toEqual([region]);
    expect(failed).toBeLessThan(10);
    prober.stop();
  });
});
