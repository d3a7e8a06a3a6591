import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { openPseudonyms } from './pseudonyms.js';

const VIN = 'LHWTEST0000000001';
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'headway-keys-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('names a vehicle the same after a restart, and otherwise with another key', () => {
  const name = openPseudonyms(join(folder, 'a'))(VIN);
  expect(openPseudonyms(join(folder, 'a'))(VIN)).toBe(name);
  expect(openPseudonyms(join(folder, 'b'))(VIN)).not.toBe(name);
  expect(name).not.toContain(VIN);
});

it('keeps its key from other users, and refuses a torn one', async () => {
  openPseudonyms(folder);
  expect((await stat(join(folder, 'pseudonym.key'))).mode & 0o777).toBe(0o600);
  await writeFile(join(folder, 'pseudonym.key'), 'short');
  expect(() => openPseudonyms(folder)).toThrow('is not a pseudonym key');
});
