import { PassThrough } from 'node:stream';
import { once } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import type { Region } from '@headway/contracts';
import { seededRandom } from '../random.js';
import { CarNetwork } from './car-network.js';
import { drawConditions } from './conditions.js';

const shanghai = { latitude: 31.2304, longitude: 121.4737 };
const frankfurt = { latitude: 50.1109, longitude: 8.6821 };
const region: Region = { id: 'x', name: 'X', url: 'http://127.0.0.1:1', ...shanghai, residency: 'cn' };

const networkWith = (inShadow: () => boolean, calls: string[] = []) => {
  const streams: PassThrough[] = [];
  const network = new CarNetwork({
    fetch: async (input) => {
      calls.push(String(input));
      return new Response('ok');
    },
    connect: () => {
      const stream = new PassThrough();
      streams.push(stream);
      return stream;
    },
    regions: [region],
    position: () => shanghai,
    inShadow,
    random: seededRandom(1),
  });
  return { network, streams, calls };
};

describe('the way from a car to a region', () => {
  it('takes longer the farther it is, never less than light needs', () => {
    const random = seededRandom(5);
    const mean = (to: typeof shanghai) => {
      const draws = Array.from({ length: 400 }, () => drawConditions(shanghai, to, random).roundTripMs);
      expect(Math.min(...draws)).toBeGreaterThan(to === frankfurt ? 90 : 27);
      return draws.reduce((a, b) => a + b) / draws.length;
    };
    expect(mean(shanghai)).toBeLessThan(45);
    expect(mean(frankfurt)).toBeGreaterThan(120);
    expect(mean(frankfurt)).toBeLessThan(230);
  });

  it('delays what goes through it', async () => {
    const { network, calls } = networkWith(() => false);
    const started = performance.now();
    await network.fetch('http://127.0.0.1:1/v1/health');
    expect(performance.now() - started).toBeGreaterThan(20);
    expect(calls).toEqual(['http://127.0.0.1:1/v1/health']);
  });

  it('is silent in a tunnel until the caller gives up', async () => {
    const { network, calls } = networkWith(() => true);
    await expect(network.fetch('http://127.0.0.1:1/', { signal: AbortSignal.timeout(60) })).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(calls).toEqual([]);
  });

  it('keeps back the answer that comes in a tunnel', async () => {
    let shadow = false;
    const { network, calls } = networkWith(() => shadow || calls.length > 0);
    const answer = network.fetch('http://127.0.0.1:1/', { signal: AbortSignal.timeout(120) });
    await expect(answer).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(calls).toHaveLength(1);
    shadow = true;
  });

  it('loses the broker at the entrance, and reaches it again behind the exit', async () => {
    let shadow = false;
    const { network, streams } = networkWith(() => shadow);
    const stream = network.connect();
    const lost = once(stream, 'error');
    shadow = true;
    network.update();
    await lost;
    const silent = network.connect();
    await once(silent, 'error');
    expect(streams).toHaveLength(1);
    shadow = false;
    network.update();
    network.connect();
    expect(streams).toHaveLength(2);
  });
});
