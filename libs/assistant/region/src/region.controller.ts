import { Body, Controller, Get, Headers, HttpCode, Inject, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type RegionHealth, type TurnRequest, turnRequestSchema, type TurnResponse } from '@headway/contracts';
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
  health(): RegionHealth {
    return this.region.health();
  }
}
