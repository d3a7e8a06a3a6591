import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { SpentByDay } from '@headway/campaigns/collector';
import { z } from 'zod';

const SET = 'set.json';
const SPENT = 'spent.json';

const sealedSchema = z.object({ sha256: z.string(), body: z.string() });
const spentSchema = z.record(z.string(), z.record(z.string(), z.number().nonnegative()));

/** The SHA-256 of a text, hexadecimal. */
export const digestOf = (body: string) => createHash('sha256').update(body).digest('hex');

/**
 * What a vehicle keeps of its campaigns: the set in force and what they have spent. Each file carries its own hash, and is replaced as a
 * whole: after a power loss it is the old one or the new one.
 */
export class CampaignFiles {
  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true });
  }

  /** The set as it was received; undefined when there is none that can be trusted. */
  readSet(): string | undefined {
    return this.#read(SET);
  }

  /** @throws when the disk refuses */
  writeSet(body: string): void {
    this.#write(SET, body);
  }

  readSpent(): SpentByDay {
    const parsed = spentSchema.safeParse(JSON.parse(this.#read(SPENT) ?? '{}'));
    return parsed.success ? parsed.data : {};
  }

  /** @throws when the disk refuses */
  writeSpent(spent: SpentByDay): void {
    this.#write(SPENT, JSON.stringify(spent));
  }

  #read(name: string): string | undefined {
    try {
      const { sha256, body } = sealedSchema.parse(JSON.parse(readFileSync(join(this.folder, name), 'utf8')));
      return digestOf(body) === sha256 ? body : undefined;
    } catch {
      return undefined;
    }
  }

  #write(name: string, body: string): void {
    const path = join(this.folder, name);
    const file = openSync(`${path}.new`, 'w');
    try {
      writeSync(file, JSON.stringify({ sha256: digestOf(body), body }));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(`${path}.new`, path);
    const folder = openSync(this.folder, 'r');
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  }
}
