/** A place on the earth, degrees. */
export interface Position {
  latitude: number;
  longitude: number;
}

const EARTH_RADIUS_M = 6_371_008.8;
const rad = (degrees: number) => (degrees * Math.PI) / 180;
const deg = (radians: number) => (radians * 180) / Math.PI;

/** Great-circle distance in metres (haversine formula). */
export function distanceM(a: Position, b: Position): number {
  const h =
    Math.sin(rad(b.latitude - a.latitude) / 2) ** 2 +
    Math.cos(rad(a.latitude)) * Math.cos(rad(b.latitude)) * Math.sin(rad(b.longitude - a.longitude) / 2) ** 2;
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Initial bearing from `a` to `b`, degrees clockwise from north in [0, 360). */
export function bearing(a: Position, b: Position): number {
  const delta = rad(b.longitude - a.longitude);
  const y = Math.sin(delta) * Math.cos(rad(b.latitude));
  const x = Math.cos(rad(a.latitude)) * Math.sin(rad(b.latitude)) - Math.sin(rad(a.latitude)) * Math.cos(rad(b.latitude)) * Math.cos(delta);
  return (deg(Math.atan2(y, x)) + 360) % 360;
}

/** Where one is after `metres` on the great circle that leaves `from` at `heading` degrees. */
export function travel(from: Position, heading: number, metres: number): Position {
  const arc = metres / EARTH_RADIUS_M;
  const latitude = Math.asin(
    Math.sin(rad(from.latitude)) * Math.cos(arc) + Math.cos(rad(from.latitude)) * Math.sin(arc) * Math.cos(rad(heading)),
  );
  const longitude =
    rad(from.longitude) +
    Math.atan2(
      Math.sin(rad(heading)) * Math.sin(arc) * Math.cos(rad(from.latitude)),
      Math.cos(arc) - Math.sin(rad(from.latitude)) * Math.sin(latitude),
    );
  return { latitude: deg(latitude), longitude: ((deg(longitude) + 540) % 360) - 180 };
}

/** Difference of two headings in (-180, 180]. */
export const turn = (from: number, to: number): number => ((((to - from) % 360) + 540) % 360) - 180;
