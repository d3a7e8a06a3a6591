import { describe, expect, it } from '@jest/globals';
import type { Language, SignalValue } from '@headway/contracts';
import { labelFromManualAction } from './manual-action.js';

function label(utterance: string, path: string, value: SignalValue, before?: SignalValue) {
  const language: Language = /\p{Script=Han}/u.test(utterance) ? 'zh' : 'en';
  const frame = labelFromManualAction({ utterance, language, path, value, before });
  return (
    frame && {
      intent: frame.intent,
      slots: Object.fromEntries(frame.slots.map(({ name, start, end }) => [name, utterance.slice(start, end)])),
    }
  );
}

const TEMPERATURE = 'Vehicle.Cabin.HVAC.Station.Row1.Driver.Temperature';
const WINDOW = 'Vehicle.Cabin.Door.Row1.DriverSide.Window.Position';
const PASSENGER_WINDOW = 'Vehicle.Cabin.Door.Row1.PassengerSide.Window.Position';

describe('labelFromManualAction', () => {
  it.each([
    ['来点香味', 'Vehicle.Cabin.Fragrance.IsOn', true, false, 'fragrance.on', {}],
    ['turn that smell off', 'Vehicle.Cabin.Fragrance.IsOn', false, true, 'fragrance.off', {}],
    ['好闷啊', WINDOW, 100, 0, 'window.open', {}],
    ['好闷啊', WINDOW, 45, 0, 'window.open', {}],
    ['风太大了关上', WINDOW, 0, 100, 'window.close', {}],
    ['把副驾那个弄下来', PASSENGER_WINDOW, 100, 0, 'window.open', { zone: '副驾' }],
    ['冻死了', TEMPERATURE, 25, 21, 'climate.temperature.up', {}],
    ['给我整到二十六度', TEMPERATURE, 26, 21, 'climate.temperature.set', { value: '二十六度', zone: '我' }],
    ['make it 19 degrees', TEMPERATURE, 19, 24, 'climate.temperature.set', { value: '19 degrees' }],
    ['弄成蓝色', 'Vehicle.Cabin.Light.AmbientLight.Row1.DriverSide.Color', '#0000FF', '#FF0000', 'light.ambient.color', { color: '蓝色' }],
  ] as const)('%s and then %s = %s', (utterance, path, value, before, intent, slots) => {
    expect(label(utterance, path, value, before)).toEqual({ intent, slots });
  });

  it('has nothing to say about controls the ontology does not have', () => {
    expect(label('hello', 'Vehicle.Chassis.ParkingBrake.IsEngaged', true)).toBeUndefined();
  });
});
