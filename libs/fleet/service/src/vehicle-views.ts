import type { SignalValue, TwinSignal, VehicleSummary, VehicleTwin } from '@headway/contracts';
import { findVehicle, readTwin, type VehicleRow } from '@headway/fleet/store';
import { AppError } from '@headway/platform/errors';
import type { Catalogue, SignalIds } from '@headway/signals';
import type { DataSource } from 'typeorm';

const LATITUDE = 'Vehicle.CurrentLocation.Latitude';
const LONGITUDE = 'Vehicle.CurrentLocation.Longitude';
const SPEED = 'Vehicle.Speed';

interface Sample {
  signal: number;
  value: SignalValue;
  atMs: number;
  boot: string;
  seq: number;
}

/** How vehicles look from outside: by VSS paths and units. */
export class VehicleViews {
  /** Ids of the signals that a summary shows. */
  readonly summarySignals: number[];
  private readonly ids: { latitude: number; longitude: number; speed: number };

  constructor(private readonly signals: { catalogue: Catalogue; ids: SignalIds }) {
    const idOf = (path: string) => signals.ids.idOf(path) ?? 0;
    this.ids = { latitude: idOf(LATITUDE), longitude: idOf(LONGITUDE), speed: idOf(SPEED) };
    this.summarySignals = Object.values(this.ids).filter((id) => id > 0);
  }

  summaryOf({ values, ...row }: VehicleRow): VehicleSummary {
    const number = (id: number) => (typeof values[id] === 'number' ? values[id] : null);
    const [latitude, longitude] = [number(this.ids.latitude), number(this.ids.longitude)];
    return { ...row, position: latitude === null || longitude === null ? null : { latitude, longitude }, speedKmh: number(this.ids.speed) };
  }

  /** A sample under its path; undefined when our catalogue has no name for it. */
  signalOf({ signal, value, atMs, boot, seq }: Sample): [path: string, signal: TwinSignal] | undefined {
    const path = this.signals.ids.pathOf(signal);
    if (path === undefined) return undefined;
    return [path, { value, unit: this.signals.catalogue.get(path)?.unit ?? null, at: atMs, boot, seq }];
  }

  /**
   * A vehicle with every signal of its twin.
   * @throws AppError `not-found`
   */
  async twinOf(dataSource: DataSource, vin: string): Promise<VehicleTwin> {
    const row = await findVehicle(dataSource, vin, this.summarySignals);
    if (!row) throw new AppError('not-found', `no vehicle ${vin} has ever been heard of`);
    const samples = await readTwin(dataSource, vin);
    const signals = Object.fromEntries(samples.map((sample) => this.signalOf(sample)).filter((entry) => entry !== undefined));
    return { ...this.summaryOf(row), signals };
  }
}
