import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AppError } from '@headway/platform/errors';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Artifacts } from './artifacts.js';
import { ROLLOUTS_OPTIONS, type RolloutsOptions } from './rollouts-options.js';
import { sendFile } from './send-file.js';

/** The image repository as TUF clients read it (TUF 1.0, consistent snapshots). */
@ApiTags('repository')
@Controller('v1/repository')
export class RepositoryController {
  constructor(
    @Inject(ROLLOUTS_OPTIONS) private readonly options: RolloutsOptions,
    @Inject(Artifacts) private readonly artifacts: Artifacts,
  ) {}

  @Get('metadata/:name')
  async metadata(@Param('name') name: string, @Res() reply: FastifyReply): Promise<void> {
    const bytes = await this.options.signer.metadata(name);
    if (!bytes) throw new AppError('not-found', `there is no metadata file ${name}`);
    await reply.type('application/json').header('cache-control', 'no-cache').send(Buffer.from(bytes));
  }

  /** A target's file, `…/<sha256>.<name>`; understands `Range`, `If-Range` and `If-None-Match`. */
  @Get('targets/*')
  async target(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const digest = /\/([0-9a-f]{64})\.[^/]+$/.exec(new URL(request.url, 'http://localhost').pathname)?.[1];
    if (!digest) throw new AppError('not-found', 'a target file is named by its SHA-256');
    await sendFile(request, reply, { digest, path: this.artifacts.path(digest) });
  }
}
