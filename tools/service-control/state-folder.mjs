// Folders for servers that run as another user.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chownSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { settings } from './settings.mjs';

const elsewhere = () => join(tmpdir(), `headway-services-${createHash('sha256').update(settings.folder).digest('hex').slice(0, 12)}`);

/** A folder that belongs to the user: below our own, or in the temporary one when the user may not enter ours (a root home). */
export function stateFolder(name, user) {
  const own = join(settings.folder, name);
  mkdirSync(own, { recursive: true });
  if (user.uid === undefined) return own;
  chownSync(own, user.uid, user.gid);
  if (spawnSync('test', ['-w', own], user).status === 0) return own;
  const other = join(elsewhere(), name);
  mkdirSync(other, { recursive: true });
  chownSync(other, user.uid, user.gid);
  return other;
}

/** Deletes what one service that does not run has written. */
export function forgetState(name) {
  for (const folder of [settings.folder, elsewhere()]) rmSync(join(folder, name), { recursive: true, force: true });
}

/** Deletes everything that services which no longer run have written, downloads in the same folder included. */
export function removeState() {
  for (const folder of [settings.folder, elsewhere()]) rmSync(folder, { recursive: true, force: true });
}
