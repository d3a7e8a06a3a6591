import { Body, Controller, Get, Headers, HttpCode, Inject, Post, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  type RegionHealth,
  regionHealthSchema,
  type TurnRequest,
  turnRequestSchema,
  type TurnResponse,
  turnResponseSchema,
} from '@headway/contracts';
import type { FastifyReply } from 'fastify';
import { RegionService } from './region-service.js';

/** Header by which the vehicle says that the driver has consented to a use of the utterance; the only purpose is `learning`. */
const CONSENT_HEADER = 'x-headway-consent';

@ApiTags('assistant')
@Controller('v1')
export class RegionController {
  constructor(@Inject(RegionService) private readonly region: RegionService) {}

  /** Answers one turn within `deadlineMs`, the budget that remains. */
  @Post('assistant/turns')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: turnResponseSchema, description: 'A validated plan, an answer or a question back' })
  @ApiHeader({ name: CONSENT_HEADER, required: false, description: '`learning` lets the fleet learn from the utterance' })
  async turn(
    @Body({ schema: turnRequestSchema }) request: TurnRequest,
    @Headers(CONSENT_HEADER) purposes: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TurnResponse> {
    const hangUp = new AbortController();
    reply.raw.once('close', () => hangUp.abort());
    const consent = (purposes ?? '').split(',').some((purpose) => purpose.trim() === 'learning');
    return this.region.answer(request, { consent, signal: hangUp.signal });
  }

  @Get('health')
  @ApiOkResponse({ standardSchema: regionHealthSchema, description: 'State of the region, its queue and its model' })
  health(): RegionHealth {
    return this.region.health();
  }
}
