import type { SignalValue, VehicleHistory } from '@headway/contracts';
import { readFrames } from '@headway/history/store';
import { AppError } from '@headway/platform/errors';
import { type Signal, validateValue } from '@headway/signals';
import { Downsampler, gridOf } from './downsample.js';
import type { HistoryOptions } from './history-options.js';

/** Which signals of a vehicle, from when to when, in how many points. */
export interface ChartRequest {
  paths: readonly string[];
  fromMs: number;
  toMs: number;
  points: number;
}

/** A frame that began this long before the chart may still have samples in it. */
const LONGEST_FRAME_MS = 60_000;
/** Charts are drawn in this process; more at once would only make each of them slower. */
const MOST_AT_ONCE = 4;
const RETRY_AFTER_MS = 1_000;

interface Line {
  signal: Signal;
  samples: Downsampler;
}

/** Draws the history of vehicles. */
export class Charts {
  private running = 0;

  constructor(private readonly options: Pick<HistoryOptions, 'dataSource' | 'signals'>) {}

  /**
   * The samples of a vehicle's signals in buckets. What the catalogue does not allow is left out, as in the twin.
   * @throws AppError `unknown-signal`, `overloaded`
   */
  async draw(vin: string, request: ChartRequest): Promise<VehicleHistory> {
    const grid = gridOf(request.fromMs, request.toMs, request.points);
    const lines = new Map(request.paths.map((path) => [this.idOf(path), { signal: this.signalAt(path), samples: new Downsampler(grid) }]));
    if (this.running >= MOST_AT_ONCE) throw new AppError('overloaded', 'too many charts at once', { retryAfterMs: RETRY_AFTER_MS });
    this.running++;
    try {
      await this.fill(lines, vin, request);
    } finally {
      this.running--;
    }
    const signals = Object.fromEntries(
      [...lines.values()].map(({ signal, samples }) => [signal.path, { unit: signal.unit, points: samples.points() }]),
    );
    return { vin, from: grid.fromMs, to: grid.toMs, bucketMs: grid.bucketMs, signals };
  }

  private async fill(lines: ReadonlyMap<number, Line>, vin: string, { fromMs, toMs }: ChartRequest): Promise<void> {
    const frames = readFrames(this.options.dataSource, { vins: [vin], fromMs: fromMs - LONGEST_FRAME_MS, toMs });
    for await (const { frame } of frames) {
      const { columns } = this.options.signals.maps.translate(frame).frame;
      for (const { signal: id, offsetsMs, values } of columns) {
        const line = lines.get(id);
        if (!line) continue;
        const fits = (value: SignalValue) => validateValue(line.signal, value).ok;
        if (values.every(fits)) line.samples.add(frame.startTimeMs, { offsetsMs, values });
        else line.samples.add(frame.startTimeMs, onlyWhere(fits, offsetsMs, values));
      }
    }
  }

  private idOf(path: string): number {
    const id = this.options.signals.ids.idOf(path);
    if (id === undefined) throw new AppError('unknown-signal', `${path} is not in the catalogue`);
    return id;
  }

  private signalAt(path: string): Signal {
    const signal = this.options.signals.catalogue.get(path);
    if (!signal) throw new AppError('unknown-signal', `${path} is not in the catalogue`);
    return signal;
  }
}

function onlyWhere(fits: (value: SignalValue) => boolean, offsetsMs: number[], values: SignalValue[]) {
  const good = values.map(fits);
  return { offsetsMs: offsetsMs.filter((_, index) => good[index]), values: values.filter((_, index) => good[index]) };
}
