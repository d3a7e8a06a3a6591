import { ackSchema } from '@headway/contracts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AckPublisher, joinRanges } from './ack-publisher.js';

const boot = '0190a5c2-5b7e-7c3a-9d4e-2f6b8a1c0d3e';
const header = (seq: number, stream: 0 | 1 = 0) => ({ boot, stream, seq, startTimeMs: 0, catalogue: '' });

describe('joinRanges', () => {
  it('names every sequence once, and no other, in ranges that do not touch', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 })), (sequences) => {
        const ranges = joinRanges([...sequences]);
        const named = ranges.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, index) => from + index));
        expect(named).toEqual([...new Set(sequences)].sort((a, b) => a - b));
        for (let index = 1; index < ranges.length; index++) expect(ranges[index]?.[0]).toBeGreaterThan((ranges[index - 1]?.[1] ?? 0) + 1);
      }),
    );
  });
});

describe('AckPublisher', () => {
  it('sends one message a stream with what was committed meanwhile', () => {
    const sent: [string, string][] = [];
    const acks = new AckPublisher((topic, payload) => sent.push([topic, payload]));
    for (const seq of [3, 1, 2, 7]) acks.add('LHEADWAY000000001', header(seq));
    acks.add('LHEADWAY000000001', header(1, 1));
    acks.flush();
    expect(sent.map(([topic, payload]) => [topic, ackSchema.parse(JSON.parse(payload))])).toEqual([
      [
        'headway/v1/LHEADWAY000000001/down/ack',
        {
          boot,
          stream: 0,
          ranges: [
            [1, 3],
            [7, 7],
          ],
        },
      ],
      ['headway/v1/LHEADWAY000000001/down/ack', { boot, stream: 1, ranges: [[1, 1]] }],
    ]);
  });

  it('splits an acknowledgement that would be too long', () => {
    const sent: string[] = [];
    const acks = new AckPublisher((_topic, payload) => sent.push(payload));
    for (let seq = 1; seq <= 5_000; seq += 2) acks.add('LHEADWAY000000001', header(seq));
    acks.flush();
    const ranges = sent.flatMap((payload) => ackSchema.parse(JSON.parse(payload)).ranges);
    expect(sent).toHaveLength(3);
    expect(ranges).toHaveLength(2_500);
  });
});
