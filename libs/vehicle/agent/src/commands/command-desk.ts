import { checkWriteInCar } from '@headway/assistant/ontology';
import { commandIdSchema, type CommandStatus, type VehicleCommand, vehicleCommandSchema } from '@headway/contracts';
import { z } from 'zod';
import { ACTUATOR_FAILED, arrived, settledValue } from '../cockpit/actuation.js';
import type { AgentLog, VehicleBus } from '../ports.js';
import type { CommandEntry, CommandLog } from './command-log.js';
import { remainingLifeMs } from './life.js';

interface CommandDeskParts {
  bus: VehicleBus;
  memory: CommandLog;
  /** Epoch milliseconds: the vehicle's clock. */
  clock: () => number;
  /** Monotonic milliseconds. */
  nowMs: () => number;
  emit: (status: CommandStatus) => void;
  log: AgentLog;
}

/** Commands that wait while one is carried out. */
const MOST_WAITING = 32;
/** A command that comes again is answered again, but not more often than this. */
const REPEAT_EVERY_MS = 1_000;

const namedSchema = z.object({ id: commandIdSchema, path: z.string().max(256).catch('') });

/**
 * Carries out commands from afar, each once by its id: one after another, within their life, past the same guardrails as a driver's
 * words, with the actuator read back. What became of it is told in `command.status` events, and again when the command comes again.
 */
export class CommandDesk {
  readonly #parts: CommandDeskParts;
  readonly #answered = new Map<string, number>();
  #work: Promise<void> = Promise.resolve();
  #waiting = 0;
  #stopped = false;

  constructor(parts: CommandDeskParts) {
    this.#parts = parts;
  }

  /** Ends what a restart has interrupted: whether the actuator moved is not known, so it is not moved again. */
  start(): void {
    for (const { id, path, wanted } of this.#parts.memory.unfinished()) {
      const value = this.#parts.bus.read(path);
      this.#end({ id, path, wanted }, { state: 'failed', reason: 'interrupted', ...(value === undefined ? {} : { value }) });
    }
  }

  /** Waits for the command in hand; those that wait behind it are ended as interrupted at the next start. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#work;
  }

  /** A message on `down/command`, whatever is in it. */
  receive(message: unknown): void {
    const command = vehicleCommandSchema.safeParse(message);
    const named = namedSchema.safeParse(message);
    const known = named.success ? this.#parts.memory.get(named.data.id) : undefined;
    if (known) this.#repeat(known);
    else if (command.success) this.#take(command.data);
    else if (named.success) this.#end({ ...named.data, wanted: '' }, { state: 'refused', reason: 'malformed' });
    else this.#parts.log.warn('agent.command-unreadable', { reason: command.error.issues[0]?.message });
  }

  #take(command: VehicleCommand): void {
    const { id, path, value: wanted } = command;
    const about = { id, path, wanted };
    const life = remainingLifeMs(command, this.#parts.clock());
    if (life <= 0) return this.#end(about, { state: 'expired' });
    const { status, rule } = checkWriteInCar(command, this.#parts.bus.state());
    if (status === 'refused') return this.#end(about, { state: 'refused', ...(rule ? { reason: rule } : {}) });
    if (this.#waiting >= MOST_WAITING) return this.#end(about, { state: 'refused', reason: 'busy' });
    if (!this.#note({ ...about, state: 'received', at: this.#parts.clock() })) return;
    this.#waiting += 1;
    const deadline = this.#parts.nowMs() + life;
    this.#work = this.#work.then(async () => {
      if (!this.#stopped) await this.#carryOut(command, deadline);
      this.#waiting -= 1;
    });
  }

  async #carryOut(command: VehicleCommand, deadlineMs: number): Promise<void> {
    const { id, path, value: wanted } = command;
    const about = { id, path, wanted };
    const { bus, nowMs, log } = this.#parts;
    if (nowMs() > deadlineMs) return this.#end(about, { state: 'expired' });
    // The car may have begun to move since the command was received.
    const { status, rule } = checkWriteInCar(command, bus.state());
    if (status === 'refused') return this.#end(about, { state: 'refused', ...(rule ? { reason: rule } : {}) });
    try {
      const value = await settledValue(bus, path, wanted);
      this.#end(about, arrived(wanted, value) ? { state: 'executed', value } : { state: 'failed', reason: ACTUATOR_FAILED, value });
    } catch (error) {
      log.warn('agent.command-failed', { id, error });
      this.#end(about, { state: 'failed', reason: ACTUATOR_FAILED });
    }
  }

  #end(about: Pick<CommandEntry, 'id' | 'path' | 'wanted'>, word: Pick<CommandEntry, 'state' | 'reason' | 'value'>): void {
    this.#note({ ...about, ...word, at: this.#parts.clock() });
  }

  /** Remembers and tells. A word that cannot be remembered could be acted on twice: then the command has failed. */
  #note(entry: CommandEntry): boolean {
    try {
      this.#parts.memory.note(entry);
      this.#tell(entry);
      return true;
    } catch (error) {
      this.#parts.log.warn('agent.command-log-unwritable', { error });
      this.#tell(entry.state === 'received' ? { ...entry, state: 'failed', reason: 'storage-unwritable' } : entry);
      return false;
    }
  }

  #tell({ id, state, at, reason, value }: CommandEntry): void {
    const optional = { ...(reason === undefined ? {} : { reason }), ...(value === undefined ? {} : { value }) };
    this.#parts.emit({ type: 'command.status', id, state, at, ...optional });
  }

  #repeat(entry: CommandEntry): void {
    const now = this.#parts.nowMs();
    for (const [id, at] of this.#answered) if (now - at >= REPEAT_EVERY_MS) this.#answered.delete(id);
    if (this.#answered.has(entry.id)) return;
    this.#answered.set(entry.id, now);
    this.#tell(entry);
  }
}
