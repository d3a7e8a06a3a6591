import type { LogRecord } from '@headway/event-log/port';
import { MAX_UNPACKED_BYTES } from '@headway/telemetry/batch';

/** Bytes of unpacked batches that may wait for the log. The subscriber bounds what came in; a batch is larger inside than outside. */
const MOST_UNPACKED_BYTES = 64 * 1024 * 1024;

/** What one batch holds of the budget. */
export interface UnpackedSize {
  bytes: number;
}

export const isBatch = (topic: string): boolean => topic.endsWith('/up/batch');

/** Lets a batch be unpacked only while it fits into {@link MOST_UNPACKED_BYTES} with all unpacked ones that are not committed yet. */
export class UnpackedBudget {
  private bytes = 0;
  private readonly waiting: (() => void)[] = [];

  /** @param batchBytes what an unread batch may become */
  constructor(
    private readonly mostBytes = MOST_UNPACKED_BYTES,
    private readonly batchBytes = MAX_UNPACKED_BYTES,
  ) {}

  /** Resolves when there is room for the largest batch, and holds that much. */
  async enter(): Promise<UnpackedSize> {
    while (this.bytes + this.batchBytes > this.mostBytes) await new Promise<void>((resolve) => this.waiting.push(resolve));
    this.bytes += this.batchBytes;
    return { bytes: this.batchBytes };
  }

  /** Holds from now on what the batch really has become. */
  count(size: UnpackedSize, records: readonly LogRecord[]): void {
    const bytes = records.reduce((sum, { value }) => sum + value.length, 0);
    this.bytes += bytes - size.bytes;
    size.bytes = bytes;
    this.wake();
  }

  leave(size: UnpackedSize): void {
    this.bytes -= size.bytes;
    this.wake();
  }

  private wake(): void {
    for (const wake of this.waiting.splice(0)) wake();
  }
}
