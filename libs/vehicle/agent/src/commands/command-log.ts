import { closeSync, fdatasyncSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { commandStatusSchema, signalValueSchema } from '@headway/contracts';
import { z } from 'zod';

/** The last word on one command, and what it was about. */
const entrySchema = commandStatusSchema.omit({ type: true }).extend({ path: z.string(), wanted: signalValueSchema });
export type CommandEntry = z.infer<typeof entrySchema>;

/** Commands remembered; whatever is older has expired long ago. */
const ENTRIES_KEPT = 512;
const LINES_BEFORE_COMPACTION = 4 * ENTRIES_KEPT;

/**
 * Remembers commands by their id, so that none is carried out twice, also across a restart. A file of JSON lines: each entry is on the
 * disk before the actuator moves, and a line that a power cut tore off is left out when it is read again.
 */
export class CommandLog {
  readonly #entries = new Map<string, CommandEntry>();
  readonly #file: string | undefined;
  #descriptor: number | undefined;
  #lines = 0;

  /** @param file without one, nothing outlives the process */
  constructor(file?: string) {
    this.#file = file;
    if (file === undefined) return;
    mkdirSync(dirname(file), { recursive: true });
    for (const line of readLines(file)) this.#remember(line);
    this.#compact(file);
  }

  get(id: string): CommandEntry | undefined {
    return this.#entries.get(id);
  }

  /** Commands that had been received and not ended when the process last stopped. */
  unfinished(): CommandEntry[] {
    return [...this.#entries.values()].filter(({ state }) => state === 'received');
  }

  /** Remembers an entry; it is on the disk when this returns. Throws when it cannot be written. */
  note(entry: CommandEntry): void {
    if (this.#descriptor !== undefined && this.#file !== undefined) {
      writeSync(this.#descriptor, `${JSON.stringify(entry)}\n`);
      fdatasyncSync(this.#descriptor);
      this.#lines += 1;
    }
    this.#remember(entry);
    if (this.#file !== undefined && this.#lines > LINES_BEFORE_COMPACTION) this.#compact(this.#file);
  }

  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }

  #remember(entry: CommandEntry): void {
    this.#entries.delete(entry.id);
    this.#entries.set(entry.id, entry);
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > ENTRIES_KEPT && oldest !== undefined) this.#entries.delete(oldest);
  }

  #compact(file: string): void {
    this.close();
    const text = [...this.#entries.values()].map((entry) => `${JSON.stringify(entry)}\n`).join('');
    writeFileSync(`${file}.new`, text, { flush: true });
    renameSync(`${file}.new`, file);
    this.#descriptor = openSync(file, 'a');
    this.#lines = this.#entries.size;
  }
}

function readLines(file: string): CommandEntry[] {
  let text = '';
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return text.split('\n').flatMap((line) => {
    try {
      return entrySchema.parse(JSON.parse(line));
    } catch {
      return [];
    }
  });
}
