import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs';
import { z } from 'zod';

/** Which frame it is, in maps. */
export const frameName = (vin: string, boot: string, stream: number, seq: number) => `${vin}/${boot}/${stream}/${seq}`;

/** What a publisher has noted of a frame before it sent it. */
export interface SentFrame {
  vin: string;
  boot: string;
  stream: number;
  seq: number;
  /** When, by the clock of this machine and not of the vehicle. */
  atMs: number;
  /** What was published: a frame, or the JSON of a simple client. */
  payload: Buffer;
  /** The vehicle had it on its disk: from here on it owes it to the platform. Otherwise a kill came in between, and either may be true. */
  taken: boolean;
  /** The publisher has seen the platform's acknowledgement. */
  acknowledged: boolean;
}

const lineSchema = z.union([
  z.tuple([z.literal('about-to'), z.number(), z.string(), z.string(), z.number(), z.number(), z.string()]),
  z.tuple([z.enum(['taken', 'acknowledged']), z.string(), z.string(), z.number(), z.number()]),
]);

/** A publisher's own record of what it sends: a line for every step, written with one write before the step is taken. */
export class SendRecord {
  private readonly file: number;

  constructor(path: string) {
    this.file = openSync(path, 'a');
  }

  aboutToSend({ vin, boot, stream, seq, payload }: Pick<SentFrame, 'vin' | 'boot' | 'stream' | 'seq'> & { payload: Uint8Array }): void {
    this.write(['about-to', Date.now(), vin, boot, stream, seq, Buffer.from(payload).toString('base64')]);
  }

  taken({ vin, boot, stream, seq }: Pick<SentFrame, 'vin' | 'boot' | 'stream' | 'seq'>): void {
    this.write(['taken', vin, boot, stream, seq]);
  }

  acknowledged({ vin, boot, stream, seq }: Pick<SentFrame, 'vin' | 'boot' | 'stream' | 'seq'>): void {
    this.write(['acknowledged', vin, boot, stream, seq]);
  }

  close(): void {
    closeSync(this.file);
  }

  private write(line: z.infer<typeof lineSchema>): void {
    writeSync(this.file, `${JSON.stringify(line)}\n`);
  }
}

/** Reads a record by the names of its frames. A last line that a kill has cut off counts for nothing: its step was never taken. */
export function readRecord(path: string): Map<string, SentFrame> {
  const frames = new Map<string, SentFrame>();
  if (!existsSync(path)) return frames;
  const text = readFileSync(path, 'utf8');
  for (const line of text.slice(0, text.lastIndexOf('\n') + 1).split('\n')) {
    if (line === '') continue;
    const entry = lineSchema.parse(JSON.parse(line));
    if (entry[0] === 'about-to') {
      const [, atMs, vin, boot, stream, seq, payload] = entry;
      const frame = { vin, boot, stream, seq, atMs, payload: Buffer.from(payload, 'base64'), taken: false, acknowledged: false };
      frames.set(frameName(vin, boot, stream, seq), frame);
    } else {
      const [step, vin, boot, stream, seq] = entry;
      const frame = frames.get(frameName(vin, boot, stream, seq));
      if (frame) frame[step] = true;
    }
  }
  return frames;
}
