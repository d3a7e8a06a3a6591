/**
 * The limits overlay: which actuators the assistant may touch at all, and within what bounds. Everything that is not here is
 * denied. It adds what VSS 6.0 leaves open (it gives HVAC temperature neither minimum nor maximum) and names the steps that
 * relative wishes mean.
 */
export interface Limit {
  /** Full VSS path with `*` for one segment or several. */
  path: string;
  datatype: 'boolean' | 'number' | 'string';
  /** VSS unit, lower case. */
  unit?: string;
  min?: number;
  max?: number;
  /** "Warmer", "louder" without an amount. */
  step?: number;
  /** "A bit". */
  small?: number;
  /** "A lot". */
  large?: number;
  /** How many levels the control has, for "level 2". */
  levels?: number;
  /** A bare number up to `levels` is a level, not a percentage: "fan to 3". */
  countsLevels?: boolean;
  /** What "on" without a level means. */
  usual?: number;
  /** Values lie on both sides of zero, which is the middle and not "off". */
  bothWays?: true;
  /** Finest step, in parts of the unit: 2 = halves, 10 = tenths. Whole units when absent. */
  perUnit?: number;
  /** Taken as the current value when the state does not say. */
  assumed?: number;
  /** Allowed strings; any text up to `maxLength` when absent. */
  allowed?: readonly string[];
  pattern?: RegExp;
  maxLength?: number;
}

const percent = (path: string, more: Partial<Limit> = {}): Limit => ({
  path,
  datatype: 'number',
  unit: 'percent',
  min: 0,
  max: 100,
  step: 20,
  small: 10,
  large: 40,
  levels: 5,
  assumed: 50,
  ...more,
});
const flag = (path: string): Limit => ({ path, datatype: 'boolean' });
const text = (path: string, maxLength: number): Limit => ({ path, datatype: 'string', maxLength });
const oneOf = (path: string, ...allowed: string[]): Limit => ({ path, datatype: 'string', allowed });
const opening = (path: string): Limit => percent(path, { small: 20, step: 100, large: 60, assumed: 0, levels: 10 });

const turning = (path: string): Limit => percent(path, { min: -100, bothWays: true, step: 15, small: 8, large: 40, assumed: 0 });
const memory = (path: string): Limit => ({ path, datatype: 'number', min: 1, max: 3, usual: 1 });

