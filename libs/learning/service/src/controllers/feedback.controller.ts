import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  type Candidate,
  candidateSchema,
  type Cluster,
  clusterSchema,
  languageSchema,
  type Page,
  type PageQuery,
  pageQuerySchema,
  pageSchema,
} from '@headway/contracts';
import { ClusterStore } from '@headway/learning/store';
import { z } from 'zod';
import { Reviews } from '../reviews.js';

const filterSchema = pageQuerySchema.extend({
  state: clusterSchema.shape.state.optional(),
  label: z.string().max(256).optional(),
  language: languageSchema.optional(),
});

const reviewerSchema = z.string().trim().min(1).max(64).default('engineer');
const acceptSchema = z.object({ by: reviewerSchema, label: z.string().min(1).max(256).optional() }).prefault({});
const rejectSchema = z.object({ by: reviewerSchema }).prefault({});

@ApiTags('learning')
@Controller('v1/feedback/clusters')
export class FeedbackController {
  constructor(
    @Inject(ClusterStore) private readonly clusters: ClusterStore,
    @Inject(Reviews) private readonly reviews: Reviews,
  ) {}

  /** Candidates that ask for the same thing, newest clusters first. */
  @Get()
  @ApiOkResponse({ standardSchema: pageSchema(clusterSchema) })
  list(@Query({ schema: filterSchema }) filter: z.infer<typeof filterSchema>): Promise<Page<Cluster>> {
    return this.clusters.list(filter);
  }

  /** One cluster with a page of its candidates. */
  @Get(':id')
  @ApiOkResponse({ standardSchema: clusterSchema.extend({ candidates: pageSchema(candidateSchema) }) })
  async get(
    @Param('id') id: string,
    @Query({ schema: pageQuerySchema }) page: PageQuery,
  ): Promise<Cluster & { candidates: Page<Candidate> }> {
    return { ...(await this.clusters.get(id)), candidates: await this.clusters.candidates(id, page) };
  }

  /** Accepts a cluster with its label, or with a corrected one. */
  @Post(':id/accept')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: clusterSchema })
  accept(@Param('id') id: string, @Body({ schema: acceptSchema }) body: z.infer<typeof acceptSchema>): Promise<Cluster> {
    return this.reviews.decide(id, { state: 'accepted', ...body });
  }

  @Post(':id/reject')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: clusterSchema })
  reject(@Param('id') id: string, @Body({ schema: rejectSchema }) body: z.infer<typeof rejectSchema>): Promise<Cluster> {
    return this.reviews.decide(id, { state: 'rejected', ...body });
  }
}
