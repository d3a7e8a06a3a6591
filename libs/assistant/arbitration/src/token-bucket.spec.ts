import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { TokenBucket } from './token-bucket.js';

describe('TokenBucket', () => {
  it('never gives more than the burst and the share of what was earned', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 500 }), (wanted) => {
        const bucket = new TokenBucket(0.05, 2);
        let taken = 0;
        wanted.forEach((want, earned) => {
          bucket.earn();
          if (want && bucket.take()) taken += 1;
          expect(taken).toBeLessThanOrEqual(2 + 0.05 * (earned + 1) + 1e-6);
        });
      }),
    );
  });

  it('gives one more after every twentieth turn', () => {
    const bucket = new TokenBucket(0.05, 1);
    bucket.take();
    const given = Array.from({ length: 40 }, () => {
      bucket.earn();
      return bucket.take();
    });
    expect(given.flatMap((yes, i) => (yes ? [i + 1] : []))).toEqual([20, 40]);
  });
});
