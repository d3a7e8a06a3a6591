import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

function findRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'nx.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('the Headway folder (with nx.json) was not found above the compiled code');
    folder = parent;
  }
  return folder;
}

/** Absolute path of the repository, found from the compiled code. */
export const repositoryRoot = findRoot();

/** Absolute path of a data file that is kept beside the sources, e.g. `libs/signals/assets/catalogue.json`. */
export const assetPath = (relative: string) => join(repositoryRoot, relative);

/** Absolute path of a built file, e.g. `apps/console/public`. */
export const distPath = (relative: string) => join(repositoryRoot, 'dist', relative);
