import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Page, pageSchema, type Rollout, rolloutSchema } from '@headway/contracts';
import {
  type Actor,
  actorSchema,
  type CreateRollout,
  createRolloutSchema,
  type Reasoned,
  reasonedSchema,
  type RolloutQuery,
  rolloutQuerySchema,
} from './requests.js';
import { RolloutsService } from './rollouts-service.js';

@ApiTags('rollouts')
@Controller('v1/rollouts')
export class RolloutsController {
  constructor(@Inject(RolloutsService) private readonly rollouts: RolloutsService) {}

  /** Drafts a rollout; nothing happens before its approval. */
  @Post()
  @ApiCreatedResponse({ standardSchema: rolloutSchema })
  create(@Body({ schema: createRolloutSchema }) { by, ...request }: CreateRollout): Promise<Rollout> {
    return this.rollouts.create(request, by);
  }

  @Get()
  @ApiOkResponse({ standardSchema: pageSchema(rolloutSchema) })
  list(@Query({ schema: rolloutQuerySchema }) query: RolloutQuery): Promise<Page<Rollout>> {
    return this.rollouts.list(query);
  }

  @Get(':id')
  @ApiOkResponse({ standardSchema: rolloutSchema })
  get(@Param('id') id: string): Promise<Rollout> {
    return this.rollouts.get(id);
  }

  @Post(':id/approve')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: rolloutSchema })
  approve(@Param('id') id: string, @Body({ schema: actorSchema }) { by }: Actor): Promise<Rollout> {
    return this.rollouts.approve(id, by);
  }

  /** Stops promotion and new assignments; vehicles keep what they have. */
  @Post(':id/halt')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: rolloutSchema })
  halt(@Param('id') id: string, @Body({ schema: reasonedSchema }) { by, reason }: Reasoned): Promise<Rollout> {
    return this.rollouts.halt(id, by, reason);
  }

  /** Goes on after a halt; failed vehicles get another try and the comparisons begin anew. */
  @Post(':id/resume')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: rolloutSchema })
  resume(@Param('id') id: string, @Body({ schema: actorSchema }) { by }: Actor): Promise<Rollout> {
    return this.rollouts.resume(id, by);
  }

  /** Sends every vehicle that was reached what it ran before. */
  @Post(':id/rollback')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: rolloutSchema })
  rollback(@Param('id') id: string, @Body({ schema: reasonedSchema }) { by, reason }: Reasoned): Promise<Rollout> {
    return this.rollouts.rollback(id, by, reason);
  }

  /** Gives up a rollout that has not begun. */
  @Post(':id/cancel')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: rolloutSchema })
  cancel(@Param('id') id: string, @Body({ schema: actorSchema }) { by }: Actor): Promise<Rollout> {
    return this.rollouts.cancel(id, by);
  }
}
