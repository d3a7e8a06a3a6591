import { type DynamicModule, Inject, Module, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { type IngestOptions, IngestService } from './ingest-service.js';

/** Ingest as a module: creates the topics when the application starts; the app connects it to a broker. */
@Module({})
export class IngestModule implements OnModuleInit, OnApplicationShutdown {
  constructor(@Inject(IngestService) private readonly service: IngestService) {}

  static register(options: IngestOptions): DynamicModule {
    return {
      module: IngestModule,
      providers: [{ provide: IngestService, useFactory: () => new IngestService(options) }],
      exports: [IngestService],
    };
  }

  async onModuleInit(): Promise<void> {
    await this.service.start();
  }

  onApplicationShutdown(): void {
    this.service.close();
  }
}
