import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addExtensions } from './extensions.js';

const NOW_MS = 1_795_000_000_000;
const record = () => ({
  topic: 't',
  key: 'k',
  value: new Uint8Array(),
  headers: { ce_id: 'ours', 'content-type': 'x' } as Record<string, string>,
});

function headersAfter(userProperties: [string, string][], messageExpiryS?: number): Record<string, string> {
  const one = record();
  addExtensions([one], { userProperties, ...(messageExpiryS === undefined ? {} : { messageExpiryS }) }, NOW_MS);
  return one.headers;
}

describe('what an MQTT 5 publisher adds to its records', () => {
  it('carries a trace on, and when the message expires', () => {
    expect(headersAfter([['traceparent', '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01']], 60)).toEqual({
      ce_traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      ce_expirytime: new Date(NOW_MS + 60_000).toISOString(),
      ce_id: 'ours',
      'content-type': 'x',
    });
  });

  it('never replaces what we say, and leaves out what no attribute may be', () => {
    const refused: [string, string][] = [
      ['id', 'theirs'],
      ['seq', '1'],
      ['Upper', 'x'],
      ['with-dash', 'x'],
      ['a'.repeat(21), 'x'],
      ['long', 'x'.repeat(513)],
      ['control', 'a\nb'],
      ['', 'x'],
    ];
    expect(headersAfter([...refused, ['colour', 'first'], ['colour', 'second']])).toEqual({ ...record().headers, ce_colour: 'first' });
  });

  it('stays small whatever is sent', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string({ maxLength: 30 }), fc.string({ maxLength: 600 })), { maxLength: 60 }), (properties) => {
        const headers = headersAfter(properties);
        expect(headers).toMatchObject(record().headers);
        expect(Object.keys(headers).length).toBeLessThanOrEqual(2 + 16);
        for (const [name, value] of Object.entries(headers)) expect(name.length + value.length).toBeLessThan(600);
      }),
    );
  });
});
