import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  bootSchema,
  type Completeness,
  completenessSchema,
  type FleetCompleteness,
  fleetCompletenessSchema,
  HIGHEST_SEQUENCE,
  LOG_TOPICS,
  type Page,
  type PageQuery,
  pageQuerySchema,
  pageSchema,
  type Receipt,
  receiptSchema,
  TELEMETRY_STREAM,
  vinSchema,
} from '@headway/contracts';
import { completenessOf, listIncomplete, listReceipts, placeIn, type ReceiptRow, sumLedgers } from '@headway/fleet/store';
import { AppError } from '@headway/platform/errors';
import { pageOf } from '@headway/platform/http';
import { z } from 'zod';
import { FLEET_OPTIONS, type FleetOptions } from '../fleet-options.js';
import { placeOf } from './place.js';

const receiptQuerySchema = pageQuerySchema.extend({
  boot: bootSchema.optional(),
  stream: z.coerce.number().int().min(0).max(1).optional().describe('0 telemetry, 1 events'),
  seq: z.coerce.number().int().min(1).max(HIGHEST_SEQUENCE).optional().describe('where exactly this frame lies'),
});
const receiptPlaceSchema = z.tuple([z.string(), z.number(), z.number(), z.number()]);
const incompletePlaceSchema = z.tuple([z.number(), z.string()]);

/** The ledgers: what is stored, declared lost, or being asked for, and where the stored frames lie. */
@ApiTags('completeness')
@Controller('v1')
export class CompletenessController {
  constructor(@Inject(FLEET_OPTIONS) private readonly options: FleetOptions) {}

  /** The ledgers of all vehicles together, and the vehicles of which something is missing, the longest first. */
  @Get('completeness')
  @ApiOkResponse({ standardSchema: fleetCompletenessSchema })
  async fleet(@Query({ schema: pageQuerySchema }) { limit, cursor }: PageQuery): Promise<FleetCompleteness> {
    const { dataSource } = this.options;
    const after = placeOf(incompletePlaceSchema, cursor);
    const { vehicles, incomplete, totals, lostBy, oldestGap } = await sumLedgers(dataSource);
    const rows = incomplete > 0 ? await listIncomplete(dataSource, { after, limit: limit + 1 }) : [];
    return {
      vehicles,
      incomplete,
      totals,
      lostBy,
      gapSince: oldestGap.since,
      gapSinceOnline: oldestGap.sinceOnline,
      askedSince: oldestGap.asked,
      ...pageOf(
        rows,
        limit,
        incomplete,
        (row) => row,
        ({ gapSince, vin }) => [gapSince, vin],
      ),
    };
  }

  /** The ledger of one vehicle. */
  @Get('vehicles/:vin/completeness')
  @ApiOkResponse({ standardSchema: completenessSchema })
  async vehicle(@Param('vin', { schema: vinSchema }) vin: string): Promise<Completeness> {
    const ledger = await completenessOf(this.options.dataSource, vin);
    if (!ledger) throw new AppError('not-found', `no frame of vehicle ${vin} has ever been stored`);
    return ledger;
  }

  /** Where the event log has a vehicle's frames, as long as it keeps them. */
  @Get('vehicles/:vin/receipts')
  @ApiOkResponse({ standardSchema: pageSchema(receiptSchema) })
  async receipts(
    @Param('vin', { schema: vinSchema }) vin: string,
    @Query({ schema: receiptQuerySchema }) query: z.infer<typeof receiptQuerySchema>,
  ): Promise<Page<Receipt>> {
    const { limit, cursor, seq, ...filter } = query;
    const after = placeOf(receiptPlaceSchema, cursor);
    const { rows, total } = await listReceipts(this.options.dataSource, { vin, seq, ...filter }, { after, limit: limit + 1 });
    const keyOf = ({ boot, stream, partition, firstOffset }: ReceiptRow) => [boot, stream, partition, firstOffset];
    const page = pageOf(rows, limit, total, (row) => receiptOf(row, seq), keyOf);
    // A row that spans a number need not have it: frames may have come out of order.
    return { ...page, items: page.items.filter((receipt) => receipt !== undefined) };
  }
}

function receiptOf(row: ReceiptRow, seq: number | undefined): Receipt | undefined {
  const { boot, stream, partition, firstSeq, lastSeq, frames, firstOffset, lastOffset, storedAt } = row;
  const topic = stream === TELEMETRY_STREAM ? LOG_TOPICS.frames : LOG_TOPICS.vehicleEvents;
  if (seq === undefined) return { boot, stream, topic, partition, firstSeq, lastSeq, frames, firstOffset, lastOffset, storedAt };
  const place = placeIn(row, seq);
  if (!place) return undefined;
  return {
    boot,
    stream,
    topic,
    partition,
    firstSeq: seq,
    lastSeq: seq,
    frames: 1,
    firstOffset: place.offset,
    lastOffset: place.offset,
    storedAt,
  };
}
