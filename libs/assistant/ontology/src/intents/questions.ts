import type { Bilingual, IntentDefinition } from '../intent.js';

const question = (id: string, targets: string[], description: Bilingual): IntentDefinition => ({
  id: `question.${id}`,
  description,
  risk: 'information',
  targets,
  effect: { kind: 'answer' },
  speech: description,
});

const WHEELS = ['Row1.Wheel.Left', 'Row1.Wheel.Right', 'Row2.Wheel.Left', 'Row2.Wheel.Right'];
const DOORS = ['Row1.DriverSide', 'Row1.PassengerSide', 'Row2.DriverSide', 'Row2.PassengerSide'];

/** What the driver may ask about the car; `answers.ts` words the answers. */
export const QUESTIONS: readonly IntentDefinition[] = [
  question('range', ['Vehicle.Powertrain.Range'], { zh: '续航还有多少', en: 'how far the car can still drive' }),
  question('energy', ['Vehicle.Powertrain.TractionBattery.StateOfCharge.Displayed', 'Vehicle.Powertrain.FuelSystem.RelativeLevel'], {
    zh: '还剩多少电或油',
    en: 'how much charge or fuel is left',
  }),
  question(
    'tyres',
    WHEELS.map((wheel) => `Vehicle.Chassis.Axle.${wheel}.Tire.Pressure`),
    { zh: '胎压多少', en: 'the tyre pressure' },
  ),
  question('speed', ['Vehicle.Speed'], { zh: '现在车速多少', en: 'the current speed' }),
  question('outside', ['Vehicle.Exterior.AirTemperature'], { zh: '车外温度', en: 'the temperature outside' }),
  question('inside', ['Vehicle.Cabin.HVAC.AmbientAirTemperature'], { zh: '车内温度', en: 'the temperature inside' }),
  question('odometer', ['Vehicle.TraveledDistance'], { zh: '总里程', en: 'the odometer reading' }),
  question(
    'doors',
    DOORS.map((door) => `Vehicle.Cabin.Door.${door}.IsOpen`),
    { zh: '车门关好没有', en: 'whether the doors are closed' },
  ),
];
