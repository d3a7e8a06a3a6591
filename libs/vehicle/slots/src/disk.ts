import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';

/** The few file operations that slots are made of, so that a test can cut the power after each of them. */
export interface Disk {
  /** Undefined when there is no such file. */
  read(path: string): Promise<Buffer | undefined>;
  /** Writes and syncs the whole file. */
  write(path: string, bytes: Uint8Array): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** Makes renames and removals in a folder durable. */
  syncFolder(folder: string): Promise<void>;
  remove(path: string): Promise<void>;
  makeFolder(path: string): Promise<void>;
}

/** The real disk. */
export const realDisk: Disk = {
  read: async (path) => {
    try {
      return await readFile(path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  },
  write: (path, bytes) => withHandle(path, 'w', async (file) => file.writeFile(bytes)),
  rename: (from, to) => rename(from, to),
  syncFolder: (folder) => withHandle(folder, 'r', async () => undefined),
  remove: (path) => rm(path, { force: true }),
  makeFolder: async (path) => void (await mkdir(path, { recursive: true })),
};

async function withHandle(path: string, flags: string, use: (file: Awaited<ReturnType<typeof open>>) => Promise<void>): Promise<void> {
  const file = await open(path, flags);
  try {
    await use(file);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Replaces a file: after a power loss at any moment it holds the old bytes or the new ones. */
export async function replaceFile(disk: Disk, folder: string, { name, bytes }: { name: string; bytes: Uint8Array }): Promise<void> {
  const path = `${folder}/${name}`;
  await disk.write(`${path}.new`, bytes);
  await disk.rename(`${path}.new`, path);
  await disk.syncFolder(folder);
}
