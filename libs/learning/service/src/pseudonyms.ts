import { createHmac, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const KEY_FILE = 'pseudonym.key';
const KEY_BYTES = 32;

function readOrMakeKey(folder: string): Buffer {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, KEY_FILE);
  try {
    writeFileSync(file, randomBytes(KEY_BYTES), { flag: 'wx', mode: 0o600, flush: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const key = readFileSync(file);
  if (key.length !== KEY_BYTES) throw new Error(`${file} is not a pseudonym key: it has ${key.length} bytes instead of ${KEY_BYTES}`);
  return key;
}

/**
 * Turns VINs into the names under which the learning loop knows vehicles. The key is kept in a file beside the artifacts, not in the database:
 * whoever has the tables alone cannot tell whose words they hold, and without the file nobody can.
 */
export function openPseudonyms(folder: string): (vin: string) => string {
  const key = readOrMakeKey(folder);
  return (vin) => createHmac('sha256', key).update(vin).digest('hex').slice(0, 24);
}
