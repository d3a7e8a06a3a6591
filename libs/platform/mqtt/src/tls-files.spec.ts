import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Authority, makeAuthority } from '@headway/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readTlsFiles, renewableTls } from './tls-files.js';

const VIN = 'LHEADWAY000000001';
const nowMs = Date.now();

let folder: string;
let authority: Authority;
const file = (name: string, text?: string) => {
  if (text !== undefined) writeFileSync(join(folder, name), text);
  return join(folder, name);
};
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tls-'));
  authority = await makeAuthority();
  const car = await authority.client(VIN);
  const old = await authority.client(VIN, { notBefore: new Date(nowMs - 9e8), notAfter: new Date(nowMs - 1e8) });
  file('ca.pem', authority.certificate);
  file('car.pem', car.certificate);
  file('car.key', car.key);
  file('old.pem', old.certificate);
  file('old.key', old.key);
  file('text', 'hello');
});
afterAll(() => rmSync(folder, { recursive: true }));

const files = (cert: string, key: string, ca = 'ca.pem') => ({ ca: file(ca), cert: file(cert), key: file(key) });

describe('certificates on the disk', () => {
  it('are read', () => {
    const { ca, cert, key } = readTlsFiles(files('car.pem', 'car.key'), { commonName: VIN, nowMs });
    expect([ca, cert, key].every((text) => text?.includes('-----BEGIN'))).toBe(true);
    expect(readTlsFiles({}, { nowMs })).toEqual({});
  });

  it.each([
    ['cannot be read', () => files('gone.pem', 'car.key')],
    ['holds no certificate', () => files('text', 'car.key')],
    ['holds no certificate', () => files('car.pem', 'car.key', 'text')],
    ['holds no private key', () => files('car.pem', 'text')],
    ['does not belong', () => files('car.pem', 'old.key')],
    ['has expired on', () => files('old.pem', 'old.key')],
    ['a certificate needs its key', () => ({ cert: file('car.pem') })],
  ])('are refused in one line: %s', (text, made) => {
    expect(() => readTlsFiles(made(), { commonName: VIN, nowMs })).toThrow(text);
  });

  it('of another vehicle are refused', () => {
    expect(() => readTlsFiles(files('car.pem', 'car.key'), { commonName: 'LHEADWAY000000002', nowMs })).toThrow(
      `is for ${VIN}, not for LHEADWAY000000002`,
    );
  });

  it('are taken anew when they are renewed, and the last good ones serve meanwhile', async () => {
    const first = await authority.client(VIN);
    const second = await authority.client(VIN);
    file('renewed.key', first.key);
    file('renewed.pem', first.certificate);
    const problems: string[] = [];
    const tls = renewableTls(files('renewed.pem', 'renewed.key'), { clock: () => nowMs }, (reason) => problems.push(reason));
    file('renewed.key', second.key);
    expect(tls().cert).toBe(first.certificate);
    expect(problems[0]).toContain('does not belong');
    file('renewed.pem', second.certificate);
    expect(tls().cert).toBe(second.certificate);
  });
});
