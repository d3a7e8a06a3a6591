import { Body, Controller, Delete, Get, Headers, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { listCommands } from '@headway/commands/store';
import {
  type Command,
  commandIdSchema,
  type CommandRequest,
  commandRequestSchema,
  commandSchema,
  commandStateSchema,
  type Page,
  pageQuerySchema,
  pageSchema,
  vinSchema,
} from '@headway/contracts';
import { AppError } from '@headway/platform/errors';
import { decodeCursor, pageOf } from '@headway/platform/http';
import { z } from 'zod';
import { COMMANDS_OPTIONS, type CommandsOptions } from './commands-options.js';
import { CommandsService, viewOf } from './commands-service.js';

const filterSchema = pageQuerySchema.extend({ state: commandStateSchema.optional() });
const placeSchema = z.tuple([z.number(), z.uuid()]);
const keySchema = z.string().min(1).max(128).optional();

@ApiTags('commands')
@Controller('v1/vehicles/:vin/commands')
export class CommandsController {
  constructor(
    @Inject(COMMANDS_OPTIONS) private readonly options: CommandsOptions,
    @Inject(CommandsService) private readonly service: CommandsService,
  ) {}

  /** Gives a command to a vehicle, which may be offline: it is sent until the vehicle answers or the command expires. */
  @Post()
  @HttpCode(202)
  @ApiHeader({ name: 'Idempotency-Key', required: false, description: 'As `idempotencyKey` in the body' })
  @ApiAcceptedResponse({ standardSchema: commandSchema })
  give(
    @Param('vin', { schema: vinSchema }) vin: string,
    @Body({ schema: commandRequestSchema }) body: CommandRequest,
    @Headers('idempotency-key') header?: string,
  ): Promise<Command> {
    const key = keySchema.safeParse(header);
    if (!key.success) throw new AppError('invalid-request', 'Idempotency-Key: one to 128 characters');
    if (key.data !== undefined && body.idempotencyKey !== undefined && key.data !== body.idempotencyKey)
      throw new AppError('invalid-request', 'Idempotency-Key: header and body name different keys');
    const idempotencyKey = body.idempotencyKey ?? key.data;
    return this.service.give(vin, { ...body, ...(idempotencyKey === undefined ? {} : { idempotencyKey }) });
  }

  /** Commands of a vehicle, newest first. */
  @Get()
  @ApiOkResponse({ standardSchema: pageSchema(commandSchema) })
  async list(
    @Param('vin', { schema: vinSchema }) vin: string,
    @Query({ schema: filterSchema }) { limit, cursor, state }: z.infer<typeof filterSchema>,
  ): Promise<Page<Command>> {
    const before = cursor === undefined ? undefined : placeSchema.safeParse(decodeCursor(cursor));
    if (before?.success === false) throw new AppError('invalid-cursor', 'the cursor belongs to another list');
    const { rows, total } = await listCommands(this.options.dataSource, { vin, state }, { before: before?.data, limit: limit + 1 });
    return pageOf(rows, limit, total, viewOf, ({ issuedAt, id }) => [issuedAt, id]);
  }

  @Get(':id')
  @ApiOkResponse({ standardSchema: commandSchema })
  find(@Param('vin', { schema: vinSchema }) vin: string, @Param('id', { schema: commandIdSchema }) id: string): Promise<Command> {
    return this.service.find(vin, id);
  }

  /** Calls a command back that the vehicle is not known to have received. */
  @Delete(':id')
  @ApiOkResponse({ standardSchema: commandSchema })
  cancel(@Param('vin', { schema: vinSchema }) vin: string, @Param('id', { schema: commandIdSchema }) id: string): Promise<Command> {
    return this.service.cancel(vin, id);
  }
}
