import { describe, expect, it } from '@jest/globals';
import type { Action } from '@headway/contracts';
import { checkAction, checkWrite, checkWriteInCar, STATE_UNKNOWN } from './guardrails.js';

const action = (more: Partial<Action>): Action => ({
  intent: 'climate.temperature.set',
  path: 'Vehicle.Cabin.HVAC.Station.Row1.Driver.Temperature',
  value: 23,
  unit: 'celsius',
  confidence: 0.9,
  risk: 'comfort',
  status: 'ready',
  clause: [0, 4],
  ...more,
});

const tailgate = (more: Partial<Action> = {}) =>
  action({ intent: 'tailgate.open', path: 'Vehicle.Body.Trunk.Rear.IsOpen', value: true, unit: undefined, risk: 'security', ...more });

describe('checkAction', () => {
  it.each([
    ['allow-list', { path: 'Vehicle.Chassis.ParkingBrake.IsEngaged' }],
    ['intent', { intent: 'window.open' }],
    ['intent', { intent: 'no.such.intent' }],
    ['type', { value: 'warm' }],
    ['type', { value: undefined }],
    ['type', { value: Number.NaN }],
    ['unit', { unit: 'fahrenheit' }],
    ['range', { value: 45 }],
  ])('refuses by %s', (rule, more) => {
    expect(checkAction(action(more), { 'Vehicle.Speed': 0 })).toMatchObject({ status: 'refused', rule });
  });

  it('refuses text and choices outside their lists', () => {
    const media = { intent: 'media.play', path: 'Vehicle.Cabin.Infotainment.Media.Action', unit: undefined };
    expect(checkAction(action({ ...media, value: 'EXPLODE' }), {})).toMatchObject({ rule: 'range' });
    const place = { intent: 'navigation.to', path: 'Vehicle.Cabin.Infotainment.Navigation.DestinationText', unit: undefined };
    expect(checkAction(action({ ...place, value: 'x'.repeat(121) }), {})).toMatchObject({ rule: 'range' });
    expect(checkAction(action({ ...place, value: '家' }), {})).toMatchObject({ status: 'ready' });
  });

  it('a confirmation lifts the question, never a refusal', () => {
    expect(checkAction(tailgate(), { 'Vehicle.Speed': 0 }, { confirmed: true }).status).toBe('ready');
    expect(checkAction(tailgate(), { 'Vehicle.Speed': 80 }, { confirmed: true })).toMatchObject({
      status: 'refused',
      rule: 'standing-only.openings',
    });
  });

  it('asks when the speed is unknown, and the car decides anew with its own', () => {
    const fromCloud = checkAction(
      action({ intent: 'mirror.fold.on', path: 'Vehicle.Body.Mirrors.DriverSide.IsFolded', value: true, unit: undefined }),
      {},
    );
    expect(fromCloud).toMatchObject({ status: 'needs-confirmation', rule: STATE_UNKNOWN });
    const inCar = checkAction(fromCloud, { 'Vehicle.Speed': 0 });
    expect(inCar.status).toBe('ready');
    expect(inCar.rule).toBeUndefined();
    expect(checkAction(fromCloud, { 'Vehicle.Speed': 60 }).status).toBe('refused');
  });

  it('lets a stricter verdict stand', () => {
    const doubtful = action({ status: 'needs-confirmation', rule: 'confidence' });
    expect(checkAction(doubtful, {})).toMatchObject({ status: 'needs-confirmation', rule: 'confidence' });
    expect(checkAction(action({ status: 'refused', rule: 'standing-only.openings' }), {}).status).toBe('refused');
  });

  it('takes the risk from the ontology, not from the message', () => {
    expect(checkAction(tailgate({ risk: 'comfort' }), { 'Vehicle.Speed': 0 }).risk).toBe('security');
  });

  it('asks before opening windows at high speed', () => {
    const window = action({
      intent: 'window.open',
      path: 'Vehicle.Cabin.Door.Row1.DriverSide.Window.Position',
      value: 100,
      unit: 'percent',
    });
    expect(checkAction(window, { 'Vehicle.Speed': 60 }).status).toBe('ready');
    expect(checkAction(window, { 'Vehicle.Speed': 130 })).toMatchObject({ status: 'needs-confirmation', rule: 'high-speed.openings' });
  });
});

describe('a write from afar', () => {
  const unlock = { path: 'Vehicle.Cabin.Door.Row1.DriverSide.IsLocked', value: false };
  const window = { path: 'Vehicle.Cabin.Door.Row1.DriverSide.Window.Position', value: 100 };

  it.each([
    ['allow-list', { path: 'Vehicle.Chassis.ParkingBrake.IsEngaged', value: false }],
    ['type', { ...window, value: 'open' }],
    ['range', { ...window, value: 101 }],
    ['type', { ...window, value: Number.NaN }],
  ])('is refused by %s in cloud and car', (rule, write) => {
    expect(checkWrite(write)).toEqual({ status: 'refused', rule });
    expect(checkWriteInCar(write, { 'Vehicle.Speed': 0 })).toEqual({ status: 'refused', rule });
  });

  it('has to be confirmed where the cockpit would ask, and the car then goes by how it moves', () => {
    expect(checkWrite(unlock)).toEqual({ status: 'needs-confirmation', rule: 'confirm.unlock' });
    expect(checkWriteInCar(unlock, { 'Vehicle.Speed': 0 })).toEqual({ status: 'ready' });
    expect(checkWriteInCar(unlock, { 'Vehicle.Speed': 50 })).toEqual({ status: 'refused', rule: 'standing-only.unlock' });
    expect(checkWriteInCar(unlock, {})).toEqual({ status: 'refused', rule: STATE_UNKNOWN });
  });

  it('is refused where the driver would be asked, since nobody asks the driver', () => {
    expect(checkWrite(window)).toEqual({ status: 'ready' });
    expect(checkWriteInCar(window, { 'Vehicle.Speed': 60 })).toEqual({ status: 'ready' });
    expect(checkWriteInCar(window, { 'Vehicle.Speed': 130 })).toEqual({ status: 'refused', rule: 'high-speed.openings' });
  });
});
