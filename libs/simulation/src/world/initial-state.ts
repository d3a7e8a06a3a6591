import type { SignalValue } from '@headway/contracts';
import type { Random } from '../random.js';

const SEATS = ['Row1.DriverSide', 'Row1.PassengerSide', 'Row2.DriverSide', 'Row2.PassengerSide'];
const STATIONS = ['Row1.Driver', 'Row1.Passenger', 'Row2.Driver', 'Row2.Passenger'];

/** Every control and attribute of a parked car at the beginning of a day, by VSS path. */
export function initialState(random: Random): Map<string, SignalValue> {
  const state = new Map<string, SignalValue>();
  const put = (prefix: string, values: Record<string, SignalValue>) => {
    for (const [name, value] of Object.entries(values)) state.set(`Vehicle.${prefix}${name}`, value);
  };
  for (const seat of SEATS) putSeat(put, seat, random);
  const set = Math.round(random.between(20, 25) * 2) / 2;
  for (const station of STATIONS) {
    put(`Cabin.HVAC.Station.${station}.`, { Temperature: set, FanSpeed: station.startsWith('Row1') ? 40 : 20, AirDistribution: 'MIDDLE' });
  }
  put('Cabin.HVAC.', {
    IsAirConditioningActive: true,
    IsRecirculationActive: false,
    IsAutoModeActive: true,
    IsFrontDefrosterActive: false,
    IsRearDefrosterActive: false,
  });
  put('Cabin.', { IsWindowChildLockEngaged: false, 'RearShade.Position': 0, DriverPosition: 'LEFT', 'Fragrance.IsOn': false });
  put('Cabin.Sunroof.', { Position: 0, Switch: 'INACTIVE', 'Shade.Position': 100 });
  put('Cabin.Light.', { IsDomeOn: false });
  put('Cabin.Infotainment.', {
    'Media.Volume': Math.round(random.between(15, 45)),
    'Media.Action': 'PLAY',
    'Media.Played.Source': random.pick(['FM', 'BLUETOOTH', 'INTERNET']),
    'Media.SearchText': '',
    'HMI.Brightness': 60,
    'HMI.DayNightMode': 'DAY',
    'Navigation.Mute': 'UNMUTED',
    'Navigation.Volume': 50,
    'Navigation.DestinationText': '',
  });
  put('Body.Trunk.', { 'Front.IsOpen': false, 'Front.IsLocked': true, 'Rear.IsOpen': false, 'Rear.IsLocked': true });
  put('Body.Lights.', {
    'Beam.Low.IsOn': true,
    'Beam.High.IsOn': false,
    'Fog.Front.IsOn': false,
    'Fog.Rear.IsOn': false,
    'Parking.IsOn': false,
    'Hazard.IsSignaling': false,
    'DirectionIndicator.Left.IsSignaling': false,
    'DirectionIndicator.Right.IsSignaling': false,
    LightSwitch: 'AUTO',
  });
  for (const side of ['DriverSide', 'PassengerSide']) put(`Body.Mirrors.${side}.`, { IsFolded: false, IsHeatingOn: false });
  for (const end of ['Front', 'Rear']) put(`Body.Windshield.${end}.Wiping.`, { Mode: 'OFF' });
  put('Chassis.', { 'SteeringWheel.HeatingCooling': 0, 'ParkingBrake.IsEngaged': false });
  put('Powertrain.', {
    Type: 'ELECTRIC',
    'Transmission.SelectedGear': 127,
    'Transmission.PerformanceMode': 'NORMAL',
    'Transmission.IsParkLockEngaged': false,
    'TractionBattery.StateOfHealth': Math.round(random.between(88, 100)),
    'TractionBattery.Charging.ChargeLimit': 80,
    'TractionBattery.Charging.ChargingPort.AnyPosition.IsFlapOpen': false,
    'FuelSystem.IsFuelPortFlapOpen': false,
  });
  put('', { LowVoltageSystemState: 'ON', 'ADAS.CruiseControl.IsActive': false });
  return state;
}

function putSeat(put: (prefix: string, values: Record<string, SignalValue>) => void, seat: string, random: Random): void {
  const occupied = seat === 'Row1.DriverSide' || random.next() < 0.35;
  put(`Cabin.Door.${seat}.`, { IsOpen: false, IsLocked: true, 'Window.Position': 0 });
  put(`Cabin.Seat.${seat}.`, {
    IsBelted: occupied,
    OccupancyStatus: occupied ? 'OCCUPIED' : 'EMPTY',
    HeatingCooling: 0,
    'Massage.Level': 0,
    Position: Math.round(random.between(80, 180)),
    Height: Math.round(random.between(20, 60)),
    'Backrest.Recline': Math.round(random.between(15, 28)),
  });
  put(`Cabin.Light.AmbientLight.${seat}.`, { IsLightOn: false, Color: '#FFFFFF', Intensity: 50 });
  put(`Cabin.Light.Spotlight.${seat}.`, { IsLightOn: false });
}
