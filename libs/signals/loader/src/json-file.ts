import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { SignalsError, type SignalsErrorCode } from '@headway/signals';
import { findDuplicateKey } from './duplicate-keys.js';

/** Largest catalogue, overlay or id map. VSS 6.0 has 0.7 MB. */
const MOST_FILE_BYTES = 67_108_864;

/**
 * Reads a JSON file that somebody else wrote.
 * @throws SignalsError with the given code: missing, too large, no JSON, or a key that is named twice
 */
export function readJsonFile(file: string, code: SignalsErrorCode = 'invalid-catalogue'): unknown {
  const fail = (reason: string) => new SignalsError(code, `${file}: ${reason}`);
  let text: string;
  try {
    const { size } = statSync(file);
    if (size > MOST_FILE_BYTES) throw fail(`${size} bytes are more than ${MOST_FILE_BYTES}`);
    text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    if (error instanceof SignalsError) throw error;
    throw fail(`cannot be read (${(error as NodeJS.ErrnoException).code ?? (error as Error).message})`);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw fail(`is no JSON: ${(error as Error).message}`);
  }
  const twice = findDuplicateKey(text);
  if (twice !== undefined) throw fail(`${twice} is there twice`);
  return json;
}

/**
 * Writes a file whole or not at all, also across a power loss.
 * @throws SignalsError `invalid-ids`
 */
export function writeJsonFile(file: string, json: unknown): void {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    const descriptor = openSync(temporary, 'w');
    try {
      writeSync(descriptor, `${JSON.stringify(json, undefined, 1)}\n`);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, file);
    const folder = openSync(dirname(file), 'r');
    fsyncSync(folder);
    closeSync(folder);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw new SignalsError(
      'invalid-ids',
      `${file} cannot be written (${(error as NodeJS.ErrnoException).code ?? (error as Error).message})`,
    );
  }
}
