/** Heat capacity of air, trim and seats, J/K. */
const CAPACITY_J_PER_K = 90_000;
/** Heat through body and glass, W/K; windows and sunroof let far more through. */
const CLOSED_W_PER_K = 55;
const OPEN_W_PER_K = 450;
const SUN_W = 500;
const PEOPLE_W = 110;
const STRONGEST_HEATING_W = 5000;
const STRONGEST_COOLING_W = 4500;
/** Thermal power a kelvin of difference calls for. */
const CONTROL_W_PER_K = 900;
const COEFFICIENT_OF_PERFORMANCE = 2.4;
const FAN_W = 250;

/** What the climate control is set to and what the surroundings are like. */
export interface CabinInputs {
  outsideCelsius: number;
  /** 0 closed to 1 wide open, all openings together. */
  openness: number;
  /** 0 night to 1 full sun. */
  sun: number;
  setCelsius: number;
  /** 0 to 1. */
  fan: number;
  coolingAllowed: boolean;
  recirculating: boolean;
}

/** The air in the cabin: one thermal mass with losses, sun, people and a climate control (first order). */
export class Cabin {
  /** Electrical power of heating, cooling and fan, W. */
  loadW = 0;

  constructor(public celsius: number) {}

  step(seconds: number, inputs: CabinInputs): void {
    const exchange = (CLOSED_W_PER_K + OPEN_W_PER_K * inputs.openness) * (inputs.recirculating ? 0.85 : 1);
    const thermal = this.#climateW(inputs);
    const gains = SUN_W * inputs.sun + PEOPLE_W + thermal;
    // The exact solution of C·dT/dt = gains − exchange·(T − outside) for constant inputs, stable for any step.
    const settled = inputs.outsideCelsius + gains / exchange;
    this.celsius = settled + (this.celsius - settled) * Math.exp((-exchange * seconds) / CAPACITY_J_PER_K);
    this.loadW = Math.abs(thermal) / COEFFICIENT_OF_PERFORMANCE + FAN_W * inputs.fan ** 2;
  }

  #climateW({ setCelsius, fan, coolingAllowed }: CabinInputs): number {
    const wanted = (setCelsius - this.celsius) * CONTROL_W_PER_K;
    if (wanted >= 0) return Math.min(wanted, STRONGEST_HEATING_W * fan);
    return coolingAllowed ? Math.max(wanted, -STRONGEST_COOLING_W * fan) : 0;
  }
}
