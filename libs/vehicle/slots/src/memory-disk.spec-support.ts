import type { Disk } from './disk.js';

/** A disk in memory whose power can be cut: at the given operation a write is torn and everything afterwards fails. */
export class MemoryDisk implements Disk {
  operations = 0;

  constructor(
    readonly files: Map<string, Buffer>,
    private readonly cutAt = Number.POSITIVE_INFINITY,
  ) {}

  async read(path: string): Promise<Buffer | undefined> {
    return this.files.get(path);
  }

  async write(path: string, bytes: Uint8Array): Promise<void> {
    this.step(() => this.files.set(path, Buffer.from(bytes.subarray(0, bytes.length / 2))));
    this.files.set(path, Buffer.from(bytes));
  }

  async rename(from: string, to: string): Promise<void> {
    this.step();
    this.files.set(to, this.files.get(from)!);
    this.files.delete(from);
  }

  async syncFolder(): Promise<void> {
    this.step();
  }

  async remove(path: string): Promise<void> {
    this.step();
    this.files.delete(path);
  }

  async makeFolder(): Promise<void> {
    return undefined;
  }

  private step(torn?: () => void): void {
    this.operations += 1;
    if (this.operations === this.cutAt) torn?.();
    if (this.operations >= this.cutAt) throw new Error('power lost');
  }
}
