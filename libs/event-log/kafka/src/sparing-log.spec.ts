import { describe, expect, it } from '@jest/globals';
import { sparingLog } from './sparing-log.js';

describe('a sparing log', () => {
  function start() {
    const lines: [string, string, Record<string, unknown>][] = [];
    let nowMs = 0;
    const log = sparingLog(
      (...line) => lines.push(line),
      () => nowMs,
    );
    return { lines, log, pass: (ms: number) => (nowMs += ms) };
  }

  it('says the same once in half a minute, and then how often it was repeated', () => {
    const { lines, log, pass } = start();
    for (let i = 0; i < 300; i++, pass(100)) log('error', 'no broker', { broker: 'a' });
    log('error', 'no broker', { broker: 'a' });
    pass(30_000);
    log('error', 'no broker', { broker: 'a' });
    expect(lines).toEqual([
      ['error', 'no broker', { broker: 'a' }],
      ['error', 'no broker', { broker: 'a', repeated: 299 }],
      ['error', 'no broker', { broker: 'a' }],
    ]);
  });

  it('tells what is no failure each time', () => {
    const { lines, log } = start();
    for (const groupId of ['a', 'b']) log('info', 'joined', { groupId });
    expect(lines).toEqual([
      ['info', 'joined', { groupId: 'a' }],
      ['info', 'joined', { groupId: 'b' }],
    ]);
  });

  it('keeps apart what differs, and does not remember without end', () => {
    const { lines, log } = start();
    log('error', 'one', {});
    log('warn', 'one', {});
    for (let i = 0; i < 500; i++) log('error', `number ${i}`, {});
    log('error', 'one', {});
    expect(lines).toHaveLength(503);
  });
});
