import type { FrameHeader, RateLimited } from '@headway/contracts';
import { joinRanges } from './ack-publisher.js';
import type { Undeliverable } from './records.js';

/** Burst and lasting rate of dead letters that are kept, in letters; one counts once more for every `BYTES_PER_LETTER`. */
export interface DeadLetterAllowance {
  burst: number;
  perSecond: number;
}

/** Of one vehicle. */
const VEHICLE: DeadLetterAllowance = { burst: 200, perSecond: 1 };
/** Of all messages together that come from no vehicle known here. */
const UNADDRESSED: DeadLetterAllowance = { burst: 1_000, perSecond: 20 };
const BYTES_PER_LETTER = 16_384;
/** Most vehicles whose rate is remembered; whoever is forgotten starts with a full bucket. */
const MOST_BUCKETS = 20_000;
/** Most vehicles with a summary in one interval, and most frames that one can name; others are not acknowledged and come again. */
const MOST_SUMMARIES = 2_000;
const MOST_FRAMES = 5_000;

/** What one vehicle has lost since its last summary. */
interface Suppressed {
  messages: number;
  bytes: number;
  reasons: Record<string, number>;
  frames: FrameHeader[];
}

/** A summary to be stored; the vehicle may be told of `frames` afterwards. */
export interface Summary {
  /** Undefined for messages that no vehicle known here has sent. */
  vin: string | undefined;
  content: RateLimited;
  frames: FrameHeader[];
}

class Bucket {
  private tokens: number;

  constructor(
    private readonly allowance: DeadLetterAllowance,
    private atMs: number,
  ) {
    this.tokens = allowance.burst;
  }

  take(cost: number, nowMs: number): boolean {
    const { burst, perSecond } = this.allowance;
    this.tokens = Math.min(burst, this.tokens + (Math.max(0, nowMs - this.atMs) / 1000) * perSecond);
    this.atMs = nowMs;
    // A letter that is larger than the whole burst is kept when nothing else has been.
    if (this.tokens < Math.min(cost, burst)) return false;
    this.tokens -= Math.min(cost, burst);
    return true;
  }
}

/** Keeps a vehicle from filling the dead-letter topic. What is above its rate is counted, and comes out as one summary an interval. */
export class DeadLetterLimit {
  private readonly vehicles = new Map<string, Bucket>();
  private unaddressed: Bucket | undefined;
  private readonly suppressed = new Map<string, Suppressed>();

  /** Whether the letter may be stored. If not, it is noted for the next summary. */
  admits(letter: Undeliverable, nowMs: number): boolean {
    const vin = letter.reason === 'unknown-vehicle' ? undefined : letter.vin;
    if (this.bucketOf(vin, nowMs).take(1 + Math.floor(letter.bytes.length / BYTES_PER_LETTER), nowMs)) return true;
    this.note(vin ?? '', letter);
    return false;
  }

  /** Whether there is anything to tell. */
  get isEmpty(): boolean {
    return this.suppressed.size === 0;
  }

  /** What was not stored since the last call. */
  takeSummaries(): Summary[] {
    const summaries = [...this.suppressed].map(([vin, { messages, bytes, reasons, frames }]): Summary => {
      return { vin: vin || undefined, content: { messages, bytes, reasons, lost: rangesOf(frames) }, frames };
    });
    this.suppressed.clear();
    return summaries;
  }

  private bucketOf(vin: string | undefined, nowMs: number): Bucket {
    if (vin === undefined) return (this.unaddressed ??= new Bucket(UNADDRESSED, nowMs));
    const known = this.vehicles.get(vin);
    if (known) return known;
    if (this.vehicles.size >= MOST_BUCKETS) this.vehicles.delete(this.vehicles.keys().next().value as string);
    const made = new Bucket(VEHICLE, nowMs);
    this.vehicles.set(vin, made);
    return made;
  }

  private note(vin: string, { reason, bytes, header }: Undeliverable): void {
    const key = this.suppressed.has(vin) || this.suppressed.size < MOST_SUMMARIES ? vin : '';
    const known = this.suppressed.get(key) ?? { messages: 0, bytes: 0, reasons: {}, frames: [] };
    known.messages++;
    known.bytes += bytes.length;
    known.reasons[reason] = (known.reasons[reason] ?? 0) + 1;
    if (header && key !== '' && known.frames.length < MOST_FRAMES) known.frames.push(header);
    this.suppressed.set(key, known);
  }
}

function rangesOf(frames: readonly FrameHeader[]): RateLimited['lost'] {
  const streams = new Map<string, { boot: string; stream: number; sequences: number[] }>();
  for (const { boot, stream, seq } of frames) {
    const known = streams.get(`${boot}/${stream}`) ?? { boot, stream, sequences: [] };
    known.sequences.push(seq);
    streams.set(`${boot}/${stream}`, known);
  }
  return [...streams.values()].map(({ boot, stream, sequences }) => ({ boot, stream, ranges: joinRanges(sequences) }));
}
