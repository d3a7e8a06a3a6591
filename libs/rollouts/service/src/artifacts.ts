import { createHash } from 'node:crypto';
import { mkdir, open, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** SHA-256 in lower-case hexadecimal. */
export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Model files in a folder, named by their digest: never changed, never overwritten. */
export class Artifacts {
  constructor(private readonly folder: string) {}

  path(digest: string): string {
    return join(this.folder, `${digest}.onnx`);
  }

  /** Keeps a file; it is whole and durable when this resolves. */
  async keep(digest: string, bytes: Uint8Array): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    const path = this.path(digest);
    if ((await stat(path).catch(() => undefined))?.size === bytes.length) return;
    const temporary = `${path}.${process.pid}.new`;
    const file = await open(temporary, 'w');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
    const folder = await open(this.folder, 'r');
    await folder.sync().finally(() => folder.close());
  }
}
