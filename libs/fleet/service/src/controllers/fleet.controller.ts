import { Controller, Get, Inject, type MessageEvent, Query, Sse } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import {
  type Page,
  type PageQuery,
  pageQuerySchema,
  pageSchema,
  type RegionStatus,
  regionStatusSchema,
  type TwinSignal,
} from '@headway/contracts';
import { pageOf } from '@headway/platform/http';
import type { Observable } from 'rxjs';
import { z } from 'zod';
import { type LiveEvent, LiveFeed } from '../live-feed.js';
import { RegionDirectory } from '../region-directory.js';
import { placeOf } from './place.js';

const regionPlaceSchema = z.tuple([z.string()]);

/** Signals that the fleet's stream carries; a vehicle's own stream has all of them. */
const SHOWN = ['Vehicle.CurrentLocation.Latitude', 'Vehicle.CurrentLocation.Longitude', 'Vehicle.Speed'];

@ApiTags('fleet')
@Controller('v1')
export class FleetController {
  constructor(
    @Inject(RegionDirectory) private readonly regions: RegionDirectory,
    @Inject(LiveFeed) private readonly feed: LiveFeed,
  ) {}

  /** The region directory, with the health that was last seen. */
  @Get('regions')
  @ApiOkResponse({ standardSchema: pageSchema(regionStatusSchema) })
  listRegions(@Query({ schema: pageQuerySchema }) { limit, cursor }: PageQuery): Page<RegionStatus> {
    const all = this.regions.list().sort((a, b) => (a.id < b.id ? -1 : 1));
    const [after] = placeOf(regionPlaceSchema, cursor) ?? [''];
    return pageOf(
      all.filter(({ id }) => id > after).slice(0, limit + 1),
      limit,
      all.length,
      (region) => region,
      ({ id }) => [id],
    );
  }

  /** Server-sent events of all vehicles: `twin` (place and speed only), `presence` and `turn`. */
  @Sse('stream')
  @ApiProduces('text/event-stream')
  stream(): Observable<MessageEvent> {
    return this.feed.stream(briefly);
  }
}

function briefly(event: LiveEvent): object | undefined {
  if (event.type !== 'twin') return event;
  const shown = SHOWN.filter((path) => event.signals[path]).map((path): [string, TwinSignal] => [path, event.signals[path] as TwinSignal]);
  return shown.length > 0 ? { ...event, signals: Object.fromEntries(shown) } : undefined;
}
