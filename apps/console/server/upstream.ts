/** The services behind the console. */
export type Upstream = 'fleet' | 'learning' | 'rollouts';

const ROUTES: [RegExp, Upstream][] = [
  [/^\/v1\/vehicles\/[^/?]+\/model(\?|$)/, 'rollouts'],
  [/^\/v1\/(vehicles|registrations|completeness|regions|stream|turns|dead-letters|campaigns)([/:?]|$)/, 'fleet'],
  [/^\/v1\/(feedback|datasets|training-runs|learning)(\/|\?|$)/, 'learning'],
  [/^\/v1\/(models|rollouts|repository)(\/|\?|$)/, 'rollouts'],
];

/** Which service answers a path; undefined when none does. */
export const upstreamOf = (path: string): Upstream | undefined => ROUTES.find(([pattern]) => pattern.test(path))?.[1];
