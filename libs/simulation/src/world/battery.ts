const AIR_DENSITY = 1.2;
const GRAVITY = 9.81;
/** Wheel to battery, driving and recuperating. */
const DRIVE_EFFICIENCY = 0.88;
const RECUPERATION_EFFICIENCY = 0.68;
const STRONGEST_RECUPERATION_W = 60_000;
/** Computers, lights, pumps. */
const BASE_LOAD_W = 450;
const CHARGING_W = 110_000;
const CHARGE_BELOW_PERCENT = 12;
const J_PER_KWH = 3_600_000;

/** What a car is made like. */
export interface CarBody {
  massKg: number;
  /** Drag coefficient times frontal area, m². */
  dragM2: number;
  rollingResistance: number;
  batteryKwh: number;
}

/**
 * Force on the wheels times speed, W: m·a·v + ½·ρ·cA·v³ + c_rr·m·g·v (longitudinal dynamics on the flat). Negative while braking.
 */
export function wheelPowerW(body: CarBody, speedMps: number, accelerationMps2: number): number {
  const inertia = body.massKg * accelerationMps2;
  const drag = 0.5 * AIR_DENSITY * body.dragM2 * speedMps ** 2;
  const rolling = speedMps > 0 ? body.rollingResistance * body.massKg * GRAVITY : 0;
  return (inertia + drag + rolling) * speedMps;
}

/** A traction battery that gives and takes the car's power. */
export class Battery {
  /** Power out of the battery, W; negative while it is charged. */
  powerW = 0;
  celsius: number;
  isCharging = false;
  #energyJ: number;
  readonly #capacityJ: number;
  readonly #body: CarBody;

  constructor(body: CarBody, percent: number, celsius: number) {
    this.#body = body;
    this.#capacityJ = body.batteryKwh * J_PER_KWH;
    this.#energyJ = (this.#capacityJ * percent) / 100;
    this.celsius = celsius;
  }

  get percent(): number {
    return (this.#energyJ / this.#capacityJ) * 100;
  }

  /** Terminal voltage: open circuit by charge, less what the inner resistance takes. */
  get voltage(): number {
    const open = 330 + 0.8 * this.percent;
    return open - (0.06 * this.powerW) / open;
  }

  get wantsCharge(): boolean {
    return this.percent < CHARGE_BELOW_PERCENT;
  }

  /** Draws wheel power and auxiliaries for `seconds`. A standing car with an empty battery is charged up to the limit. */
  step(
    seconds: number,
    { wheelW, auxiliaryW, standing, limitPercent }: { wheelW: number; auxiliaryW: number; standing: boolean; limitPercent: number },
  ): void {
    if (standing && this.wantsCharge) this.isCharging = true;
    if (!standing || this.percent >= limitPercent) this.isCharging = false;
    const drive = wheelW >= 0 ? wheelW / DRIVE_EFFICIENCY : Math.max(wheelW * RECUPERATION_EFFICIENCY, -STRONGEST_RECUPERATION_W);
    this.powerW = this.isCharging ? BASE_LOAD_W + auxiliaryW - CHARGING_W : drive + BASE_LOAD_W + auxiliaryW;
    this.#energyJ = Math.min(this.#capacityJ, Math.max(0, this.#energyJ - this.powerW * seconds));
    const heating = Math.abs(this.powerW) * 0.03;
    this.celsius += ((heating / 40 + 18 - this.celsius) / 3600) * seconds;
  }

  /** Distance left at the usual consumption, metres. */
  rangeM(): number {
    // Mixed traffic: about 18 kWh/100 km for a car of 1.9 t.
    const usualJPerM = this.#body.massKg * 0.28 + this.#body.dragM2 * 200;
    return this.#energyJ / usualJPerM;
  }
}
