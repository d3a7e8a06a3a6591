import { describe, expect, it } from '@jest/globals';
import { murmur2, partitionOf } from './partition.js';

describe('murmur2', () => {
  // The test vectors of Kafka's Java client (UtilsTest.testMurmur2).
  it.each([
    ['21', -973932308],
    ['foobar', -790332482],
    ['a-little-bit-long-string', -985981536],
    ['a-little-bit-longer-string', -1486304829],
    ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
    ['abc', 479470107],
  ])('hashes %s as Kafka does', (text, expected) => {
    expect(murmur2(new TextEncoder().encode(text))).toBe(expected);
  });

  it('gives a partition within range for every key, the empty one too', () => {
    for (const key of ['', 'a', '车', 'LHEADWAY000000001']) {
      const partition = partitionOf(key, 12);
      expect(partition).toBeGreaterThanOrEqual(0);
      expect(partition).toBeLessThan(12);
    }
  });
});
