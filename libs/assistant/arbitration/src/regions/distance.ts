import type { Region } from '@headway/contracts';

const EARTH_RADIUS_KM = 6371;
/** Light in fibre covers 200 km a millisecond; routes are about twice the great circle, and there and back. */
const KM_PER_ROUND_TRIP_MS = 50;
/** Radio access and service before any distance. */
const BASE_MS = 40;

export interface Position {
  latitude: number;
  longitude: number;
}

const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Great-circle distance in kilometres (haversine formula). */
export function distanceKm(a: Position, b: Position): number {
  const dLatitude = radians(b.latitude - a.latitude);
  const dLongitude = radians(b.longitude - a.longitude);
  const h = Math.sin(dLatitude / 2) ** 2 + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(dLongitude / 2) ** 2;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Milliseconds a round trip with service is expected to take before anything was measured. */
export const expectedRoundTripMs = (from: Position | undefined, region: Region): number =>
  BASE_MS + (from ? distanceKm(from, region) / KM_PER_ROUND_TRIP_MS : 0);
