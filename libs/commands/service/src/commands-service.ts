import { checkWrite } from '@headway/assistant/ontology';
import { isUnanswered, queued, reasonOf, stateOf, stepsOf } from '@headway/commands/lifecycle';
import { addCommand, type CommandRow, countWaiting, findByKey, findCommand, lockCommands, saveCommands } from '@headway/commands/store';
import type { Command, CommandRequest } from '@headway/contracts';
import { AppError } from '@headway/platform/errors';
import { validateValue } from '@headway/signals';
import type { CommandSender } from './command-sender.js';
import { countEnd } from './command-sender.js';
import type { CommandsOptions } from './commands-options.js';

/** Commands of one vehicle that have not ended. */
const MOST_WAITING = 32;

/** Gives commands to vehicles and calls them back. */
export class CommandsService {
  constructor(private readonly parts: { options: CommandsOptions; sender: CommandSender }) {}

  /**
   * Takes a command on.
   * @throws AppError `not-found`, `unknown-signal`, `invalid-request`, `not-permitted`, or `conflict` when the key stands for another
   * command or too many wait already
   */
  async give(vin: string, request: CommandRequest): Promise<Command> {
    const { options, sender } = this.parts;
    this.check(request);
    const { path, value, expiresInMs, idempotencyKey = null, confirmed } = request;
    const known = idempotencyKey === null ? undefined : await findByKey(options.dataSource, vin, idempotencyKey);
    if (known) return viewOf(sameAs(known, request));
    if (!(await options.isKnown(vin))) throw new AppError('not-found', `no vehicle ${vin} has ever been heard of`);
    if ((await countWaiting(options.dataSource, vin)) >= MOST_WAITING)
      throw new AppError('conflict', `${MOST_WAITING} commands wait for vehicle ${vin} already`);
    const issuedAt = options.clock.epochMs();
    const row: CommandRow = {
      id: options.newId(),
      vin,
      path,
      value,
      issuedAt,
      expiresAt: issuedAt + expiresInMs,
      idempotencyKey,
      confirmed,
      facts: queued(issuedAt),
      attempts: 0,
      nextSendAt: issuedAt,
    };
    const kept = await addCommand(options.dataSource, row);
    if (kept.id !== row.id) return viewOf(sameAs(kept, request));
    options.logger.info('commands.given', { id: row.id, path });
    sender.wake();
    return viewOf(kept);
  }

  /** @throws AppError `not-found` */
  async find(vin: string, id: string): Promise<Command> {
    const row = await findCommand(this.parts.options.dataSource, vin, id);
    if (!row) throw new AppError('not-found', `vehicle ${vin} has no command ${id}`);
    return viewOf(row);
  }

  /**
   * Calls back a command that is not known to have arrived. Should the vehicle have it all the same, its word will stand.
   * @throws AppError `not-found`, `conflict`
   */
  cancel(vin: string, id: string): Promise<Command> {
    const { options } = this.parts;
    return options.dataSource.transaction(async (manager) => {
      const [row] = await lockCommands(manager, [{ vin, id }]);
      if (!row) throw new AppError('not-found', `vehicle ${vin} has no command ${id}`);
      const state = stateOf(row.facts);
      if (state === 'cancelled') return viewOf(row);
      if (!isUnanswered(row.facts)) throw new AppError('conflict', `the command is ${state}: it cannot be called back any more`);
      const cancelled = { ...row, facts: { ...row.facts, cancelledAt: options.clock.epochMs() }, nextSendAt: null };
      await saveCommands(manager, [cancelled]);
      countEnd(options, 'cancelled');
      return viewOf(cancelled);
    });
  }

  /** What the catalogue says, and then the guardrails that hold for the assistant too. */
  private check({ path, value, confirmed }: CommandRequest): void {
    const signal = this.parts.options.catalogue.get(path);
    if (!signal) throw new AppError('unknown-signal', `${path} is not in the catalogue`);
    if (signal.kind !== 'actuator') throw new AppError('invalid-request', `path: ${path} is no actuator but a ${signal.kind}`);
    const fits = validateValue(signal, value);
    if (!fits.ok) throw new AppError('invalid-request', `value: ${fits.message}`);
    const { status, rule } = checkWrite({ path, value });
    if (rule === 'allow-list') throw new AppError('not-permitted', `allow-list: ${path} must not be written from afar`);
    if (status === 'refused')
      throw new AppError('invalid-request', `value: ${rule}: ${JSON.stringify(value)} is outside the limits of ${path}`);
    if (status === 'needs-confirmation' && !confirmed)
      throw new AppError('not-permitted', `${rule}: this has to be confirmed: send "confirmed": true once somebody has decided it`);
  }
}

/** @throws AppError `conflict` when the key was used for something else */
function sameAs(row: CommandRow, { path, value }: CommandRequest): CommandRow {
  if (row.path === path && row.value === value) return row;
  throw new AppError('conflict', `the idempotency key stands for another command: ${row.id}`);
}

/** A command as it looks from outside. */
export function viewOf({ id, vin, path, value, issuedAt, expiresAt, idempotencyKey, facts, attempts }: CommandRow): Command {
  return {
    id,
    vin,
    path,
    value,
    state: stateOf(facts),
    reason: reasonOf(facts),
    readBack: facts.outcome?.value ?? null,
    issuedAt,
    expiresAt,
    attempts,
    steps: stepsOf(facts),
    idempotencyKey,
  };
}
