import { stateOf } from '@headway/commands/lifecycle';
import { type CommandRow, forgetCommands, lockCommands, lockDue, nextDue, saveCommands } from '@headway/commands/store';
import type { VehicleCommand } from '@headway/contracts';
import { describeError } from '@headway/platform/errors';
import { type CommandsOptions, RESEND_POLICY, type ResendPolicy } from './commands-options.js';
import { decide } from './schedule.js';

const MOST_AT_ONCE = 100;
const LOOK_EVERY_MS = 1_000;
/** The broker is away: nothing was sent, so it is tried again soon. */
const BROKER_PAUSE_MS = 1_000;
const KEPT_MS = 30 * 86_400_000;
const FORGET_EVERY_MS = 3_600_000;

/** Sends commands until the vehicle has answered or their time is over. Several processes share the work. */
export class CommandSender {
  private readonly policy: ResendPolicy;
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> = Promise.resolve();
  private wanted = false;
  private running = false;
  private stopped = true;
  private forgottenAtMs = 0;

  constructor(private readonly options: CommandsOptions) {
    this.policy = { ...RESEND_POLICY, ...options.resend };
  }

  start(): void {
    this.stopped = false;
    this.wake();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.round;
  }

  /** Looks for due commands at once. */
  wake(): void {
    this.wanted = true;
    if (this.running || this.stopped) return;
    clearTimeout(this.timer);
    this.running = true;
    this.round = this.work().finally(() => {
      this.running = false;
      if (this.stopped) return;
      if (this.wanted) this.wake();
      else this.timer = setTimeout(() => this.wake(), LOOK_EVERY_MS);
    });
  }

  private async work(): Promise<void> {
    const { dataSource, clock, logger } = this.options;
    this.wanted = false;
    try {
      const due = await nextDue(dataSource);
      if (due !== undefined && due <= clock.epochMs() && (await this.sendDue())) this.wanted = true;
      if (clock.epochMs() - this.forgottenAtMs > FORGET_EVERY_MS) {
        this.forgottenAtMs = clock.epochMs();
        await forgetCommands(dataSource, this.forgottenAtMs - KEPT_MS);
      }
    } catch (error) {
      logger.warn('commands.sending-failed', { reason: describeError(error) });
    }
  }

  /** @returns whether there may be more */
  private async sendDue(): Promise<boolean> {
    const { dataSource, clock } = this.options;
    const nowMs = clock.epochMs();
    const decided = await dataSource.transaction(async (manager) => {
      const due = (await lockDue(manager, nowMs, MOST_AT_ONCE)).map((row) => decide(row, nowMs, this.policy));
      await saveCommands(
        manager,
        due.map(({ row }) => row),
      );
      return due;
    });
    for (const { row, send } of decided) if (!send) this.count(row);
    // What crashes between here and the broker is sent again after its pause.
    const handed = await Promise.all(decided.filter(({ send }) => send).map(({ row }) => this.hand(row)));
    await this.note(handed);
    return decided.length === MOST_AT_ONCE;
  }

  private async hand({ vin, id, issuedAt, expiresAt, path, value }: CommandRow): Promise<{ vin: string; id: string; at: number | null }> {
    const command: VehicleCommand = { id, issuedAt, expiresAt, path, value };
    try {
      await this.options.publishDown(vin, JSON.stringify(command));
      return { vin, id, at: this.options.clock.epochMs() };
    } catch (error) {
      this.options.logger.warn('commands.broker-away', { reason: describeError(error) });
      return { vin, id, at: null };
    }
  }

  private async note(handed: readonly { vin: string; id: string; at: number | null }[]): Promise<void> {
    const at = new Map(handed.map((one) => [one.id, one.at]));
    const soon = this.options.clock.epochMs() + BROKER_PAUSE_MS;
    await this.options.dataSource.transaction(async (manager) => {
      const rows = await lockCommands(manager, handed);
      const changed = rows.map((row): CommandRow => {
        const sentAt = at.get(row.id) ?? null;
        if (sentAt !== null) return { ...row, facts: { ...row.facts, sentAt: row.facts.sentAt ?? sentAt } };
        return {
          ...row,
          attempts: Math.max(0, row.attempts - 1),
          nextSendAt: row.nextSendAt === null ? null : Math.min(row.nextSendAt, soon),
        };
      });
      await saveCommands(manager, changed);
    });
  }

  private count({ facts, nextSendAt }: CommandRow): void {
    if (nextSendAt === null) countEnd(this.options, stateOf(facts));
  }
}

/** Counts a command that has come to an end. */
export function countEnd({ metrics }: Pick<CommandsOptions, 'metrics'>, state: string): void {
  metrics.counter('headway_commands_ended_total', 'Commands to vehicles by how they ended', ['state']).add(1, { state });
}
