import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from '@jest/globals';
import { frameName, readRecord, SendRecord } from './record.js';

const folder = mkdtempSync(join(tmpdir(), 'record-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('keeps what was sent over a kill in the middle of a line', () => {
  const path = join(folder, 'record.jsonl');
  const frame = { vin: 'LHFAULT0000010000', boot: '018f0000-0000-7000-8000-000000000001', stream: 0, seq: 1 };
  const record = new SendRecord(path);
  record.aboutToSend({ ...frame, payload: Buffer.from('one') });
  record.taken(frame);
  record.aboutToSend({ ...frame, seq: 2, payload: Buffer.from('two') });
  record.close();
  appendFileSync(path, '["taken","LHFAULT00');
  const read = readRecord(path);
  expect(read.get(frameName(frame.vin, frame.boot, 0, 1))).toMatchObject({ payload: Buffer.from('one'), taken: true, acknowledged: false });
  expect(read.get(frameName(frame.vin, frame.boot, 0, 2))).toMatchObject({ payload: Buffer.from('two'), taken: false });
});

it('is empty before the first frame', () => {
  expect(readRecord(join(folder, 'none.jsonl')).size).toBe(0);
});
