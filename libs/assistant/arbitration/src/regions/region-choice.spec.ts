import { describe, expect, it } from '@jest/globals';
import type { Region, RegionHealth } from '@headway/contracts';
import { RegionChoice } from './region-choice.js';
import { RegionError } from './region-client.js';

const region = (id: string, longitude: number, residency = 'cn'): Region => ({
  id,
  name: id,
  url: 'http://127.0.0.1:1',
  latitude: 31,
  longitude,
  residency,
});
const near = region('near', 121);
const far = region('far', 104);
const abroad = region('abroad', 120, 'eu');
const random = () => 0.5;
const choice = (options: Partial<ConstructorParameters<typeof RegionChoice>[0]> = {}) =>
  new RegionChoice({ regions: [far, near, abroad], residency: 'cn', position: { latitude: 31.2, longitude: 121.5 }, random, ...options });
const ids = (of: RegionChoice, nowMs: number, digest?: string) => of.ranked(nowMs, digest).map(({ id }) => id);
const report = (change: Partial<RegionHealth>): RegionHealth => ({
  region: 'near',
  status: 'ready',
  modelVersion: '1',
  modelDigest: 'a',
  queued: 0,
  p95Ms: 5,
  served: 1,
  ...change,
});
const fail = (of: RegionChoice, which: Region, nowMs: number, kind: ConstructorParameters<typeof RegionError>[0] = 'unreachable') =>
  of.failed(which, { error: new RegionError(kind, 'no'), elapsedMs: 300, nowMs });

describe('RegionChoice', () => {
  it('begins with the nearest region that residency allows', () => {
    expect(ids(choice(), 0)).toEqual(['near', 'far']);
    expect(ids(choice({ residency: undefined, position: { latitude: 31, longitude: 119 } }), 0)).toEqual(['abroad', 'near', 'far']);
  });

  it('follows what was measured, once the difference is clear', () => {
    const of = choice();
    expect(ids(of, 0)[0]).toBe('near');
    for (let i = 0; i < 10; i += 1) {
      of.succeeded(near, 90, i);
      of.succeeded(far, 85, i);
    }
    expect(ids(of, 10)[0]).toBe('near');
    for (let i = 0; i < 1000; i += 1) of.succeeded(far, 40, 1_000);
    expect(ids(of, 1_000)[0]).toBe('far');
  });

  it('returns to what distance promises when its knowledge has gone stale', () => {
    const of = choice();
    for (let i = 0; i < 10; i += 1) of.succeeded(near, 200, 0);
    expect(ids(of, 0)[0]).toBe('far');
    expect(ids(of, 30 * 60_000)[0]).toBe('near');
  });

  it('counts a queue as distance', () => {
    const of = choice();
    of.reported(near, { report: report({ queued: 40, p95Ms: 10 }), elapsedMs: 20, nowMs: 0 });
    expect(ids(of, 0)).toEqual(['far', 'near']);
  });

  it('leaves out a region that fails three times in a row until a probe has proven it, each time for longer', () => {
    const of = choice();
    for (let i = 0; i < 2; i += 1) fail(of, near, 0);
    expect(ids(of, 0)).toContain('near');
    fail(of, near, 0);
    expect(ids(of, 0)).toEqual(['far']);
    expect(of.mayBeProbed(near, 1_999)).toBe(false);
    expect(of.mayBeProbed(near, 2_000)).toBe(true);
    expect(ids(of, 10_000)).toEqual(['far']);
    fail(of, near, 10_000);
    expect(of.mayBeProbed(near, 13_999)).toBe(false);
    of.reported(near, { report: report({}), elapsedMs: 20, nowMs: 14_000 });
    expect(ids(of, 14_000)).toContain('near');
  });

  it('pauses an overloaded region as long as it asked, without ejecting it', () => {
    const of = choice();
    of.failed(near, { error: new RegionError('overloaded', 'later', { retryAfterMs: 3_000 }), elapsedMs: 5, nowMs: 0 });
    expect(ids(of, 2_999)).toEqual(['far']);
    expect(ids(of, 3_000)).toContain('near');
  });

  it('does not blame a region for a budget that was too short for anybody', () => {
    const of = choice();
    for (let i = 0; i < 5; i += 1) of.failed(near, { error: new RegionError('late', 'late'), elapsedMs: 10, nowMs: 0 });
    expect(ids(of, 0)[0]).toBe('near');
  });

  it('asks only regions that serve the wanted model, or have not said', () => {
    const of = choice();
    of.reported(near, { report: report({ modelDigest: 'old' }), elapsedMs: 20, nowMs: 0 });
    expect(ids(of, 0, 'new')).toEqual(['far']);
    expect(ids(of, 0, 'old')).toEqual(['near', 'far']);
  });

  it('does not use a region that says it drains', () => {
    const of = choice();
    of.reported(near, { report: report({ status: 'draining' }), elapsedMs: 20, nowMs: 0 });
    expect(ids(of, 0)).toEqual(['far']);
  });
});
