import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Connectivity, connectivitySchema, vinSchema } from '@headway/contracts';
import { sessionsOf, standingOf } from '@headway/fleet/connectivity';
import { findVehicle, readConnections } from '@headway/fleet/store';
import { AppError } from '@headway/platform/errors';
import { FLEET_OPTIONS, type FleetOptions } from '../fleet-options.js';

@ApiTags('fleet')
@Controller('v1/vehicles')
export class ConnectivityController {
  constructor(@Inject(FLEET_OPTIONS) private readonly options: FleetOptions) {}

  /** When the vehicle was connected and why it was not any more, newest first; a flapping network shows as it was. */
  @Get(':vin/connectivity')
  @ApiOkResponse({ standardSchema: connectivitySchema })
  async connectivity(@Param('vin', { schema: vinSchema }) vin: string): Promise<Connectivity> {
    const { dataSource } = this.options;
    if (!(await findVehicle(dataSource, vin, []))) throw new AppError('not-found', `no vehicle ${vin} has ever been heard of`);
    const known = await readConnections(dataSource, vin);
    const { online, sinceMs: since } = standingOf(known);
    const connections = sessionsOf(known).map(
      ({ boot, connectedMs: connectedAt, disconnectedMs: disconnectedAt, reason, clockAheadMs }) => ({
        boot,
        connectedAt,
        disconnectedAt,
        reason,
        clockAheadMs,
      }),
    );
    return { vin, online, since, connections: connections.reverse() };
  }
}
