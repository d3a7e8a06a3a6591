import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type LearningStatus, learningStatusSchema } from '@headway/contracts';
import { ClusterStore, DatasetStore, RunStore } from '@headway/learning/store';
import { learningStatus } from '../status.js';

@ApiTags('learning')
@Controller('v1/learning')
export class StatusController {
  constructor(
    @Inject(ClusterStore) private readonly clusters: ClusterStore,
    @Inject(DatasetStore) private readonly datasets: DatasetStore,
    @Inject(RunStore) private readonly runs: RunStore,
  ) {}

  /** Where the loop stands: collecting, reviewable, training, gated or registered. */
  @Get('status')
  @ApiOkResponse({ standardSchema: learningStatusSchema })
  status(): Promise<LearningStatus> {
    return learningStatus({ clusters: this.clusters, datasets: this.datasets, runs: this.runs });
  }
}
