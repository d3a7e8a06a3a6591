import { setTimeout as delay } from 'node:timers/promises';
import {
  encodeFrame,
  type Frame,
  fleetCompletenessSchema,
  LOG_TOPIC_SPECS,
  LOG_TOPICS,
  pageSchema,
  receiptSchema,
  turnSummarySchema,
  type VehicleEvent,
} from '@headway/contracts';
import type { EventLog, LogRecord, SubscribeOptions } from '@headway/event-log/port';
import { FleetModule } from '@headway/fleet/service';
import { HistoryModule } from '@headway/history/service';
import { type HttpServer, startHttpServer } from '@headway/platform/http';
import { createLogger } from '@headway/platform/logging';
import { createMetrics } from '@headway/platform/metrics';
import { loadBuiltInSignals } from '@headway/signals/loader';
import { readAgain } from '@headway/telemetry/ingest';
import { Module } from '@nestjs/common';
import type { DataSource } from 'typeorm';

const VEHICLES = 24;
const FRAMES = 60;
const TURNS = 6;
const START = Date.now() - 3_600_000;
const MEMBERS_CHANGE = 5;
/** One batch in so many is handled, and then its offset is not committed, as after a crash between the two. */
const FORGET_ONE_IN = 4;
const LIMIT_MS = 90_000;

const signals = loadBuiltInSignals();
const logger = createLogger({ level: 'silent', app: 'test' });
const vins = Array.from({ length: VEHICLES }, (_, index) => `LHEADWAY${String(index + 1).padStart(9, '0')}`);
const bootOf = (index: number) => `0190a5c2-5b7e-7c3a-9d4e-${String(index).padStart(12, '0')}`;

export interface RebalanceOptions {
  dataSource: DataSource;
  /** A client of its own for each member. */
  openLog: () => Promise<EventLog>;
}

/** What readers have made of it all. */
export interface RebalanceOutcome {
  sent: { frames: number; turns: number };
  totals: { stored: number; missing: number; duplicatesVisible: number; duplicatesDropped: number };
  turns: number;
  receipts: number;
  history: number;
  /** Batches that came again although they had taken effect. */
  redelivered: number;
}

function columns(value: number): Frame['columns'] {
  return [{ signal: signals.ids.idOf('Vehicle.Speed') as number, offsetsMs: [0], values: [value] }];
}

function telemetry(index: number, seq: number): LogRecord {
  const frame = { boot: bootOf(index), stream: 0 as const, seq, startTimeMs: START + seq * 100, catalogue: signals.ids.shortHash };
  return { topic: LOG_TOPICS.frames, key: vins[index] as string, value: encodeFrame({ ...frame, columns: columns(seq) }), headers: {} };
}

function turn(index: number, seq: number): LogRecord {
  const content: VehicleEvent = {
    type: 'turn.finished',
    at: START + seq,
    turn: `turn-${seq}`,
    session: 's',
    language: 'en',
    answeredBy: 'vehicle',
    modelVersion: '1.0.0',
    vehicleModelVersion: '1.0.0',
    latencyMs: 1,
    deadlineMs: 300,
    late: false,
    confidence: 1,
    outcome: 'executed',
    actions: [],
    consent: false,
  };
  const frame = { boot: bootOf(index), stream: 1 as const, seq, startTimeMs: START + seq, catalogue: '', columns: [] };
  const value = encodeFrame({ ...frame, event: JSON.stringify(content) });
  return { topic: LOG_TOPICS.vehicleEvents, key: vins[index] as string, value, headers: {} };
}

/** Everything that is appended, in slices; every seventh frame comes twice. */
function slices(): LogRecord[][] {
  return Array.from({ length: FRAMES }, (_, at) =>
    vins.flatMap((_vin, index) => {
      const seq = at + 1;
      const records = [telemetry(index, seq), ...(seq % 7 === 0 ? [telemetry(index, seq)] : [])];
      return seq % (FRAMES / TURNS) === 0 ? [...records, turn(index, seq / (FRAMES / TURNS))] : records;
    }),
  );
}

