import { type Ack, downTopic, type FrameHeader } from '@headway/contracts';

/** Sends a message to a vehicle; may be lost, because the vehicle repeats what stays unacknowledged. */
export type PublishDown = (topic: string, payload: string) => unknown;

const LINGER_MS = 20;
/** Most ranges of one message (the contract allows 10,000). */
const MOST_RANGES = 1_000;

interface Stream {
  vin: string;
  boot: string;
  stream: number;
  sequences: number[];
}

/** Tells vehicles which sequences are committed: joined into ranges, one message a stream and linger. */
export class AckPublisher {
  /** By VIN: nearly every vehicle has one boot and one stream at a time. */
  private streams = new Map<string, Stream[]>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly publish: PublishDown) {}

  add(vin: string, { boot, stream, seq }: FrameHeader): void {
    const own = this.streams.get(vin);
    const known = own?.find((one) => one.stream === stream && one.boot === boot);
    if (known) known.sequences.push(seq);
    else if (own) own.push({ vin, boot, stream, sequences: [seq] });
    else this.streams.set(vin, [{ vin, boot, stream, sequences: [seq] }]);
    this.timer ??= setTimeout(() => this.flush(), LINGER_MS);
  }

  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const due = this.streams;
    // A new map, not a cleared one: the tables of a map that is cleared for ever stay linked, and V8 promotes each after the last.
    this.streams = new Map();
    for (const { vin, boot, stream, sequences } of [...due.values()].flat()) {
      const ranges = joinRanges(sequences);
      for (let start = 0; start < ranges.length; start += MOST_RANGES) {
        const ack: Ack = { boot, stream, ranges: ranges.slice(start, start + MOST_RANGES) };
        this.publish(downTopic(vin, 'ack'), JSON.stringify(ack));
      }
    }
  }
}

/** Sequences in any order, with repetitions, as ascending disjoint ranges. Sorts its argument. */
export function joinRanges(sequences: number[]): [number, number][] {
  sequences.sort((a, b) => a - b);
  const ranges: [number, number][] = [];
  for (const seq of sequences) {
    const last = ranges.at(-1);
    if (last && seq <= last[1] + 1) last[1] = Math.max(last[1], seq);
    else ranges.push([seq, seq]);
  }
  return ranges;
}
