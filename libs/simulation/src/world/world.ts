import type { SignalValue, VehicleState } from '@headway/contracts';
import { AppError } from '@headway/platform/errors';
import { type Catalogue, fitValue, validateValue } from '@headway/signals';
import type { HandMovement, VehicleBus } from '@headway/vehicle/agent';
import type { Random } from '../random.js';
import { Actuators } from './actuators.js';
import { Battery, type CarBody, wheelPowerW } from './battery.js';
import { Cabin } from './cabin.js';
import { type Position, turn } from './geometry.js';
import { initialState } from './initial-state.js';
import { Motion } from './motion.js';
import type { Route, Shadow } from './route.js';

interface WorldOptions {
  catalogue: Catalogue;
  route: Route;
  random: Random;
  body: CarBody;
}

const DRIVE = 127;
const GEAR_PARK = 126;
const MPS_TO_KMH = 3.6;
const STEERING_RATIO = 14;
const WHEELBASE_M = 2.9;
const STRONGEST_YAW_DPS = 22;
const WHEEL_RADIUS_M = 0.34;
const GEAR_REDUCTION = 9;
const WINDOWS = /^Vehicle\.Cabin\.(Door\..*\.Window|Sunroof)\.Position$/;
const WHEELS = ['Row1.Wheel.Left', 'Row1.Wheel.Right', 'Row2.Wheel.Left', 'Row2.Wheel.Right'];
/** Distance without a shadow ahead of a car that starts. */
const CLEAR_M = 800;
const COLD_PRESSURE_KPA = 240;
const ATMOSPHERE_KPA = 101.3;

/** Everything outside a car's software: the road, the physics, the controls and the hands on them. All values by VSS path. */
export class World implements VehicleBus {
  readonly motion: Motion;
  readonly battery: Battery;
  readonly cabin: Cabin;
  readonly route: Route;
  readonly #values: Map<string, SignalValue>;
  readonly #actuators: Actuators;
  readonly #catalogue: Catalogue;
  readonly #body: CarBody;
  readonly #openings: string[];
  readonly #hands = new Set<(movement: HandMovement) => void>();
  readonly #odometerM: number;
  readonly #outsideCelsius: number;
  readonly #sun: number;
  readonly #startedM: number;
  #heading: number;
  #tyreCelsius: number;
  #tripS = 0;
  #parked = false;

