// Folders for servers that run as another user.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chownSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { settings } from './settings.mjs';

/** A folder that belongs to the user: below our own, or in the temporary one when the user may not enter ours (a root home). */
export function stateFolder(name, user) {
  const own = join(settings.folder, name);
  mkdirSync(own, { recursive: true });
  if (user.uid === undefined) return own;
  chownSync(own, user.uid, user.gid);
  if (spawnSync('test', ['-w', own], user).status === 0) return own;
  const digest = createHash('sha256').update(settings.folder).digest('hex').slice(0, 12);
  const elsewhere = join(tmpdir(), `headway-services-${digest}`, name);
  mkdirSync(elsewhere, { recursive: true });
  chownSync(elsewhere, user.uid, user.gid);
  return elsewhere;
}
