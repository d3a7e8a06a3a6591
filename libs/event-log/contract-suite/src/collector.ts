import type { RecordBatch, StoredRecord } from '@headway/event-log/port';

/** A record as a reader received it. */
export interface Received extends StoredRecord {
  topic: string;
  partition: number;
}

/** A reader that keeps what it receives and lets a test wait for it. */
export class Collector {
  readonly records: Received[] = [];
  private readonly waiting = new Set<() => void>();

  readonly onBatch = (batch: RecordBatch): Promise<void> => {
    for (const record of batch.records) this.records.push({ ...record, topic: batch.topic, partition: batch.partition });
    for (const check of this.waiting) check();
    return Promise.resolve();
  };

  /** Values as text, in the order of arrival. */
  get texts(): string[] {
    return this.records.map((record) => Buffer.from(record.value).toString('utf8'));
  }

  /** Resolves once that many records have come. */
  count(wanted: number): Promise<void> {
    return this.until(() => this.records.length >= wanted);
  }

  /** Resolves once the record of that offset has come. */
  offset(wanted: bigint): Promise<void> {
    return this.until(() => this.records.some(({ offset }) => offset === wanted));
  }

  /** Resolves once all these texts have come. */
  all(texts: readonly string[]): Promise<void> {
    return this.until(() => {
      const seen = new Set(this.texts);
      return texts.every((text) => seen.has(text));
    });
  }

  private until(holds: () => boolean): Promise<void> {
    if (holds()) return Promise.resolve();
    return new Promise((resolve) => {
      const check = () => {
        if (!holds()) return;
        this.waiting.delete(check);
        resolve();
      };
      this.waiting.add(check);
    });
  }
}

/** A promise to be resolved from outside. */
export function gate(): { opened: Promise<void>; open: () => void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}
