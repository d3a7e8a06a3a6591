import { describe, expect, it } from '@jest/globals';
import { upstreamOf } from './upstream.js';

describe('the console in front of the services', () => {
  it.each([
    ['/v1/vehicles?limit=5', 'fleet'],
    ['/v1/vehicles/LHEADWAY000000001', 'fleet'],
    ['/v1/vehicles/LHEADWAY000000001/stream', 'fleet'],
    ['/v1/vehicles/LHEADWAY000000001/model', 'rollouts'],
    ['/v1/registrations', 'fleet'],
    ['/v1/campaigns', 'fleet'],
    ['/v1/campaigns:dryRun', 'fleet'],
    ['/v1/dead-letters/3-17/redrive', 'fleet'],
    ['/v1/feedback/clusters', 'learning'],
    ['/v1/learning/status', 'learning'],
    ['/v1/models/7/artifact', 'rollouts'],
    ['/v1/rollouts/1/approve', 'rollouts'],
    ['/v1/modelsX', undefined],
    ['/v1/secrets', undefined],
    ['/v1/../metrics', undefined],
  ] as const)('sends %s to %s', (path, service) => {
    expect(upstreamOf(path)).toBe(service);
  });
});
