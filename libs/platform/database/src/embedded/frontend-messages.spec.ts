import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FrontendMessages, type FrontendUnit } from './frontend-messages.js';

const startup = Buffer.from([0, 0, 0, 9, 0, 3, 0, 0, 0]);
const sslRequest = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);

function message(type: string, body = ''): Buffer {
  const bytes = Buffer.from(`${type}0000${body}`, 'latin1');
  bytes.writeInt32BE(bytes.length - 1, 1);
  return bytes;
}

const units = (chunks: Buffer[]) => {
  const messages = new FrontendMessages();
  return chunks.flatMap((chunk): FrontendUnit[] => [...messages.push(chunk)]);
};

describe('the cutting of a client’s bytes', () => {
  it('keeps an extended query together with its Sync, however the bytes arrive', () => {
    const query = Buffer.concat(['P', 'B', 'D', 'E', 'S'].map((type) => message(type, 'body')));
    const all = Buffer.concat([sslRequest, startup, message('p', 'secret\0'), query, message('Q', 'SELECT 1\0'), query, message('X')]);
    const expected: FrontendUnit[] = [
      { kind: 'encryption-request' },
      { kind: 'startup' },
      { kind: 'password', password: 'secret' },
      { kind: 'messages', bytes: query },
      { kind: 'messages', bytes: message('Q', 'SELECT 1\0') },
      { kind: 'messages', bytes: query },
    ];
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: all.length - 1 })).map((at) => at.sort((a, b) => a - b));
    fc.assert(
      fc.property(cuts, (at) => {
        const chunks = [0, ...at].map((from, index) => all.subarray(from, at[index] ?? all.length));
        expect(units(chunks).slice(0, 6)).toEqual(expected);
      }),
    );
  });

  it('refuses other protocols and impossible lengths', () => {
    expect(() => units([Buffer.from('GET / HTTP/1.1\r\n\r\n')])).toThrow(/not valid/);
    expect(() => units([Buffer.from([0, 0, 0, 8, 0, 2, 0, 0])])).toThrow(/not spoken/);
    expect(() => units([startup, Buffer.from([0x51, 0, 0, 0, 1])])).toThrow(/not valid/);
  });
});