/** The fleet service and the history beside it, as one process of several; some of its batches come again although they took effect. */
async function startMember({ dataSource }: RebalanceOptions, log: EventLog, noteRedelivery: () => void): Promise<HttpServer> {
  let batches = 0;
  const forgetful: EventLog = Object.create(log) as EventLog;
  forgetful.subscribe = (options: SubscribeOptions) =>
    log.subscribe({
      ...options,
      maxBatchRecords: 20,
      onBatch: async (batch, signal) => {
        await options.onBatch(batch, signal);
        if (++batches % FORGET_ONE_IN !== 0) return;
        noteRedelivery();
        throw new Error('the offset is lost');
      },
    });
  const common = { dataSource, eventLog: forgetful, signals, clock: { epochMs: Date.now }, logger, metrics: createMetrics() };
  const fleet = { ...common, publishDown: () => undefined, readAgain: readAgain(signals), regions: [], random: Math.random };
  @Module({ imports: [FleetModule.register(fleet), HistoryModule.register({ ...common, keepMs: 86_400_000, maxBytes: 100_000_000 })] })
  class Member {}
  return startHttpServer({ module: Member, logger, host: '127.0.0.1', port: 0, title: 'member' });
}

/**
 * Two to three members read while frames are appended; again and again one leaves in the middle of its batches and another joins, so that
 * partitions move. Counts the effects afterwards.
 */
export async function readWhileRebalancing(options: RebalanceOptions): Promise<RebalanceOutcome> {
  const writer = await options.openLog();
  const topics = [LOG_TOPICS.frames, LOG_TOPICS.vehicleEvents];
  await writer.ensureTopics(topics.map((topic) => ({ topic, ...LOG_TOPIC_SPECS[topic] })));
  let redelivered = 0;
  const members: { http: HttpServer; log: EventLog }[] = [];
  const join = async () => {
    const log = await options.openLog();
    members.push({ log, http: await startMember(options, log, () => redelivered++) });
  };
  const leave = async (member: { http: HttpServer; log: EventLog } | undefined) => {
    await member?.http.close();
    await member?.log.close();
  };
  try {
    await join();
    await join();
    const all = slices();
    const changeEvery = Math.ceil(all.length / MEMBERS_CHANGE);
    for (const [index, records] of all.entries()) {
      await writer.append(records);
      if (index % changeEvery !== changeEvery - 1) continue;
      const joining = join();
      await leave(members.shift());
      await joining;
    }
    const url = members[0]?.http.url ?? '';
    const turns = VEHICLES * TURNS;
    const sent = { frames: VEHICLES * FRAMES + turns, turns };
    const read = async () => fleetCompletenessSchema.parse(await (await fetch(`${url}/v1/completeness`)).json()).totals;
    const history = async () => (await options.dataSource.query<unknown[]>('SELECT 1 FROM history_frame')).length;
    let totals = await read();
    for (const end = Date.now() + LIMIT_MS; Date.now() < end; await delay(100)) {
      totals = await read();
      if (totals.stored >= sent.frames && (await history()) >= VEHICLES * FRAMES) break;
    }
    const summary = turnSummarySchema.parse(await (await fetch(`${url}/v1/turns/summary`)).json());
    return { sent, totals, turns: summary.total, receipts: await countReceipts(url), history: await history(), redelivered };
  } finally {
    for (const member of members) await leave(member);
    await writer.close();
  }
}

async function countReceipts(url: string): Promise<number> {
  let frames = 0;
  for (const vin of vins) {
    const page = pageSchema(receiptSchema).parse(await (await fetch(`${url}/v1/vehicles/${vin}/receipts?limit=500`)).json());
    frames += page.items.reduce((sum, receipt) => sum + receipt.frames, 0);
  }
  return frames;
}
