import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { distPath } from '@headway/platform/assets';
import { noticeSchema, type PublisherNotice, type PublisherOptions, type PublisherRequest } from '../publishers/protocol.js';
import { readRecord, type SentFrame } from '../publishers/record.js';

const START_LIMIT_MS = 90_000;

/** The harness's side of a publisher process. */
export class PublisherProcess {
  private process: ChildProcess | undefined;
  private killing = false;
  private readonly listeners = new Set<(notice: PublisherNotice) => void>();
  /** How it ended without being asked to. */
  readonly crashes: string[] = [];

  constructor(
    readonly options: PublisherOptions,
    private readonly logFile: string,
  ) {}

  /** Starts it, for the first time or on what a killed one has left; resolves when its vehicles run. */
  async start(): Promise<void> {
    const log = createWriteStream(this.logFile, { flags: 'a' });
    const child = fork(distPath('test/faults/publishers/main.js'), [JSON.stringify(this.options)], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      execArgv: ['--enable-source-maps'],
    });
    child.stdout?.pipe(log, { end: false });
    child.stderr?.pipe(log, { end: false });
    this.process = child;
    this.killing = false;
    child.on('message', (message) => {
      const notice = noticeSchema.parse(message);
      for (const listener of [...this.listeners]) listener(notice);
    });
    child.once('exit', (code, signal) => {
      if (!this.killing) this.crashes.push(`${code ?? signal}`);
    });
    await this.next((notice) => notice.type === 'ready', START_LIMIT_MS);
  }

  async kill(): Promise<void> {
    this.killing = true;
    const child = this.process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  /** Resolves with true once everything sent before the instant is acknowledged to its vehicle, with false after the limit. */
  async settled(beforeMs: number, limitMs: number): Promise<boolean> {
    this.tell({ type: 'settle', beforeMs });
    const answer = this.next((notice) => notice.type === 'settled' && notice.beforeMs === beforeMs, limitMs);
    return answer.then(
      () => true,
      () => false,
    );
  }

  /**
   * Ends the making of frames and resolves when each is acknowledged.
   * @throws Error after the limit
   */
  async drained(limitMs: number): Promise<Extract<PublisherNotice, { type: 'drained' }>> {
    this.tell({ type: 'drain' });
    const notice = await this.next((each) => each.type === 'drained', limitMs);
    return notice as Extract<PublisherNotice, { type: 'drained' }>;
  }

  /** What it has sent, by its own record. */
  sent(): Map<string, SentFrame> {
    return readRecord(join(this.options.folder, 'record.jsonl'));
  }

  private tell(request: PublisherRequest): void {
    // One that is being killed hears nothing any more; whoever waits for its answer gives up after the limit.
    if (this.process?.connected) this.process.send(request, () => undefined);
  }

  private next(wanted: (notice: PublisherNotice) => boolean, limitMs: number): Promise<PublisherNotice> {
    return new Promise((resolve, reject) => {
      const listener = (notice: PublisherNotice) => {
        if (!wanted(notice)) return;
        clearTimeout(limit);
        this.listeners.delete(listener);
        resolve(notice);
      };
      const limit = setTimeout(() => {
        this.listeners.delete(listener);
        reject(new Error(`the ${this.options.kind} publishers did not answer within ${limitMs / 1000} s`));
      }, limitMs);
      this.listeners.add(listener);
    });
  }
}
