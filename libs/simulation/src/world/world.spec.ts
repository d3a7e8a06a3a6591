import { beforeEach, describe, expect, it } from '@jest/globals';
import { validateValue } from '@headway/signals';
import { loadBuiltInSignals } from '@headway/signals/loader';
import { seededRandom } from '../random.js';
import { wheelPowerW } from './battery.js';
import { Cabin } from './cabin.js';
import { loadRoutes, Route } from './route.js';
import { World } from './world.js';

const { catalogue, ids } = loadBuiltInSignals();
const plans = loadRoutes();
const body = { massKg: 1900, dragM2: 0.62, rollingResistance: 0.009, batteryKwh: 75 };
const worldOf = (seed: number) => {
  const random = seededRandom(seed);
  return new World({ catalogue, route: new Route(random.pick(plans), random.fork('route')), random, body });
};
const WINDOW = 'Vehicle.Cabin.Door.Row1.DriverSide.Window.Position';

let world: World;
beforeEach(() => {
  world = worldOf(7);
});

describe('a world', () => {
  it('only says what the catalogue allows, with a wire id for all of it', () => {
    for (let seed = 1; seed <= 8; seed += 1) {
      const driven = worldOf(seed);
      for (let t = 0; t < 400; t += 1) driven.step(1);
      for (const [path, value] of Object.entries(driven.state())) {
        const signal = catalogue.get(path);
        expect(signal && ids.idOf(path)).toBeDefined();
        if (signal) expect([path, value, validateValue(signal, value)]).toEqual([path, value, { ok: true }]);
      }
    }
  });

  it('is the same for the same seed', () => {
    const [a, b] = [worldOf(3), worldOf(3)];
    for (let t = 0; t < 100; t += 1) {
      a.step(0.25);
      b.step(0.25);
    }
    expect(a.state()).toEqual(b.state());
    expect(worldOf(4).state()).not.toEqual(worldOf(5).state());
  });

  it('pays for its motion with energy, at a rate that real cars have', () => {
    const before = world.battery.percent;
    const from = world.motion.distanceM;
    for (let t = 0; t < 1800; t += 1) world.step(1);
    const km = (world.motion.distanceM - from) / 1000;
    const kwhPer100Km = (((before - world.battery.percent) / 100) * body.batteryKwh * 100) / km;
    expect(km).toBeGreaterThan(8);
    expect(kwhPer100Km).toBeGreaterThan(8);
    expect(kwhPer100Km).toBeLessThan(32);
  });

  it('moves a window in its time and says where it is', async () => {
    const arrived = world.actuate(WINDOW, 100);
    const seen: unknown[] = [];
    for (let t = 0; t < 24; t += 1) {
      world.step(0.25);
      seen.push(world.read(WINDOW));
    }
    await expect(arrived).resolves.toBe(100);
    expect(seen.filter((value) => typeof value === 'number' && value > 0 && value < 100).length).toBeGreaterThan(8);
  });

  it('lets a control change its mind on the way', async () => {
    const first = world.actuate(WINDOW, 100);
    world.step(1);
    const second = world.actuate(WINDOW, 0);
    await expect(first).resolves.toBeLessThan(100);
    for (let t = 0; t < 10; t += 1) world.step(0.5);
    await expect(second).resolves.toBe(0);
  });

  it('refuses what is no control or no value of it', async () => {
    await expect(world.actuate('Vehicle.Speed', 10)).rejects.toThrow('no control');
    await expect(world.actuate('Vehicle.Brakes', 10)).rejects.toThrow('no control');
    await expect(world.actuate('Vehicle.Powertrain.Transmission.PerformanceMode', 'WARP')).rejects.toThrow();
  });

  it('tells of hands on its controls', () => {
    const seen: unknown[] = [];
    const stop = world.onHand((movement) => seen.push(movement));
    world.moveByHand('Vehicle.Cabin.Fragrance.IsOn', true);
    stop();
    world.moveByHand('Vehicle.Cabin.Fragrance.IsOn', false);
    expect(seen).toEqual([{ path: 'Vehicle.Cabin.Fragrance.IsOn', before: false, value: true }]);
  });

  it('comes out of the tunnel when it is parked', () => {
    world.park();
    for (let t = 0; t < 60; t += 1) world.step(1);
    expect(world.read('Vehicle.Speed')).toBe(0);
    expect(world.read('Vehicle.Powertrain.Transmission.SelectedGear')).toBe(126);
    expect(world.shadow).toBeUndefined();
  });
});

describe('the cabin', () => {
  const inputs = { outsideCelsius: 35, openness: 0, sun: 0.8, setCelsius: 22, fan: 0.6, coolingAllowed: true, recirculating: false };
  const settled = (changes: Partial<typeof inputs>) => {
    const cabin = new Cabin(40);
    for (let t = 0; t < 3600; t += 1) cabin.step(1, { ...inputs, ...changes });
    return cabin.celsius;
  };
  it('is cooled to about the set temperature, and not without the compressor or with open windows', () => {
    expect(Math.abs(settled({}) - 22)).toBeLessThan(2.5);
    expect(settled({ coolingAllowed: false })).toBeGreaterThan(38);
    expect(settled({ openness: 1 })).toBeGreaterThan(settled({}) + 2);
  });

  it('does not depend on how time is cut', () => {
    const [fine, coarse] = [new Cabin(30), new Cabin(30)];
    const off = { ...inputs, fan: 0 };
    for (let t = 0; t < 600; t += 1) fine.step(1, off);
    coarse.step(600, off);
    expect(fine.celsius).toBeCloseTo(coarse.celsius, 6);
  });
});

it('the wheels give power back under braking', () => {
  expect(wheelPowerW(body, 20, 0)).toBeGreaterThan(3000);
  expect(wheelPowerW(body, 20, -2)).toBeLessThan(-60_000);
});
