import { Controller, Get, Inject, type MessageEvent, Param, Query, Sse } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import {
  type Page,
  pageQuerySchema,
  pageSchema,
  type VehicleSummary,
  vehicleSummarySchema,
  type VehicleTwin,
  vehicleTwinSchema,
  vinSchema,
} from '@headway/contracts';
import { countVehicles, listVehicles } from '@headway/fleet/store';
import { pageOf } from '@headway/platform/http';
import type { Observable } from 'rxjs';
import { z } from 'zod';
import { FLEET_OPTIONS, type FleetOptions } from '../fleet-options.js';
import { LiveFeed } from '../live-feed.js';
import { VehicleViews } from '../vehicle-views.js';
import { placeOf } from './place.js';

const filterSchema = pageQuerySchema.extend({
  online: z.stringbool().optional().describe('only vehicles that are (not) connected'),
  model: z.string().max(64).optional().describe("version of the vehicle's model"),
  vin: z
    .string()
    .regex(/^[A-HJ-NPR-Z0-9]{1,17}$/)
    .optional()
    .describe('beginning of the VIN'),
});

const placeSchema = z.tuple([z.string()]);

@ApiTags('fleet')
@Controller('v1/vehicles')
export class VehiclesController {
  constructor(
    @Inject(FLEET_OPTIONS) private readonly options: FleetOptions,
    @Inject(VehicleViews) private readonly views: VehicleViews,
    @Inject(LiveFeed) private readonly feed: LiveFeed,
  ) {}

  /** Vehicles in the order of their VINs. */
  @Get()
  @ApiOkResponse({ standardSchema: pageSchema(vehicleSummarySchema) })
  async list(@Query({ schema: filterSchema }) query: z.infer<typeof filterSchema>): Promise<Page<VehicleSummary>> {
    const { limit, cursor, ...filter } = query;
    const [after] = placeOf(placeSchema, cursor) ?? [''];
    const { dataSource } = this.options;
    const rows = await listVehicles(dataSource, filter, { after, limit: limit + 1, signals: this.views.summarySignals });
    const total = await countVehicles(dataSource, filter);
    return pageOf(
      rows,
      limit,
      total,
      (row) => this.views.summaryOf(row),
      ({ vin }) => [vin],
    );
  }

  /** The twin: the newest value of every signal. */
  @Get(':vin')
  @ApiOkResponse({ standardSchema: vehicleTwinSchema })
  twin(@Param('vin', { schema: vinSchema }) vin: string): Promise<VehicleTwin> {
    return this.views.twinOf(this.options.dataSource, vin);
  }

  /** Server-sent events: `snapshot` with the whole twin, then `twin` with what has changed, `presence` and `turn`. */
  @Sse(':vin/stream')
  @ApiProduces('text/event-stream')
  stream(@Param('vin', { schema: vinSchema }) vin: string): Observable<MessageEvent> {
    const first = async (): Promise<MessageEvent> => ({ type: 'snapshot', data: await this.views.twinOf(this.options.dataSource, vin) });
    return this.feed.stream((event) => (event.vin === vin ? event : undefined), { vin, first });
  }
}
