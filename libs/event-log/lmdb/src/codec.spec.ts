import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DamagedRecordError, decodeRecord, encodeRecord, encodeRecordKey, offsetOfKey } from './codec.js';

describe('the stored form of a record', () => {
  it('gives back any record', () => {
    const headers = fc.dictionary(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), { noNullPrototype: true });
    const any = fc.record({ key: fc.string({ unit: 'binary' }), value: fc.uint8Array({ maxLength: 300 }), headers });
    fc.assert(
      fc.property(any, fc.nat(), fc.maxSafeNat(), (record, timestampMs, offset) => {
        const decoded = decodeRecord(offset, encodeRecord(record, timestampMs));
        expect({ ...decoded, value: new Uint8Array(decoded.value) }).toEqual({ ...record, timestampMs, offset: BigInt(offset) });
      }),
    );
  });

  it('tells a record in which any byte has changed', () => {
    const bytes = encodeRecord({ key: 'VIN', value: Buffer.from('content'), headers: { ce_type: 't' } }, 1_795_000_000_000);
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] as number) ^ 0x10;
      expect(() => decodeRecord(0, changed)).toThrow(DamagedRecordError);
    }
    for (let end = 0; end < bytes.length; end++) expect(() => decodeRecord(0, bytes.subarray(0, end))).toThrow(DamagedRecordError);
  });

  it('still reads records of the first release, which had no checksum', () => {
    const record = { key: 'VIN', value: Buffer.from('content'), headers: { ce_type: 't' } };
    const former = encodeRecord(record, 1_795_000_000_000).subarray(5);
    expect(decodeRecord(7, former)).toMatchObject({ ...record, offset: 7n, timestampMs: 1_795_000_000_000 });
  });

  it('sorts by topic, partition and offset, byte by byte', () => {
    const place = fc.tuple(fc.nat(65_535), fc.nat(65_535), fc.maxSafeNat());
    fc.assert(
      fc.property(place, place, (a, b) => {
        const bytes = Math.sign(Buffer.compare(encodeRecordKey(...a), encodeRecordKey(...b)));
        const numbers = a.map((part, index) => Math.sign(part - (b[index] as number))).find((sign) => sign !== 0) ?? 0;
        expect(bytes).toBe(numbers);
        expect(offsetOfKey(encodeRecordKey(...a))).toBe(a[2]);
      }),
    );
  });
});
