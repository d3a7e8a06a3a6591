import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@headway/platform/errors';

const digestOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Models and runs in the artifact folder. */
export class ModelFiles {
  constructor(private readonly folder: string) {}

  /** Folder of one run's checkpoints and result. */
  runFolder(run: string): string {
    return join(this.folder, 'runs', run);
  }

  /**
   * File of the model with this digest, fetched when it is not there yet.
   * @throws AppError `signature-invalid` when what was fetched is another file
   */
  async model(digest: string, fetch: () => Promise<Uint8Array>): Promise<string> {
    const models = join(this.folder, 'models');
    const file = join(models, `${digest}.onnx`);
    const known = await readFile(file).catch(() => undefined);
    if (known && digestOf(known) === digest) return file;
    const bytes = await fetch();
    if (digestOf(bytes) !== digest)
      throw new AppError('signature-invalid', `the registry sent another file than model ${digest.slice(0, 12)}`);
    await mkdir(models, { recursive: true });
    await writeWhole(file, bytes);
    return file;
  }

  async removeRun(run: string): Promise<void> {
    await rm(this.runFolder(run), { recursive: true, force: true });
  }
}

/** The path holds the whole file or nothing, also after a crash. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const unfinished = `${path}.${randomUUID()}`;
  const file = await open(unfinished, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(unfinished, path);
}
