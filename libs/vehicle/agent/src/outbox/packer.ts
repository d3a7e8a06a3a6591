import { BATCH_CODECS, type BatchCodec, packBatch } from '@headway/telemetry/batch';

/** Every so many batches all codecs are tried on the same frames: what a car sends changes with what it does. */
const TRIAL_EVERY = 32;
const WEIGHT = 0.3;

interface Measure {
  /** Size as sent over size before. */
  ratio: number;
  msPerByte: number;
}

/** Packs batches with the codec that costs least, transmission and computing together, by what it has measured itself. */
export class Packer {
  readonly #measures = new Map<BatchCodec, Measure>();
  #packed = 0;

  /** @param now monotonic milliseconds */
  constructor(private readonly now: () => number) {}

  /** @param msPerByte what sending a byte costs, in milliseconds */
  pack(frames: readonly Uint8Array[], msPerByte: number): { payload: Buffer; codec: BatchCodec } {
    const bytes = frames.reduce((sum, frame) => sum + frame.length, 0);
    this.#packed += 1;
    if (this.#packed % TRIAL_EVERY === 1) {
      const tried = BATCH_CODECS.map((codec) => ({ codec, payload: this.#measured(frames, bytes, codec) }));
      const chosen = this.#cheapest(msPerByte);
      return tried.find(({ codec }) => codec === chosen) as (typeof tried)[number];
    }
    const codec = this.#cheapest(msPerByte);
    return { codec, payload: this.#measured(frames, bytes, codec) };
  }

  #measured(frames: readonly Uint8Array[], bytes: number, codec: BatchCodec): Buffer {
    const startedMs = this.now();
    const payload = packBatch(frames, codec);
    const measure = { ratio: payload.length / Math.max(1, bytes), msPerByte: (this.now() - startedMs) / Math.max(1, bytes) };
    const former = this.#measures.get(codec) ?? measure;
    this.#measures.set(codec, {
      ratio: former.ratio + (measure.ratio - former.ratio) * WEIGHT,
      msPerByte: former.msPerByte + (measure.msPerByte - former.msPerByte) * WEIGHT,
    });
    return payload;
  }

  #cheapest(msPerByte: number): BatchCodec {
    const cost = (codec: BatchCodec) => {
      const measure = this.#measures.get(codec);
      return measure ? measure.ratio * msPerByte + measure.msPerByte : Number.POSITIVE_INFINITY;
    };
    return BATCH_CODECS.reduce((best, codec) => (cost(codec) < cost(best) ? codec : best));
  }
}
