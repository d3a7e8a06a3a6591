export { bootSchema, epochMsSchema, languageSchema, sha256Schema, vinSchema } from './identity.js';
export type { Language } from './identity.js';
export { exampleSchema, labelledFrameSchema, OUT_OF_SCOPE, slotSchema, spanSchema } from './learning/example.js';
export type { Example, LabelledFrame, Slot, Span } from './learning/example.js';
export { evaluationSchema, modelCardSchema, tokenizerSpecSchema } from './learning/model-card.js';
export type { Evaluation, FrameRule, ModelCard, TokenizerSpec } from './learning/model-card.js';
export {
  actionSchema,
  actionStatusSchema,
  answeredBySchema,
  planSchema,
  recognisedSlotSchema,
  riskSchema,
  semanticFrameSchema,
  signalValueSchema,
  turnRequestSchema,
  turnResponseSchema,
  vehicleStateSchema,
} from './assistant/plan.js';
export type {
  Action,
  AnsweredBy,
  Plan,
  RecognisedSlot,
  Risk,
  SemanticFrame,
  SignalValue,
  TurnRequest,
  TurnResponse,
  VehicleState,
} from './assistant/plan.js';
export { regionHealthSchema, regionSchema, regionStatusSchema } from './assistant/region.js';
export type { Region, RegionHealth, RegionStatus } from './assistant/region.js';
export { EVENT_STREAM, TELEMETRY_STREAM } from './telemetry/frame.js';
export type { Column, Frame, Stream } from './telemetry/frame.js';
export { decodeFrame, encodeFrame, MAX_FRAME_BYTES, MAX_FRAME_COLUMNS, readFrameHeader, readFrameIdentity } from './telemetry/codec.js';
export type { ColumnCheck, ColumnKind } from './telemetry/codec-column.js';
export type { FrameHeader } from './telemetry/codec.js';
export { FRAME_ERROR_REASONS, FrameError } from './telemetry/codec-error.js';
export type { FrameErrorReason } from './telemetry/codec-error.js';
export {
  bootStartedSchema,
  framesLostSchema,
  headsSchema,
  manualActionSchema,
  modelStatusSchema,
  sequenceRangesSchema,
  turnFinishedSchema,
  vehicleEventSchema,
} from './telemetry/event.js';
export type { ManualAction, ModelStatus, SequenceRanges, TurnFinished, VehicleEvent } from './telemetry/event.js';
export { ackSchema, presenceSchema, resendSchema, simpleTelemetrySchema } from './telemetry/downlink.js';
export type { Ack, Presence, Resend, SimpleTelemetry, SimpleValue } from './telemetry/downlink.js';
export { ALL_UP_TOPICS, allDownTopics, DOWN_CHANNELS, downTopic, parseUpTopic, UP_CHANNELS, upTopic } from './telemetry/topics.js';
export type { DownChannel, UpChannel } from './telemetry/topics.js';
export {
  DEAD_LETTER_REASONS,
  DEAD_LETTER_STATES,
  deadLetterDetailSchema,
  deadLetterHeadersSchema,
  deadLetterReasonSchema,
  deadLetterSchema,
  HIGHEST_SEQUENCE,
  MOST_CLOCK_ERROR_MS,
  rateLimitedSchema,
  redriveRequestSchema,
  redriveResultSchema,
  redriveSummarySchema,
} from './telemetry/dead-letter.js';
export type {
  DeadLetter,
  DeadLetterDetail,
  DeadLetterReason,
  DeadLetterState,
  RateLimited,
  RedriveResult,
  RedriveSummary,
} from './telemetry/dead-letter.js';
export { LOSS_REASONS, lossCountsSchema, lossReasonSchema } from './telemetry/loss.js';
export type { LossCounts, LossReason } from './telemetry/loss.js';
export { CE_TYPES, cloudEventHeadersSchema, CONTENT_TYPES } from './telemetry/cloud-event.js';
export type { CloudEventHeaders } from './telemetry/cloud-event.js';
export {
  commandIdSchema,
  commandOutcomeSchema,
  commandRequestSchema,
  commandSchema,
  commandStateSchema,
  commandStatusSchema,
  vehicleCommandSchema,
} from './commands/command.js';
export type { Command, CommandOutcome, CommandRequest, CommandState, CommandStatus, VehicleCommand } from './commands/command.js';
export { LOG_TOPIC_SPECS, LOG_TOPICS } from './event-log-topics.js';
export type { LogTopic } from './event-log-topics.js';
export { pageQuerySchema, pageSchema } from './http/page.js';
export type { Page, PageQuery } from './http/page.js';
export { problemSchema } from './http/problem.js';
export type { Problem } from './http/problem.js';
export { assignmentSchema, gateCheckSchema, gateReportSchema, modelVersionSchema, signedAssignmentSchema } from './rollouts/model.js';
export type { Assignment, GateCheck, GateReport, ModelVersion, SignedAssignment } from './rollouts/model.js';
export {
  cohortFilterSchema,
  decisionSchema,
  rolloutRequestSchema,
  rolloutSchema,
  rolloutStateSchema,
  stagePlanSchema,
} from './rollouts/rollout.js';
export type { CohortFilter, Decision, Rollout, RolloutRequest, RolloutState, StagePlan } from './rollouts/rollout.js';
export {
  candidateSchema,
  clusterSchema,
  datasetSchema,
  feedbackKindSchema,
  feedbackRecordSchema,
  learningStatusSchema,
  trainingRunSchema,
} from './learning/loop.js';
export type { Candidate, Cluster, Dataset, FeedbackRecord, LearningStatus, TrainingRun } from './learning/loop.js';
export { completenessSchema, streamCompletenessSchema, twinSignalSchema, vehicleSummarySchema, vehicleTwinSchema } from './fleet/twin.js';
export type { Completeness, CompletenessTotals, TwinSignal, VehicleSummary, VehicleTwin } from './fleet/twin.js';
export { historyPointSchema, vehicleHistorySchema } from './fleet/history.js';
export type { HistoryPoint, VehicleHistory } from './fleet/history.js';
export { connectionSchema, connectivitySchema } from './fleet/connectivity.js';
export type { Connectivity } from './fleet/connectivity.js';
export { receiptSchema } from './fleet/receipt.js';
export type { Receipt } from './fleet/receipt.js';
export { registrationRecordSchema, registrationRequestSchema, registrationSchema } from './fleet/registration.js';
export type { Registration, RegistrationRecord } from './fleet/registration.js';
export { fleetCompletenessSchema, incompleteVehicleSchema, turnSummarySchema, vehicleTurnSchema } from './fleet/overview.js';
export type { FleetCompleteness, IncompleteVehicle, TurnSummary, VehicleTurn } from './fleet/overview.js';
export {
  campaignCohortSchema,
  campaignIdSchema,
  campaignRef,
  campaignSchema,
  campaignSetSchema,
  campaignTriggerSchema,
  MAX_CAMPAIGN_SIGNALS,
  MAX_CAMPAIGNS,
  MAX_CONDITION_LENGTH,
} from './campaigns/campaign.js';
export type { Campaign, CampaignCohort, CampaignSet, CampaignTrigger } from './campaigns/campaign.js';
export { campaignsActiveSchema, campaignVehicleStateSchema } from './campaigns/campaign-state.js';
export type { CampaignsActive, CampaignVehicleState } from './campaigns/campaign-state.js';
export {
  campaignDefinitionSchema,
  campaignStateSchema,
  campaignSummarySchema,
  campaignVehicleSchema,
  campaignViewSchema,
  dryRunReportSchema,
  dryRunRequestSchema,
} from './campaigns/campaign-api.js';
export type {
  CampaignDefinition,
  CampaignState,
  CampaignSummary,
  CampaignVehicle,
  CampaignView,
  DryRunReport,
  DryRunRequest,
} from './campaigns/campaign-api.js';
