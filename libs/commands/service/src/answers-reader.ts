import { learn, stateOf } from '@headway/commands/lifecycle';
import { type CommandRow, lockCommands, saveCommands, sendSoon } from '@headway/commands/store';
import { type CommandStatus, commandStatusSchema, decodeFrame, LOG_TOPIC_SPECS, LOG_TOPICS, presenceSchema } from '@headway/contracts';
import { BatchCollector, type RecordBatch, type StoredRecord, type Subscription } from '@headway/event-log/port';
import { applyTogether } from '@headway/platform/database';
import { describeError } from '@headway/platform/errors';
import type { EntityManager } from 'typeorm';
import type { CommandsOptions } from './commands-options.js';
import { countEnd, type CommandSender } from './command-sender.js';

/** Consumer group and name of the stored positions. */
const READER = 'commands';
const TOPICS = [LOG_TOPICS.vehicleEvents, LOG_TOPICS.presence];
const LINGER_MS = 50;

interface Answer {
  vin: string;
  status: CommandStatus;
  storedAtMs: number;
}

/** Reads what vehicles say of their commands, and notices when one comes online. */
export class AnswersReader {
  private subscription: Subscription | undefined;
  private readonly collector = new BatchCollector((batches) => this.apply(batches), LINGER_MS);

  constructor(private readonly parts: { options: CommandsOptions; sender: CommandSender }) {}

  async start(): Promise<void> {
    const { eventLog, logger } = this.parts.options;
    await eventLog.ensureTopics(TOPICS.map((topic) => ({ topic, ...LOG_TOPIC_SPECS[topic] })));
    this.subscription = await eventLog.subscribe({
      group: READER,
      topics: TOPICS,
      startFrom: 'earliest',
      onBatch: (batch) => this.collector.add(batch),
      onRedelivery: ({ error, attempt }) => logger.warn('commands.batch-failed', { attempt, reason: describeError(error) }),
    });
  }

  async stop(): Promise<void> {
    await this.subscription?.stop();
  }

  private async apply(batches: RecordBatch[]): Promise<void> {
    const { options, sender } = this.parts;
    const back = await applyTogether(options.dataSource, { reader: READER, batches }, async (manager, fresh) => {
      const records = (topic: string) => fresh.filter((batch) => batch.topic === topic).flatMap((batch) => batch.records);
      await this.learn(
        manager,
        records(LOG_TOPICS.vehicleEvents).flatMap((record) => readAnswer(record) ?? []),
      );
      const vins = [...new Set(records(LOG_TOPICS.presence).flatMap((record) => cameOnline(record) ?? []))];
      await sendSoon(manager, vins, options.clock.epochMs());
      return vins.length;
    });
    if (back) sender.wake();
  }

  private async learn(manager: EntityManager, answers: readonly Answer[]): Promise<void> {
    const rows = await lockCommands(
      manager,
      answers.map(({ vin, status }) => ({ vin, id: status.id })),
    );
    // A vehicle can only speak of its own commands: a name with another VIN finds nothing.
    const known = new Map(rows.map((row) => [`${row.vin}/${row.id}`, row]));
    for (const answer of answers) {
      const name = `${answer.vin}/${answer.status.id}`;
      const row = known.get(name);
      if (row) known.set(name, hear(row, answer));
      else this.parts.options.metrics.counter('headway_commands_unknown_answers_total', 'Answers to commands that were never given').add(1);
    }
    const heard = [...known.values()];
    await saveCommands(manager, heard);
    heard.forEach((row, index) => {
      if (rows[index]?.nextSendAt !== null && row.nextSendAt === null) countEnd(this.parts.options, stateOf(row.facts));
    });
  }
}

function hear(row: CommandRow, { status, storedAtMs }: Answer): CommandRow {
  const at = Math.max(row.issuedAt, Math.min(status.at, storedAtMs));
  const { state, reason = null, value = null } = status;
  const facts = learn(row.facts, state === 'received' ? { state, at } : { state, at, reason, value });
  const ended = facts.outcome !== null;
  // A command that was given up and turns out to have arrived is asked for again.
  return { ...row, facts, nextSendAt: ended ? null : (row.nextSendAt ?? (facts.silentAt === null ? storedAtMs : null)) };
}

function readAnswer({ key, value, timestampMs }: StoredRecord): Answer | undefined {
  try {
    const text = decodeFrame(value).event;
    if (!text?.includes('"command.status"')) return undefined;
    const status = commandStatusSchema.safeParse(JSON.parse(text));
    return status.success ? { vin: key, status: status.data, storedAtMs: timestampMs } : undefined;
  } catch {
    return undefined;
  }
}

function cameOnline({ key, value }: StoredRecord): string | undefined {
  try {
    return presenceSchema.parse(JSON.parse(Buffer.from(value).toString('utf8'))).online ? key : undefined;
  } catch {
    return undefined;
  }
}
