import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import {
  type DeadLetter,
  DEAD_LETTER_STATES,
  type DeadLetterDetail,
  deadLetterDetailSchema,
  deadLetterReasonSchema,
  deadLetterSchema,
  type Page,
  pageQuerySchema,
  pageSchema,
  redriveRequestSchema,
  type RedriveResult,
  redriveResultSchema,
  type RedriveSummary,
  redriveSummarySchema,
  vinSchema,
} from '@headway/contracts';
import { findDeadLetter, haveBodies, type LetterKey, listDeadLetters, readBody } from '@headway/fleet/store';
import { AppError } from '@headway/platform/errors';
import { pageOf } from '@headway/platform/http';
import { z } from 'zod';
import { decodeLetter, toDeadLetter } from '../dead-letter-views.js';
import { FLEET_OPTIONS, type FleetOptions } from '../fleet-options.js';
import { letterId, Redriver } from '../redriver.js';
import { placeOf } from './place.js';

const time = z.coerce.number().int().nonnegative().optional();
const filterSchema = pageQuerySchema.extend({
  reason: deadLetterReasonSchema.optional(),
  vin: vinSchema.optional(),
  state: z.enum(DEAD_LETTER_STATES).optional(),
  from: time.describe('not before, milliseconds since 1970'),
  to: time.describe('before, milliseconds since 1970'),
});
const placeSchema = z.tuple([z.number(), z.number(), z.number()]);
const idSchema = z.string().regex(/^\d{1,9}-\d{1,15}$/, 'the id of a dead letter is partition-offset');

function keyOf(id: string): LetterKey {
  const [partition, offset] = id.split('-').map(Number);
  return { partition: partition as number, offset: offset as number };
}

@ApiTags('dead letters')
@Controller('v1/dead-letters')
export class DeadLettersController {
  constructor(
    @Inject(FLEET_OPTIONS) private readonly options: FleetOptions,
    @Inject(Redriver) private readonly redriver: Redriver,
  ) {}

  /** Messages that no reader can use, newest first. */
  @Get()
  @ApiOkResponse({ standardSchema: pageSchema(deadLetterSchema) })
  async list(@Query({ schema: filterSchema }) query: z.infer<typeof filterSchema>): Promise<Page<DeadLetter>> {
    const { limit, cursor, ...filter } = query;
    const { dataSource } = this.options;
    const before = placeOf(placeSchema, cursor);
    const { rows, total } = await listDeadLetters(dataSource, filter, { before, limit: limit + 1 });
    const kept = await haveBodies(dataSource, rows);
    const toItem = (row: (typeof rows)[number]) => toDeadLetter(row, kept.has(letterId(row)));
    return pageOf(rows, limit, total, toItem, ({ at, partition, offset }) => [at, partition, offset]);
  }

  /** One of them, with what can be read of it. */
  @Get(':id')
  @ApiOkResponse({ standardSchema: deadLetterDetailSchema })
  async detail(@Param('id', { schema: idSchema }) id: string): Promise<DeadLetterDetail> {
    const row = await findDeadLetter(this.options.dataSource, keyOf(id));
    if (!row) throw new AppError('not-found', `there is no dead letter ${id}, or it is too old to be listed`);
    const body = await readBody(this.options.dataSource, keyOf(id));
    return { ...toDeadLetter(row, body !== undefined), decoded: body ? decodeLetter(row.topic, body) : null };
  }

  /** The original message, byte for byte. */
  @Get(':id/bytes')
  @ApiProduces('application/octet-stream')
  async bytes(@Param('id', { schema: idSchema }) id: string): Promise<StreamableFile> {
    const body = await readBody(this.options.dataSource, keyOf(id));
    if (!body) throw new AppError('not-found', `the bytes of dead letter ${id} are not kept here, or not any more`);
    return new StreamableFile(body, { disposition: `attachment; filename="dead-letter-${id}"` });
  }

  /** Reads open letters again and appends to the log what has become readable. Send it again until nothing more is redriven. */
  @Post('redrive')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: redriveSummarySchema })
  redriveAll(@Body({ schema: redriveRequestSchema }) request: z.infer<typeof redriveRequestSchema>): Promise<RedriveSummary> {
    return this.redriver.redriveAll(request);
  }

  /** Reads one letter again. Doing so again after it has reached the log changes nothing. */
  @Post(':id/redrive')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: redriveResultSchema })
  redrive(@Param('id', { schema: idSchema }) id: string): Promise<RedriveResult> {
    return this.redriver.redrive(keyOf(id));
  }
}
