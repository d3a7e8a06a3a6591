import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  type CampaignDefinition,
  campaignDefinitionSchema,
  campaignIdSchema,
  type CampaignSummary,
  campaignSummarySchema,
  type CampaignVehicle,
  campaignVehicleSchema,
  type CampaignView,
  campaignViewSchema,
  type DryRunReport,
  dryRunReportSchema,
  type DryRunRequest,
  dryRunRequestSchema,
  type Page,
  pageSchema,
} from '@headway/contracts';
import { CampaignsService } from './campaigns-service.js';
import { DryRuns } from './dry-runs.js';
import {
  type CampaignChange,
  campaignChangeSchema,
  type CampaignQuery,
  campaignQuerySchema,
  type CampaignVehicleQuery,
  campaignVehicleQuerySchema,
} from './requests.js';

@ApiTags('campaigns')
@Controller('v1')
export class CampaignsController {
  constructor(
    @Inject(CampaignsService) private readonly campaigns: CampaignsService,
    @Inject(DryRuns) private readonly dryRuns: DryRuns,
  ) {}

  /** Drafts a campaign; vehicles get it when it is started. */
  @Post('campaigns')
  @ApiCreatedResponse({ standardSchema: campaignSummarySchema })
  create(@Body({ schema: campaignDefinitionSchema }) definition: CampaignDefinition): Promise<CampaignSummary> {
    return this.campaigns.create(definition);
  }

  /** What a campaign would have done with recorded history: triggers and bytes by vehicle and day. Nothing is sent. */
  // A colon begins a parameter in this router; two stand for one.
  @Post('campaigns::dryRun')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: dryRunReportSchema })
  dryRun(@Body({ schema: dryRunRequestSchema }) request: DryRunRequest): Promise<DryRunReport> {
    return this.dryRuns.run(request);
  }

  @Get('campaigns')
  @ApiOkResponse({ standardSchema: pageSchema(campaignSummarySchema) })
  list(@Query({ schema: campaignQuerySchema }) query: CampaignQuery): Promise<Page<CampaignSummary>> {
    return this.campaigns.list(query);
  }

  /** The campaign, what vehicles make of it, and what has arrived of it. */
  @Get('campaigns/:id')
  @ApiOkResponse({ standardSchema: campaignViewSchema })
  view(@Param('id', { schema: campaignIdSchema }) id: string): Promise<CampaignView> {
    return this.campaigns.view(id);
  }

  /** Vehicles that have reported the campaign or sent frames of it. */
  @Get('campaigns/:id/vehicles')
  @ApiOkResponse({ standardSchema: pageSchema(campaignVehicleSchema) })
  vehicles(
    @Param('id', { schema: campaignIdSchema }) id: string,
    @Query({ schema: campaignVehicleQuerySchema }) query: CampaignVehicleQuery,
  ): Promise<Page<CampaignVehicle>> {
    return this.campaigns.vehicles(id, query);
  }

  /** Changes the definition, as a new revision. */
  @Put('campaigns/:id')
  @ApiOkResponse({ standardSchema: campaignSummarySchema })
  change(
    @Param('id', { schema: campaignIdSchema }) id: string,
    @Body({ schema: campaignChangeSchema }) { revision, ...definition }: CampaignChange,
  ): Promise<CampaignSummary> {
    return this.campaigns.change(id, revision, definition);
  }

  /** Sends it to its vehicles, those that are seen later included. */
  @Post('campaigns/:id/start')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: campaignSummarySchema })
  start(@Param('id', { schema: campaignIdSchema }) id: string): Promise<CampaignSummary> {
    return this.campaigns.move(id, 'start');
  }

  /** Takes it from its vehicles; it can be started again. */
  @Post('campaigns/:id/pause')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: campaignSummarySchema })
  pause(@Param('id', { schema: campaignIdSchema }) id: string): Promise<CampaignSummary> {
    return this.campaigns.move(id, 'pause');
  }

  /** Takes it from its vehicles for good. */
  @Post('campaigns/:id/stop')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: campaignSummarySchema })
  stop(@Param('id', { schema: campaignIdSchema }) id: string): Promise<CampaignSummary> {
    return this.campaigns.move(id, 'stop');
  }

  /** Forgets a campaign that does not run, with its statistics; the collected frames stay. */
  @Delete('campaigns/:id')
  @HttpCode(204)
  @ApiNoContentResponse()
  remove(@Param('id', { schema: campaignIdSchema }) id: string): Promise<void> {
    return this.campaigns.remove(id);
  }
}
