import { type DynamicModule, Inject, Module, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Outbox } from '@headway/rollouts/store';
import type { FastifyInstance } from 'fastify';
import { Artifacts } from './artifacts.js';
import { Director } from './director.js';
import { ModelsController } from './models.controller.js';
import { OutboxWorker } from './outbox-worker.js';
import { Registry } from './registry.js';
import { RepositoryController } from './repository.controller.js';
import { RolloutEngine } from './rollout-engine.js';
import { RolloutsController } from './rollouts.controller.js';
import { ROLLOUTS_OPTIONS, type RolloutsOptions } from './rollouts-options.js';
import { RolloutsService } from './rollouts-service.js';
import { Ticker } from './ticker.js';
import { acceptUploads } from './upload.js';
import { VehicleEventsReader } from './vehicle-events-reader.js';
import { VehicleModelsController } from './vehicle-models.controller.js';
import { VehicleProgress } from './vehicle-progress.js';

/** Model registry, image repository and staged rollouts. Starts with the application; ends what it has in hand when that stops. */
@Module({})
export class RolloutsModule implements OnModuleInit, OnApplicationShutdown {
  constructor(
    @Inject(HttpAdapterHost) private readonly http: HttpAdapterHost,
    @Inject(OutboxWorker) private readonly worker: OutboxWorker,
    @Inject(VehicleEventsReader) private readonly reader: VehicleEventsReader,
    @Inject(Ticker) private readonly ticker: Ticker,
  ) {}

  static register(options: RolloutsOptions): DynamicModule {
    const outbox = new Outbox(options.dataSource);
    const artifacts = new Artifacts(options.artifactFolder);
    const worker = new OutboxWorker(outbox, options);
    const director = new Director(options, outbox);
    const engine = new RolloutEngine({ options, outbox, worker, director });
    const progress = new VehicleProgress({ options, director });
    return {
      module: RolloutsModule,
      controllers: [ModelsController, RepositoryController, RolloutsController, VehicleModelsController],
      providers: [
        { provide: ROLLOUTS_OPTIONS, useValue: options },
        { provide: Artifacts, useValue: artifacts },
        { provide: OutboxWorker, useValue: worker },
        { provide: Registry, useValue: new Registry({ options, artifacts, outbox, worker }) },
        { provide: RolloutsService, useValue: new RolloutsService({ options, outbox, worker, engine }) },
        { provide: VehicleEventsReader, useValue: new VehicleEventsReader({ options, progress, worker }) },
        { provide: Ticker, useValue: new Ticker({ options, engine, worker }) },
      ],
      exports: [Registry, RolloutsService],
    };
  }

  async onModuleInit(): Promise<void> {
    acceptUploads(this.http.httpAdapter.getInstance<FastifyInstance>());
    await this.reader.start();
    this.worker.wake();
    this.ticker.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.ticker.stop();
    await this.reader.stop();
    await this.worker.stop();
  }
}