  constructor({ catalogue, route, random, body }: WorldOptions) {
    this.#catalogue = catalogue;
    this.#body = body;
    this.route = route;
    this.#values = initialState(random.fork('cabin'));
    this.#actuators = new Actuators(this.#values);
    this.#openings = [...this.#values.keys()].filter((path) => WINDOWS.test(path));
    const style = { pace: random.between(0.88, 1.05), accelerationMps2: random.between(1.2, 2.2), brakingMps2: random.between(1.3, 2.2) };
    this.#startedM = clearStart(route, random);
    this.motion = new Motion(route, style, this.#startedM);
    this.#outsideCelsius = route.outsideCelsius + random.between(-2, 2);
    this.#sun = random.between(0.1, 0.9);
    this.#odometerM = Math.round(random.between(2e6, 9e7));
    this.battery = new Battery(body, random.between(35, 92), 20);
    this.cabin = new Cabin(this.#outsideCelsius + random.between(0, 6));
    this.#tyreCelsius = this.#outsideCelsius;
    this.#heading = route.heading(this.#startedM);
    this.#publish(0);
  }

  /** Lets `seconds` pass. */
  step(seconds: number): void {
    this.#actuators.step(seconds);
    this.motion.step(seconds, this.#parked || this.battery.wantsCharge || this.battery.isCharging);
    const { speedMps, accelerationMps2 } = this.motion;
    this.cabin.step(seconds, this.#cabinInputs());
    this.battery.step(seconds, {
      wheelW: wheelPowerW(this.#body, speedMps, accelerationMps2),
      auxiliaryW: this.cabin.loadW,
      standing: speedMps === 0,
      limitPercent: Number(this.#values.get('Vehicle.Powertrain.TractionBattery.Charging.ChargeLimit') ?? 80),
    });
    const tyreGoal = this.#outsideCelsius + 0.22 * speedMps * MPS_TO_KMH;
    this.#tyreCelsius += (tyreGoal - this.#tyreCelsius) * (1 - Math.exp(-seconds / 600));
    this.#tripS += seconds;
    this.#publish(seconds);
  }

  /** Brings the car to a stand, in radio contact, for good. */
  park(): void {
    this.#parked = true;
  }

  get position(): Position {
    return this.route.position(this.motion.distanceM);
  }

  /** Why there is no radio now. */
  get shadow(): Shadow | undefined {
    return this.#parked ? undefined : this.route.shadow(this.motion.distanceM);
  }

  read(path: string): SignalValue | undefined {
    return this.#values.get(path);
  }

  state(): VehicleState {
    return Object.fromEntries(this.#values);
  }

  async actuate(path: string, value: SignalValue): Promise<SignalValue> {
    const signal = this.#catalogue.get(path);
    if (signal?.kind !== 'actuator') throw new AppError('unknown-signal', `${path} is no control of this car`);
    const check = validateValue(signal, fitValue(signal, value));
    if (!check.ok) throw new AppError('invalid-request', check.message);
    return this.#actuators.move(path, fitValue(signal, value));
  }

  /** The driver moves a control. */
  moveByHand(path: string, value: SignalValue): void {
    const before = this.#values.get(path);
    void this.#actuators.move(path, value);
    for (const listener of this.#hands) listener({ path, value, ...(before === undefined ? {} : { before }) });
  }

  onHand(listener: (movement: HandMovement) => void): () => void {
    this.#hands.add(listener);
    return () => this.#hands.delete(listener);
  }

  #cabinInputs() {
    const station = 'Vehicle.Cabin.HVAC.Station.Row1.Driver';
    const opening = this.#openings.reduce((sum, path) => sum + Math.abs(Number(this.#values.get(path) ?? 0)), 0);
    return {
      outsideCelsius: this.#outsideCelsius,
      openness: Math.min(1, opening / 300),
      sun: this.shadow === 'tunnel' ? 0 : this.#sun,
      setCelsius: Number(this.#values.get(`${station}.Temperature`) ?? 22),
      fan: Number(this.#values.get(`${station}.FanSpeed`) ?? 40) / 100,
      coolingAllowed: this.#values.get('Vehicle.Cabin.HVAC.IsAirConditioningActive') === true,
      recirculating: this.#values.get('Vehicle.Cabin.HVAC.IsRecirculationActive') === true,
    };
  }

  /** Writes what the sensors say, in the catalogue's types and ranges. */
  #publish(seconds: number): void {
    const yaw = this.#steer(seconds);
    this.#write({ ...this.#drive(yaw), ...this.#power(), ...this.#surroundings() });
    const tyreKpa = ((COLD_PRESSURE_KPA + ATMOSPHERE_KPA) * (this.#tyreCelsius + 273.15)) / 293.15 - ATMOSPHERE_KPA;
    for (const [i, wheel] of WHEELS.entries()) {
      this.#write({
        [`Chassis.Axle.${wheel}.Tire.Pressure`]: tyreKpa - i * 2,
        [`Chassis.Axle.${wheel}.Tire.Temperature`]: round(this.#tyreCelsius, 1),
      });
    }
  }

  /** The nose follows the road, no faster than a car can turn. Returns the yaw rate, degrees a second. */
  #steer(seconds: number): number {
    if (seconds === 0 || this.motion.speedMps < 0.5) return 0;
    const wanted = turn(this.#heading, this.route.heading(this.motion.distanceM)) / seconds;
    const yaw = Math.max(-STRONGEST_YAW_DPS, Math.min(STRONGEST_YAW_DPS, wanted));
    this.#heading = (this.#heading + yaw * seconds + 360) % 360;
    return yaw;
  }

  #drive(yaw: number): Record<string, SignalValue> {
    const { speedMps, accelerationMps2, distanceM } = this.motion;
    const { latitude, longitude } = this.position;
    const steering = speedMps < 0.5 ? 0 : (Math.atan(((yaw * Math.PI) / 180) * (WHEELBASE_M / speedMps)) * 180 * STEERING_RATIO) / Math.PI;
    const driven = distanceM - this.#startedM;
    return {
      Speed: round(speedMps * MPS_TO_KMH, 2),
      IsMoving: speedMps > 0.1,
      TraveledDistance: this.#odometerM + driven,
      TraveledDistanceSinceStart: driven,
      TripDuration: round(this.#tripS, 1),
      'CurrentLocation.Latitude': round(latitude, 6),
      'CurrentLocation.Longitude': round(longitude, 6),
      'CurrentLocation.Heading': round(this.#heading, 1) % 360,
      'CurrentLocation.HorizontalAccuracy': this.shadow ? 30 : 2,
      'Acceleration.Longitudinal': round(accelerationMps2, 2),
      'Acceleration.Lateral': round((speedMps * yaw * Math.PI) / 180, 2),
      'AngularVelocity.Yaw': round(yaw, 2),
      'Chassis.SteeringWheel.Angle': Math.max(-540, Math.min(540, steering)),
      'Chassis.Accelerator.PedalPosition': Math.max(0, Math.min(100, accelerationMps2 * 30 + speedMps)),
      'Chassis.Brake.PedalPosition': Math.max(0, Math.min(100, -accelerationMps2 * 22)),
      'Powertrain.Transmission.CurrentGear': speedMps > 0.1 ? 1 : 0,
      'Powertrain.Transmission.SelectedGear': this.#parked && speedMps === 0 ? GEAR_PARK : DRIVE,
    };
  }

  #power(): Record<string, SignalValue> {
    const { battery, motion } = this;
    const wheelW = wheelPowerW(this.#body, motion.speedMps, motion.accelerationMps2);
    const motorRpm = ((motion.speedMps * 60) / (2 * Math.PI * WHEEL_RADIUS_M)) * GEAR_REDUCTION;
    const torqueNm = motion.speedMps > 0.5 ? (wheelW / motion.speedMps) * (WHEEL_RADIUS_M / GEAR_REDUCTION) : 0;
    const soc = battery.percent;
    return {
      'Powertrain.TractionBattery.StateOfCharge.Current': round(soc, 2),
      'Powertrain.TractionBattery.StateOfCharge.Displayed': Math.round(soc),
      'Powertrain.TractionBattery.CurrentVoltage': round(battery.voltage, 1),
      'Powertrain.TractionBattery.CurrentCurrent': round(-battery.powerW / battery.voltage, 1),
      'Powertrain.TractionBattery.CurrentPower': Math.round(-battery.powerW),
      'Powertrain.TractionBattery.Temperature.Average': round(battery.celsius, 1),
      'Powertrain.TractionBattery.Range': battery.rangeM(),
      'Powertrain.TractionBattery.Charging.IsCharging': battery.isCharging,
      'Powertrain.TractionBattery.Charging.ChargingPort.AnyPosition.IsChargingCableConnected': battery.isCharging,
      'Powertrain.Range': battery.rangeM(),
      'Powertrain.ElectricMotor.Speed': Math.round(motorRpm),
      'Powertrain.ElectricMotor.Torque': torqueNm,
      'Powertrain.ElectricMotor.Power': wheelW / 1000,
      'Powertrain.ElectricMotor.Temperature': round(40 + Math.min(60, Math.abs(battery.powerW) / 2500), 0),
      'LowVoltageBattery.CurrentVoltage': 13.6,
    };
  }

  #surroundings(): Record<string, SignalValue> {
    return {
      'Exterior.AirTemperature': round(this.#outsideCelsius, 1),
      'Exterior.LightIntensity': Math.round((this.shadow === 'tunnel' ? 0.05 : this.#sun) * 100),
      'Cabin.HVAC.AmbientAirTemperature': round(this.cabin.celsius, 1),
    };
  }

  #write(values: Record<string, SignalValue>): void {
    for (const [name, value] of Object.entries(values)) {
      const path = `Vehicle.${name}`;
      const signal = this.#catalogue.get(path);
      if (signal) this.#values.set(path, fitValue(signal, value));
    }
  }
}

/** A place from which there is radio for a while. */
function clearStart(route: Route, random: Random): number {
  const start = random.between(0, route.lengthM);
  const ahead = Array.from({ length: CLEAR_M / 100 }, (_, i) => route.shadow(start + i * 100));
  return ahead.every((shadow) => shadow === undefined) ? start : clearStart(route, random);
}

function round(value: number, digits: number): number {
  const scale = 10 ** digits;
  return Math.round(value * scale) / scale;
}
