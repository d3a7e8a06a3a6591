import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { AppError } from '@headway/platform/errors';

const MAKER = fileURLToPath(new URL('./make-cluster.js', import.meta.url));

/**
 * Sees to it that there is a cluster: copies the template, or makes one, which takes some seconds.
 * @throws AppError `storage-unwritable`
 */
export async function ensureCluster(cluster: string, template: string | undefined): Promise<void> {
  if (existsSync(cluster)) return;
  await removeUnfinished(cluster);
  const unfinished = `${cluster}.${process.pid}`;
  if (template !== undefined) {
    await cp(template, unfinished, { recursive: true });
    await rename(unfinished, cluster);
    return;
  }
  const maker = spawn(process.execPath, [MAKER, unfinished, cluster], { stdio: ['ignore', 'ignore', 'pipe'] });
  const [complaint, [code]] = await Promise.all([text(maker.stderr), once(maker, 'exit') as Promise<[number | null]>]);
  if (code !== 0)
    throw new AppError('storage-unwritable', `the embedded database cannot be made in ${cluster}: ${complaint.trim() || 'killed'}`);
}

/** What a start that was killed has left. */
async function removeUnfinished(cluster: string): Promise<void> {
  const folder = dirname(cluster);
  for (const name of await readdir(folder)) {
    if (name.startsWith(`${basename(cluster)}.`)) await rm(join(folder, name), { recursive: true, force: true });
  }
}