export const LIMITS: readonly Limit[] = [
  {
    path: 'Vehicle.Cabin.HVAC.Station.*.Temperature',
    datatype: 'number',
    unit: 'celsius',
    min: 16,
    max: 32,
    step: 2,
    small: 1,
    large: 4,
    perUnit: 2,
    assumed: 22,
  },
  percent('Vehicle.Cabin.HVAC.Station.*.FanSpeed', { assumed: 40, levels: 10, countsLevels: true }),
  oneOf('Vehicle.Cabin.HVAC.Station.*.AirDistribution', 'UP', 'MIDDLE', 'DOWN'),
  flag('Vehicle.Cabin.HVAC.IsAirConditioningActive'),
  flag('Vehicle.Cabin.HVAC.IsRecirculationActive'),
  flag('Vehicle.Cabin.HVAC.IsAutoModeActive'),
  flag('Vehicle.Cabin.HVAC.IsZoneSyncActive'),
  oneOf('Vehicle.Cabin.HVAC.Mode', 'COOL', 'HEAT', 'VENT', 'DRY'),
  flag('Vehicle.Cabin.HVAC.IsFrontDefrosterActive'),
  flag('Vehicle.Cabin.HVAC.IsRearDefrosterActive'),
  opening('Vehicle.Cabin.Door.*.Window.Position'),
  flag('Vehicle.Cabin.IsWindowChildLockEngaged'),
  { ...opening('Vehicle.Cabin.Sunroof.Position'), min: -100 },
  opening('Vehicle.Cabin.Sunroof.Shade.Position'),
  opening('Vehicle.Cabin.RearShade.Position'),
  percent('Vehicle.Cabin.Seat.*.HeatingCooling', {
    min: -100,
    step: 34,
    small: 33,
    large: 67,
    levels: 3,
    countsLevels: true,
    usual: 67,
    assumed: 0,
  }),
  percent('Vehicle.Cabin.Seat.*.Massage.Level', { step: 34, small: 33, large: 67, levels: 3, countsLevels: true, usual: 67, assumed: 0 }),
  percent('Vehicle.Chassis.SteeringWheel.HeatingCooling', {
    min: 0,
    step: 34,
    small: 33,
    large: 67,
    levels: 3,
    countsLevels: true,
    usual: 100,
    assumed: 0,
  }),
  { path: 'Vehicle.Cabin.Seat.*.Position', datatype: 'number', unit: 'mm', min: 0, max: 260, step: 40, small: 20, large: 80, assumed: 130 },
  { path: 'Vehicle.Cabin.Seat.*.Height', datatype: 'number', unit: 'mm', min: 0, max: 80, step: 15, small: 8, large: 30, assumed: 40 },
  {
    path: 'Vehicle.Cabin.Seat.*.Backrest.Recline',
    datatype: 'number',
    unit: 'degrees',
    min: 0,
    max: 60,
    step: 10,
    small: 5,
    large: 20,
    assumed: 20,
  },
  percent('Vehicle.Cabin.Seat.*.Backrest.LumbarSupport', { levels: 10 }),
  memory('Vehicle.Cabin.Seat.*.Memory.Recall'),
  memory('Vehicle.Cabin.Seat.*.Memory.Store'),
  flag('Vehicle.Cabin.Light.AmbientLight.*.IsLightOn'),
  { path: 'Vehicle.Cabin.Light.AmbientLight.*.Color', datatype: 'string', pattern: /^#[0-9A-F]{6}$/ },
  percent('Vehicle.Cabin.Light.AmbientLight.*.Intensity', { min: 1 }),
  flag('Vehicle.Cabin.Light.Spotlight.*.IsLightOn'),
  flag('Vehicle.Cabin.Light.IsDomeOn'),
  flag('Vehicle.Body.Lights.Beam.Low.IsOn'),
  flag('Vehicle.Body.Lights.Beam.High.IsOn'),
  flag('Vehicle.Body.Lights.Fog.*.IsOn'),
  flag('Vehicle.Body.Lights.Parking.IsOn'),
  flag('Vehicle.Body.Lights.Hazard.IsSignaling'),
  oneOf('Vehicle.Body.Lights.LightSwitch', 'AUTO'),
  percent('Vehicle.Cabin.Infotainment.Media.Volume', { step: 10, small: 5, large: 20, levels: 10, usual: 30, assumed: 30 }),
  oneOf('Vehicle.Cabin.Infotainment.Media.Action', 'STOP', 'PLAY', 'FAST_FORWARD', 'FAST_BACKWARD', 'SKIP_FORWARD', 'SKIP_BACKWARD'),
  oneOf('Vehicle.Cabin.Infotainment.Media.Played.Source', 'AM', 'FM', 'DAB', 'CD', 'AUX', 'USB', 'BLUETOOTH', 'INTERNET'),
  text('Vehicle.Cabin.Infotainment.Media.SearchText', 80),
  oneOf('Vehicle.Cabin.Infotainment.Media.PlayOrder', 'SEQUENCE', 'SHUFFLE', 'REPEAT_ONE', 'REPEAT_ALL'),
  flag('Vehicle.Cabin.Infotainment.Media.IsFavourite'),
  { path: 'Vehicle.Cabin.Infotainment.Media.Radio.Frequency', datatype: 'number', min: 87.5, max: 1710, perUnit: 10 },
  percent('Vehicle.Cabin.Infotainment.HMI.Brightness', { assumed: 60, levels: 10 }),
  oneOf('Vehicle.Cabin.Infotainment.HMI.DayNightMode', 'DAY', 'NIGHT'),
  flag('Vehicle.Cabin.Infotainment.HMI.IsScreenOn'),
  text('Vehicle.Cabin.Infotainment.Navigation.DestinationText', 120),
  text('Vehicle.Cabin.Infotainment.Navigation.ViaText', 120),
  oneOf('Vehicle.Cabin.Infotainment.Navigation.Avoid', 'TOLLS', 'MOTORWAYS', 'TRAFFIC', 'FERRIES'),
  oneOf('Vehicle.Cabin.Infotainment.Navigation.Prefer', 'FASTEST', 'SHORTEST', 'MOTORWAYS'),
  oneOf('Vehicle.Cabin.Infotainment.Navigation.Mute', 'MUTED', 'UNMUTED'),
  text('Vehicle.Cabin.Infotainment.Phone.DialText', 80),
  oneOf('Vehicle.Cabin.Infotainment.Phone.Action', 'ANSWER', 'HANG_UP', 'REDIAL'),
  oneOf('Vehicle.Powertrain.Transmission.PerformanceMode', 'NORMAL', 'SPORT', 'ECONOMY', 'SNOW', 'RAIN'),
  flag('Vehicle.Body.Trunk.Rear.IsOpen'),
  flag('Vehicle.Body.Trunk.Front.IsOpen'),
  flag('Vehicle.Cabin.Door.*.IsLocked'),
  flag('Vehicle.Powertrain.TractionBattery.Charging.ChargingPort.AnyPosition.IsFlapOpen'),
  flag('Vehicle.Powertrain.FuelSystem.IsFuelPortFlapOpen'),
  percent('Vehicle.Powertrain.TractionBattery.Charging.ChargeLimit', { min: 50, assumed: 80 }),
  flag('Vehicle.Body.Mirrors.*.IsFolded'),
  oneOf('Vehicle.Powertrain.TractionBattery.Charging.StartStopCharging', 'START', 'STOP'),
  flag('Vehicle.Body.Mirrors.*.IsHeatingOn'),
  turning('Vehicle.Body.Mirrors.*.Tilt'),
  turning('Vehicle.Body.Mirrors.*.Yaw'),
  oneOf('Vehicle.Body.Windshield.*.Wiping.Mode', 'OFF', 'SLOW', 'MEDIUM', 'FAST', 'INTERVAL', 'RAIN_SENSOR'),
  flag('Vehicle.Body.Windshield.*.Washer.IsActive'),
  flag('Vehicle.Cabin.Fragrance.IsOn'),
];

/** Whether `path` is one of the paths that a pattern with `*` stands for. */
export function pathMatches(pattern: string, path: string): boolean {
  const [head = '', tail] = pattern.split('*');
  if (tail === undefined) return path === pattern;
  return path.length > head.length + tail.length && path.startsWith(head) && path.endsWith(tail);
}

/** The limit of a path; undefined means that the assistant may not write it. */
export const findLimit = (path: string): Limit | undefined => LIMITS.find((limit) => pathMatches(limit.path, path));
