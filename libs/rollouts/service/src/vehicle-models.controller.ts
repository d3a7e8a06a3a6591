import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { vinSchema } from '@headway/contracts';
import { ROLLOUTS_OPTIONS, type RolloutsOptions } from './rollouts-options.js';
import { type VehicleModel, vehicleModelSchema, whyThisModel } from './vehicle-model.js';

@ApiTags('vehicles')
@Controller('v1/vehicles')
export class VehicleModelsController {
  constructor(@Inject(ROLLOUTS_OPTIONS) private readonly options: RolloutsOptions) {}

  /** Why this model: from the attested digest back to gate, dataset, signatures and rollout. */
  @Get(':vin/model')
  @ApiOkResponse({ standardSchema: vehicleModelSchema })
  why(@Param('vin', { schema: vinSchema }) vin: string): Promise<VehicleModel> {
    return whyThisModel(this.options.dataSource, vin);
  }
}
