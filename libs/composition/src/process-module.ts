import { readFile } from 'node:fs/promises';
import { Controller, type DynamicModule, Get, Header, Inject, Module } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { assetPath } from '@headway/platform/assets';
import type { Metrics } from '@headway/platform/metrics';
import { z } from 'zod';

const processSchema = z.object({
  app: z.string(),
  version: z.string(),
  uptimeMs: z.number(),
  rssMb: z.number(),
  /** Highest resident memory since the start, MiB. */
  peakRssMb: z.number(),
});

const APP = Symbol('app');
const METRICS = Symbol('metrics');

/** Version of the platform, as in package.json. */
export const VERSION = '0.1.0';

const FRAME_PROTO = assetPath('libs/contracts/assets/frame.proto');

const mebibytes = (bytes: number) => Math.round(bytes / 1024 / 1024);

@ApiTags('process')
@Controller()
class ProcessController {
  constructor(
    @Inject(APP) private readonly app: string,
    @Inject(METRICS) private readonly metrics: Metrics,
  ) {}

  @Get('v1/process')
  @ApiOkResponse({ standardSchema: processSchema, description: 'Which process answers, since when, and how much memory it takes' })
  process(): z.infer<typeof processSchema> {
    return {
      app: this.app,
      version: VERSION,
      uptimeMs: Math.round(process.uptime() * 1000),
      rssMb: mebibytes(process.memoryUsage.rss()),
      peakRssMb: Math.round(process.resourceUsage().maxRSS / 1024),
    };
  }

  @Get('metrics')
  text(): Promise<string> {
    return this.metrics.text();
  }

  /** What a vehicle sends, for a protobuf compiler; docs/wire.md tells the rest. */
  @Get('v1/proto/frame.proto')
  @Header('content-type', 'text/plain; charset=utf-8')
  @ApiProduces('text/plain')
  @ApiOkResponse({ description: 'Schema of the frames that vehicles send', schema: { type: 'string' } })
  frameProto(): Promise<string> {
    return readFile(FRAME_PROTO, 'utf8');
  }
}

/** `GET /v1/process` and `GET /metrics` (Prometheus text format), in every app. */
@Module({})
export class ProcessModule {
  static register(app: string, metrics: Metrics): DynamicModule {
    return {
      module: ProcessModule,
      controllers: [ProcessController],
      providers: [
        { provide: APP, useValue: app },
        { provide: METRICS, useValue: metrics },
      ],
    };
  }
}
