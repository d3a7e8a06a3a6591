import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type VehicleHistory, vehicleHistorySchema, vinSchema } from '@headway/contracts';
import { AppError } from '@headway/platform/errors';
import { z } from 'zod';
import { Charts } from './chart.js';
import { HISTORY_OPTIONS, type HistoryOptions } from './history-options.js';

const MOST_SIGNALS = 16;
const MOST_POINTS = 2_000;
const USUAL_SPAN_MS = 3_600_000;
const LONGEST_SPAN_MS = 7 * 86_400_000;

/** Milliseconds since the epoch, or an ISO 8601 time with its offset. */
const timeSchema = z.union(
  [z.coerce.number().int().nonnegative(), z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))],
  {
    error: 'a time is milliseconds since the epoch or ISO 8601 with an offset, e.g. 2026-11-22T08:00:00Z',
  },
);

const querySchema = z.object({
  signals: z
    .string()
    .transform((text) => [...new Set(text.split(',').map((path) => path.trim()))].filter((path) => path !== ''))
    .pipe(z.array(z.string().max(256)).min(1, 'name at least one signal').max(MOST_SIGNALS, `at most ${MOST_SIGNALS} signals at once`))
    .describe('VSS paths, separated by commas'),
  from: timeSchema.optional().describe('Beginning: milliseconds since the epoch or ISO 8601; an hour before `to` by default'),
  to: timeSchema.optional().describe('End, exclusive; now by default'),
  points: z.coerce.number().int().min(1).max(MOST_POINTS).default(200).describe('Most points of each signal'),
});

@ApiTags('fleet')
@Controller('v1/vehicles')
export class HistoryController {
  constructor(
    @Inject(HISTORY_OPTIONS) private readonly options: HistoryOptions,
    @Inject(Charts) private readonly charts: Charts,
  ) {}

  /** Signals of the last hours for charts: least, greatest, mean and last value of each stretch of time. */
  @Get(':vin/history')
  @ApiOkResponse({ standardSchema: vehicleHistorySchema })
  history(
    @Param('vin', { schema: vinSchema }) vin: string,
    @Query({ schema: querySchema }) { signals, from, to, points }: z.infer<typeof querySchema>,
  ): Promise<VehicleHistory> {
    const toMs = to ?? this.options.clock.epochMs();
    const fromMs = from ?? toMs - USUAL_SPAN_MS;
    if (fromMs >= toMs) throw new AppError('invalid-request', 'from: it must be before to');
    if (toMs - fromMs > LONGEST_SPAN_MS) throw new AppError('invalid-request', 'from: at most seven days at once');
    return this.charts.draw(vin, { paths: signals, fromMs, toMs, points });
  }
}
