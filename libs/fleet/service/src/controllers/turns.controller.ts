import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  type Page,
  pageQuerySchema,
  pageSchema,
  turnFinishedSchema,
  type TurnSummary,
  turnSummarySchema,
  type VehicleTurn,
  vehicleTurnSchema,
  vinSchema,
} from '@headway/contracts';
import { listTurns, summariseTurns } from '@headway/fleet/store';
import { pageOf } from '@headway/platform/http';
import { z } from 'zod';
import { FLEET_OPTIONS, type FleetOptions } from '../fleet-options.js';
import { placeOf } from './place.js';

const filterSchema = pageQuerySchema.extend({
  vin: vinSchema.optional(),
  answeredBy: z.string().max(64).optional().describe('`vehicle`, `region`, `model`, or one in full, e.g. `region:cn-east`'),
  outcome: turnFinishedSchema.shape.outcome.optional(),
});
const placeSchema = z.tuple([z.number(), z.string(), z.string()]);

@ApiTags('fleet')
@Controller('v1/turns')
export class TurnsController {
  constructor(@Inject(FLEET_OPTIONS) private readonly options: FleetOptions) {}

  /** The last turns, newest first. */
  @Get()
  @ApiOkResponse({ standardSchema: pageSchema(vehicleTurnSchema) })
  async list(@Query({ schema: filterSchema }) query: z.infer<typeof filterSchema>): Promise<Page<VehicleTurn>> {
    const { limit, cursor, ...filter } = query;
    const before = placeOf(placeSchema, cursor);
    const { rows, total } = await listTurns(this.options.dataSource, filter, { before, limit: limit + 1 });
    return pageOf(
      rows,
      limit,
      total,
      ({ body }) => body,
      ({ at, vin, turn }) => [at, vin, turn],
    );
  }

  /** Who answered, how it went, and in which language, over all turns. */
  @Get('summary')
  @ApiOkResponse({ standardSchema: turnSummarySchema })
  summary(): Promise<TurnSummary> {
    return summariseTurns(this.options.dataSource);
  }
}
