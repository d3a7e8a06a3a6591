import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type ModelVersion, modelVersionSchema, type Page, pageSchema } from '@headway/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Artifacts } from './artifacts.js';
import { Registry } from './registry.js';
import { type Actor, actorSchema, type AttachGate, attachGateSchema, type ModelQuery, modelQuerySchema } from './requests.js';
import { sendFile } from './send-file.js';
import { readUpload } from './upload.js';

@ApiTags('models')
@Controller('v1/models')
export class ModelsController {
  constructor(
    @Inject(Registry) private readonly registry: Registry,
    @Inject(Artifacts) private readonly artifacts: Artifacts,
  ) {}

  /** Registers a model file; its card is read from the file. The same file again gives the same model. */
  @Post()
  @ApiConsumes('application/octet-stream', 'multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['model'],
      properties: {
        model: { type: 'string', format: 'binary' },
        gate: { type: 'string', description: 'the gate report as JSON' },
        dataset: { type: 'string' },
        by: { type: 'string' },
      },
    },
  })
  @ApiCreatedResponse({ standardSchema: modelVersionSchema })
  async register(@Req() request: FastifyRequest): Promise<ModelVersion> {
    return this.registry.register(await readUpload(request));
  }

  @Get()
  @ApiOkResponse({ standardSchema: pageSchema(modelVersionSchema) })
  list(@Query({ schema: modelQuerySchema }) query: ModelQuery): Promise<Page<ModelVersion>> {
    return this.registry.list(query);
  }

  @Get(':id')
  @ApiOkResponse({ standardSchema: modelVersionSchema })
  get(@Param('id') id: string): Promise<ModelVersion> {
    return this.registry.get(id);
  }

  /** The model file; understands `Range`, `If-Range` and `If-None-Match`. */
  @Get(':id/artifact')
  async artifact(@Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { digest } = await this.registry.get(id);
    await sendFile(request, reply, { digest, path: this.artifacts.path(digest) });
  }

  /** Attaches the gate report of a file that was uploaded without one. */
  @Put(':id/gate')
  @ApiOkResponse({ standardSchema: modelVersionSchema })
  attachGate(@Param('id') id: string, @Body({ schema: attachGateSchema }) { gate, by }: AttachGate): Promise<ModelVersion> {
    return this.registry.attachGate(id, gate, by);
  }

  /** Releases a region's model. */
  @Post(':id/release')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: modelVersionSchema })
  release(@Param('id') id: string, @Body({ schema: actorSchema }) { by }: Actor): Promise<ModelVersion> {
    return this.registry.release(id, by);
  }

  /** Takes a model out of use. */
  @Post(':id/withdraw')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: modelVersionSchema })
  withdraw(@Param('id') id: string, @Body({ schema: actorSchema }) { by }: Actor): Promise<ModelVersion> {
    return this.registry.withdraw(id, by);
  }
}
