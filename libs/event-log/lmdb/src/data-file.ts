import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, ftruncateSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EventLogError } from '@headway/event-log/port';

/*
 * The file begins with two meta pages that take turns. Of each we need (little-endian, after a page header of 24 bytes): magic
 * (uint32), version (uint32), address and map size (uint64 each), two trees of 48 bytes of which the first begins with the page size
 * (uint32), then the number of the last page (uint64).
 */
const META_AT = 24;
const MAGIC = 0xbeefc0de;
const PAGE_SIZE_AT = META_AT + 24;
const LAST_PAGE_AT = META_AT + 120;
const META_BYTES = 192;
const LARGEST_PAGE = 65_536;
const CHECK_LIMIT_MS = 600_000;

/**
 * Looks at the log's file before LMDB maps it into memory: where pages are missing, reading them would not be an error but the end of
 * the process (SIGBUS). A file that is too short is made as long as its pages count, because pages at the end may simply never have
 * been used, and is then read through in a process of its own.
 * @throws EventLogError `unavailable` when the file is damaged
 */
export function checkDataFile(folder: string): void {
  const file = join(folder, 'data.mdb');
  if (!existsSync(file) || statSync(file).size === 0) return;
  const descriptor = openSync(file, 'r+');
  try {
    const { size } = statSync(file);
    const first = readMeta(descriptor, 0);
    if (!first) throw damaged(file, 'its first page is not one of the log');
    const second = readMeta(descriptor, first.pageSize);
    const wanted = Math.max(first.lastPage, second?.lastPage ?? 0) + 1;
    if (size >= wanted * first.pageSize) return;
    ftruncateSync(descriptor, wanted * first.pageSize);
    const check = spawnSync(process.execPath, [fileURLToPath(new URL('./read-through.js', import.meta.url)), folder], {
      timeout: CHECK_LIMIT_MS,
      stdio: 'ignore',
    });
    if (check.status === 0) return;
    ftruncateSync(descriptor, size);
    throw damaged(file, `${wanted * first.pageSize - size} bytes at its end are missing`);
  } finally {
    closeSync(descriptor);
  }
}

function readMeta(descriptor: number, at: number): { pageSize: number; lastPage: number } | undefined {
  const bytes = Buffer.alloc(META_BYTES);
  if (readSync(descriptor, bytes, 0, META_BYTES, at) < META_BYTES || bytes.readUInt32LE(META_AT) !== MAGIC) return undefined;
  const pageSize = bytes.readUInt32LE(PAGE_SIZE_AT);
  const lastPage = Number(bytes.readBigUInt64LE(LAST_PAGE_AT));
  return pageSize >= 256 && pageSize <= LARGEST_PAGE && Number.isSafeInteger(lastPage * pageSize) ? { pageSize, lastPage } : undefined;
}

const damaged = (file: string, what: string) =>
  new EventLogError(
    'unavailable',
    `${file} is damaged: ${what}. Move the folder away to begin a new log: vehicles send again what was not acknowledged`,
  );
