import {
  CE_TYPES,
  CONTENT_TYPES,
  encodeFrame,
  EVENT_STREAM,
  LOG_TOPICS,
  type ManualAction,
  type TurnFinished,
  type VehicleEvent,
} from '@headway/contracts';
import type { LogRecord } from '@headway/event-log/port';

const BOOT = '0f4d6d9a-5b1e-4c3a-9d2f-000000000001';

/** A vehicle's event as ingest puts it into the log. */
export function eventRecord(vin: string, seq: number, event: VehicleEvent): LogRecord {
  const frame = {
    boot: BOOT,
    stream: EVENT_STREAM,
    seq,
    startTimeMs: event.at,
    catalogue: '',
    columns: [],
    event: JSON.stringify(event),
  } as const;
  return {
    topic: LOG_TOPICS.vehicleEvents,
    key: vin,
    value: encodeFrame({ ...frame, columns: [] }),
    headers: {
      ce_specversion: '1.0',
      ce_id: `${vin}-${seq}`,
      ce_source: `/vehicles/${vin}`,
      ce_type: CE_TYPES.eventFrame,
      ce_time: new Date(event.at).toISOString(),
      'content-type': CONTENT_TYPES.protobuf,
    },
  };
}

/** A turn that ended without help, with consent unless changed. */
export const failedTurn = (turn: string, utterance: string, changes: Partial<TurnFinished> = {}): TurnFinished => ({
  type: 'turn.finished',
  at: 1_790_000_000_000,
  turn,
  session: 'session',
  language: /\p{Script=Han}/u.test(utterance) ? 'zh' : 'en',
  answeredBy: 'vehicle',
  modelVersion: '1',
  vehicleModelVersion: '1',
  latencyMs: 2,
  deadlineMs: 300,
  late: false,
  confidence: 0.3,
  outcome: 'not-understood',
  actions: [],
  consent: true,
  utterance,
  frames: [{ intent: 'none', confidence: 0.3, span: [0, utterance.length], slots: [] }],
  ...changes,
});

/** What the driver does by hand seven seconds after a failed turn. */
export const handAction = (turn: TurnFinished, path: string, value: boolean): ManualAction => ({
  type: 'manual.action',
  at: turn.at + 7_000,
  path,
  before: !value,
  value,
  afterTurn: turn.turn,
  delayMs: 7_000,
  consent: turn.consent,
  utterance: turn.utterance,
  language: turn.language,
});
