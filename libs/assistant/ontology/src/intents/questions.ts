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
const NAVIGATION = 'Vehicle.Cabin.Infotainment.Navigation';
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
  question(
    'windows',
    DOORS.map((door) => `Vehicle.Cabin.Door.${door}.Window.Position`),
    { zh: '车窗关好没有', en: 'whether the windows are closed' },
  ),
  question('faults', ['Vehicle.OBD.Status.IsMILOn', 'Vehicle.OBD.Status.DTCCount'], {
    zh: '车有没有故障',
    en: 'whether anything is wrong with the car',
  }),
  question('service', ['Vehicle.Service.DistanceToService'], { zh: '离保养还有多远', en: 'how far it is to the next service' }),
  question('charging', ['Vehicle.Powertrain.TractionBattery.Charging.TimeToComplete'], {
    zh: '还要充多久电',
    en: 'how long charging still takes',
  }),
  question('consumption', ['Vehicle.Powertrain.TractionBattery.CurrentPower', 'Vehicle.Powertrain.FuelSystem.InstantConsumption'], {
    zh: '现在的能耗或油耗',
    en: 'the present consumption',
  }),
  question('arrival', [`${NAVIGATION}.TimeToDestination`, `${NAVIGATION}.DistanceToDestination`], {
    zh: '还有多久多远到目的地',
    en: 'how long and how far it still is',
  }),
  question('traffic', [`${NAVIGATION}.TrafficDelay`], { zh: '前面堵不堵', en: 'what the traffic ahead is like' }),
  question('weather', ['Vehicle.Cabin.Infotainment.Weather.Summary'], { zh: '天气怎么样', en: 'what the weather is like' }),
  question('song', ['Vehicle.Cabin.Infotainment.Media.Played.Track', 'Vehicle.Cabin.Infotainment.Media.Played.Artist'], {
    zh: '现在放的是什么',
    en: 'what is playing',
  }),
];
