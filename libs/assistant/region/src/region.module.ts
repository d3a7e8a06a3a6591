import { type DynamicModule, Module } from '@nestjs/common';
import { REGION_OPTIONS, type RegionOptions } from './region-options.js';
import { RegionController } from './region.controller.js';
import { RegionService } from './region-service.js';

/** One region's assistant as a Nest module. `RegionService.swapModel` exchanges the model while it serves. */
@Module({})
export class RegionModule {
  static register(options: RegionOptions): DynamicModule {
    return {
      module: RegionModule,
      controllers: [RegionController],
      providers: [{ provide: REGION_OPTIONS, useValue: options }, RegionService],
      exports: [RegionService],
    };
  }
}
