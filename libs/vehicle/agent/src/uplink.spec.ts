import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Spool } from '@headway/telemetry/spool';
import { Garage } from './spec-support.js';
import { Uplink } from './uplink.js';

const BOOT = '018f0000-0000-7000-8000-000000000001';

let garage: Garage;
let spool: Spool;
let now: number;
let published: number;
let uplink: Uplink;

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'] });
  garage = new Garage();
  spool = garage.spool();
  now = 1_000_000;
  published = 0;
  uplink = new Uplink({
    boot: BOOT,
    catalogue: '',
    spool,
    clock: () => now,
    random: () => 0,
    publish: (_channel, _payload, { confirmed }) => {
      published++;
      confirmed();
    },
    reconnectJitterMs: 0,
  });
});
afterEach(async () => {
  jest.useRealTimers();
  uplink.stop();
  await garage.close();
});

const send = () => uplink.sendTelemetry(now, [{ signal: 1, offsetsMs: [0], values: [1] }]);

/** How often frames go out again in the next seconds, looked at every second as the agent does. */
function repeatedWithin(seconds: number): number {
  const before = published;
  for (let second = 0; second < seconds; second++) {
    now += 1_000;
    uplink.tick();
  }
  return published - before;
}

describe('frames that nobody acknowledges', () => {
  it('are repeated soon while the platform has not answered on this connection: the broker may have had nobody to give them to', () => {
    uplink.connected();
    jest.advanceTimersByTime(1);
    send();
    expect(published).toBe(1);
    expect(repeatedWithin(2)).toBe(1);
  });

  it('are given more time once it has answered, and again less after the next connection', () => {
    uplink.connected();
    jest.advanceTimersByTime(1);
    send();
    uplink.onAck({ boot: BOOT, stream: 0, ranges: [[1, 1]] });
    send();
    expect(repeatedWithin(9)).toBe(0);
    expect(repeatedWithin(2)).toBe(1);
    uplink.disconnected();
    uplink.connected();
    jest.advanceTimersByTime(1);
    expect(repeatedWithin(2)).toBe(1);
  });

  it('are repeated less and less often while the platform is away', () => {
    uplink.connected();
    jest.advanceTimersByTime(1);
    send();
    expect(repeatedWithin(60)).toBeLessThanOrEqual(6);
  });
});
