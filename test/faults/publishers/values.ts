import type { SignalValue } from '@headway/contracts';
import type { Random } from '@headway/simulation';

/** The signal that every frame has. */
export const CHARTED = 'Vehicle.Speed';
const DISTANCE = 'Vehicle.TraveledDistance';
const LATITUDE = 'Vehicle.CurrentLocation.Latitude';
const LONGITUDE = 'Vehicle.CurrentLocation.Longitude';

/** What a frame says: speed always, the rest now and then, so that a twin is put together from several frames. */
export function valuesAt(made: number, random: Random): Record<string, SignalValue> {
  const values: Record<string, SignalValue> = { [CHARTED]: Math.round(random.between(0, 1200)) / 10 };
  if (random.next() < 0.5) values[DISTANCE] = made;
  if (random.next() < 0.3) {
    values[LATITUDE] = Math.round(random.between(22, 40) * 1e5) / 1e5;
    values[LONGITUDE] = Math.round(random.between(100, 121) * 1e5) / 1e5;
  }
  return values;
}
