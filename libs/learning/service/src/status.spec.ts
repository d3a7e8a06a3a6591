import { describe, expect, it } from '@jest/globals';
import type { TrainingRun } from '@headway/contracts';
import { stageOf } from './status.js';

const run = (state: TrainingRun['state']) => ({ state, updatedAt: 100 });

describe('the stage of the loop', () => {
  it('begins with collecting, and is reviewable once there is a cluster', () => {
    expect(stageOf(undefined, 0, 0)).toBe('collecting');
    expect(stageOf(undefined, 2, 50)).toBe('reviewable');
  });

  it.each(['queued', 'training', 'evaluating'] as const)('is training while a run is %s, whatever else there is', (state) => {
    expect(stageOf(run(state), 3, 500)).toBe('training');
  });

  it('is gated until a passed model is registered, and after a rejection', () => {
    expect(stageOf(run('passed'), 3, 500)).toBe('gated');
    expect(stageOf(run('rejected'), 0, 0)).toBe('gated');
  });

  it('is registered until drivers have taught something newer', () => {
    expect(stageOf(run('registered'), 3, 99)).toBe('registered');
    expect(stageOf(run('registered'), 3, 101)).toBe('reviewable');
  });

  it('falls back to what there is to review after a run that came to nothing', () => {
    expect(stageOf(run('cancelled'), 1, 50)).toBe('reviewable');
    expect(stageOf(run('failed'), 0, 0)).toBe('collecting');
  });
});
