import { Body, Controller, Get, HttpCode, Inject, type MessageEvent, Param, Post, Query, Sse } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Page, pageQuerySchema, pageSchema, type TrainingRun, trainingRunSchema } from '@headway/contracts';
import { RunStore } from '@headway/learning/store';
import { map, type Observable } from 'rxjs';
import { z } from 'zod';
import { TrainingRuns } from '../training/training-runs.js';

const familySchema = trainingRunSchema.shape.family;
const createSchema = z.object({ dataset: z.string().min(1).max(64), family: familySchema });
const filterSchema = pageQuerySchema.extend({
  state: trainingRunSchema.shape.state.optional(),
  dataset: z.string().max(64).optional(),
  family: familySchema.optional(),
});

@ApiTags('learning')
@Controller('v1/training-runs')
export class TrainingRunsController {
  constructor(
    @Inject(RunStore) private readonly store: RunStore,
    @Inject(TrainingRuns) private readonly runs: TrainingRuns,
  ) {}

  /** Fine-tunes the family's newest released model on a dataset; the answer is the run in the queue. */
  @Post()
  @HttpCode(202)
  @ApiAcceptedResponse({ standardSchema: trainingRunSchema })
  create(@Body({ schema: createSchema }) body: z.infer<typeof createSchema>): Promise<TrainingRun> {
    return this.runs.create(body);
  }

  @Get()
  @ApiOkResponse({ standardSchema: pageSchema(trainingRunSchema) })
  list(@Query({ schema: filterSchema }) filter: z.infer<typeof filterSchema>): Promise<Page<TrainingRun>> {
    return this.store.list(filter);
  }

  @Get(':id')
  @ApiOkResponse({ standardSchema: trainingRunSchema })
  get(@Param('id') id: string): Promise<TrainingRun> {
    return this.store.get(id);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: trainingRunSchema })
  cancel(@Param('id') id: string): Promise<TrainingRun> {
    return this.runs.cancel(id);
  }

  /** Server-sent events `run`: the run now and after each change, at most once a second; ends with the run. */
  @Sse(':id/stream')
  async stream(@Param('id') id: string): Promise<Observable<MessageEvent>> {
    await this.store.get(id);
    return this.runs.watch(id).pipe(map((run) => ({ type: 'run', data: run })));
  }
}
