import {
  actionSchema,
  CE_TYPES,
  type CloudEventHeaders,
  CONTENT_TYPES,
  LOG_TOPICS,
  semanticFrameSchema,
  turnResponseSchema,
  vinSchema,
} from '@headway/contracts';
import type { Action, TurnRequest, TurnResponse } from '@headway/contracts';
import type { LogRecord } from '@headway/event-log/port';
import { z } from 'zod';

/**
 * One turn that a region answered, as it stands in `assistant.turns`. What the driver said, and everything that quotes it
 * (`utterance`, `frames`, text values of actions), is only there with the driver's consent to learning.
 */
export const turnRecordSchema = turnResponseSchema
  .pick({ turn: true, answeredBy: true, modelVersion: true, latencyMs: true, confidence: true, language: true })
  .extend({
    region: z.string(),
    vin: vinSchema,
    session: z.string().optional(),
    modelDigest: z.string(),
    deadlineMs: z.number(),
    at: z.number().int(),
    intents: z.array(z.string()),
    actions: z.array(actionSchema),
    consent: z.boolean(),
    utterance: z.string().optional(),
    frames: z.array(semanticFrameSchema).optional(),
  });
export type TurnRecord = z.infer<typeof turnRecordSchema>;

/** A turn that a region has just answered. */
export interface AnsweredTurn {
  region: string;
  request: TurnRequest;
  response: TurnResponse;
  modelDigest: string;
  atEpochMs: number;
  consent: boolean;
}

const withoutWords = ({ value, ...action }: Action): Action =>
  typeof value === 'string' || value === undefined ? action : { ...action, value };

export function turnRecord({ region, request, response, modelDigest, atEpochMs, consent }: AnsweredTurn): TurnRecord {
  const { turn, answeredBy, modelVersion, latencyMs, confidence, language, frames, actions } = response;
  return {
    turn,
    region,
    vin: request.vehicle.vin,
    ...(request.session === undefined ? {} : { session: request.session }),
    at: atEpochMs,
    answeredBy,
    modelVersion,
    modelDigest,
    latencyMs,
    deadlineMs: request.deadlineMs,
    confidence,
    language,
    intents: frames.map(({ intent }) => intent),
    actions: consent ? actions : actions.map(withoutWords),
    consent,
    ...(consent ? { utterance: request.utterance, frames } : {}),
  };
}

/** The turn as a record of the event log, keyed by VIN, its attributes as CloudEvents headers. */
export function toLogRecord(record: TurnRecord): LogRecord {
  const headers: CloudEventHeaders = {
    ce_specversion: '1.0',
    ce_id: record.turn,
    ce_source: `/regions/${record.region}`,
    ce_type: CE_TYPES.turn,
    ce_time: new Date(record.at).toISOString(),
    ce_subject: record.vin,
    'content-type': CONTENT_TYPES.json,
  };
  const attributes = Object.fromEntries(Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined));
  return { topic: LOG_TOPICS.turns, key: record.vin, value: Buffer.from(JSON.stringify(record)), headers: attributes };
}
