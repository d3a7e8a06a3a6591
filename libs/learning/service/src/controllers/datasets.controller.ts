import { Body, Controller, Get, Header, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Dataset, datasetSchema, type Page, type PageQuery, pageQuerySchema, pageSchema } from '@headway/contracts';
import { DatasetStore } from '@headway/learning/store';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { DatasetBuilder } from '../dataset-builder.js';

const createSchema = z.object({ clusters: z.array(z.string().max(320)).min(1).max(1000).optional() }).prefault({});
const splitSchema = z.object({ split: z.enum(['train', 'held-out']).optional() });

@ApiTags('learning')
@Controller('v1/datasets')
export class DatasetsController {
  constructor(
    @Inject(DatasetStore) private readonly datasets: DatasetStore,
    @Inject(DatasetBuilder) private readonly builder: DatasetBuilder,
  ) {}

  /** Makes a dataset version of the given accepted clusters, or of all: 201, or 200 when that very dataset is there already. */
  @Post()
  @ApiCreatedResponse({ standardSchema: datasetSchema })
  async create(
    @Body({ schema: createSchema }) body: z.infer<typeof createSchema>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Dataset> {
    const { dataset, created } = await this.builder.create(body.clusters);
    reply.status(created ? 201 : 200);
    return dataset;
  }

  @Get()
  @ApiOkResponse({ standardSchema: pageSchema(datasetSchema) })
  list(@Query({ schema: pageQuerySchema }) page: PageQuery): Promise<Page<Dataset>> {
    return this.datasets.list(page);
  }

  @Get(':id')
  @ApiOkResponse({ standardSchema: datasetSchema })
  get(@Param('id') id: string): Promise<Dataset> {
    return this.datasets.get(id);
  }

  /** All examples as JSON Lines, each with its split, how often it was said, and the candidates behind it. */
  @Get(':id/examples')
  @ApiOkResponse({ description: 'JSON Lines', content: { 'application/x-ndjson': { schema: { type: 'string' } } } })
  @Header('content-type', 'application/x-ndjson; charset=utf-8')
  async examples(@Param('id') id: string, @Query({ schema: splitSchema }) { split }: z.infer<typeof splitSchema>): Promise<string> {
    await this.datasets.get(id);
    const entries = await this.datasets.examples(id);
    return entries
      .filter((entry) => split === undefined || entry.split === split)
      .map(({ example, ...origin }) => `${JSON.stringify({ ...example, ...origin })}\n`)
      .join('');
  }
}
