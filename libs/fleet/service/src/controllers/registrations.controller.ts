import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  type Page,
  type PageQuery,
  pageQuerySchema,
  pageSchema,
  type Registration,
  registrationRequestSchema,
  registrationSchema,
  vinSchema,
} from '@headway/contracts';
import { listRegistrations } from '@headway/fleet/store';
import { AppError } from '@headway/platform/errors';
import { pageOf } from '@headway/platform/http';
import { z } from 'zod';
import { FLEET_OPTIONS, type FleetOptions } from '../fleet-options.js';
import { Registrations } from '../registrations.js';
import { placeOf } from './place.js';

const placeSchema = z.tuple([z.string()]);

/** Which vehicles may send telemetry where `HEADWAY_VEHICLES=registered`. */
@ApiTags('registrations')
@Controller('v1')
export class RegistrationsController {
  constructor(
    @Inject(FLEET_OPTIONS) private readonly options: FleetOptions,
    @Inject(Registrations) private readonly registrations: Registrations,
  ) {}

  /** Registers a vehicle. Registering it again changes nothing. */
  @Post('vehicles')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: registrationSchema })
  async register(@Body({ schema: registrationRequestSchema }) { vin }: z.infer<typeof registrationRequestSchema>): Promise<Registration> {
    await this.registrations.change(vin, true);
    return this.one(vin);
  }

  /** Takes a vehicle off the register: what it sends from now on goes to the dead letters. What is known of it stays. */
  @Delete('vehicles/:vin')
  @HttpCode(204)
  @ApiNoContentResponse()
  async remove(@Param('vin', { schema: vinSchema }) vin: string): Promise<void> {
    await this.one(vin);
    await this.registrations.change(vin, false);
  }

  /** Registered vehicles in the order of their VINs. */
  @Get('registrations')
  @ApiOkResponse({ standardSchema: pageSchema(registrationSchema) })
  async list(@Query({ schema: pageQuerySchema }) { limit, cursor }: PageQuery): Promise<Page<Registration>> {
    const [after] = placeOf(placeSchema, cursor) ?? [''];
    const { rows, total } = await listRegistrations(this.options.dataSource, { after, limit: limit + 1 });
    return pageOf(
      rows,
      limit,
      total,
      ({ vin, changedAt }) => ({ vin, registeredAt: changedAt }),
      ({ vin }) => [vin],
    );
  }

  @Get('registrations/:vin')
  @ApiOkResponse({ standardSchema: registrationSchema })
  async one(@Param('vin', { schema: vinSchema }) vin: string): Promise<Registration> {
    const row = await this.registrations.find(vin);
    if (!row) throw new AppError('not-found', `vehicle ${vin} is not registered`);
    return { vin, registeredAt: row.changedAt };
  }
}
