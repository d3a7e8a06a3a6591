import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { distPath } from '@headway/platform/assets';
import type { PublisherCommand, PublisherOptions, PublisherReport } from './publisher-protocol.js';

type Progress = Extract<PublisherReport, { type: 'progress' }>;

/** The publisher process, from the benchmark's side. */
export class Publishers implements AsyncDisposable {
  private readonly child: ChildProcess = fork(distPath('bench/ingest/publisher-worker.js'));
  private changed: () => void = () => undefined;
  private opened = false;
  private failure: Error | undefined;
  progress: Progress = { type: 'progress', sent: 0, acknowledged: 0, lost: 0 };

  constructor() {
    this.child.on('message', (report: PublisherReport) => {
      if (report.type === 'opened') this.opened = true;
      else if (report.type === 'failed') this.failure = new Error(`the publishers failed: ${report.reason}`);
      else this.progress = report;
      this.changed();
    });
    this.child.once('exit', (code) => {
      this.failure ??= new Error(`the publishers ended with ${code}`);
      this.changed();
    });
  }

  get pid(): number {
    return this.child.pid as number;
  }

  /** Connects all vehicles, again when they were connected before. */
  async open(options: PublisherOptions): Promise<void> {
    this.opened = false;
    this.tell({ type: 'open', options });
    await this.until(() => this.opened);
  }

  /** Begins to publish; {@link sent} tells when it is done. */
  send(plan: Omit<Extract<PublisherCommand, { type: 'send' }>, 'type'>): void {
    this.tell({ type: 'send', ...plan });
  }

  /** Resolves when so many messages have been handed to the broker since the start. */
  sent(total: number): Promise<void> {
    return this.until(() => this.progress.sent >= total);
  }

  /** Resolves when the broker has acknowledged so many since the start. */
  acknowledged(total: number): Promise<void> {
    return this.until(() => this.progress.acknowledged >= total);
  }

  /** Lets the window move on. */
  committed(total: number): void {
    this.tell({ type: 'committed', total });
  }

  cut(): void {
    this.tell({ type: 'cut' });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.child.exitCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.disconnect();
    await ended;
  }

  private tell(command: PublisherCommand): void {
    this.child.send(command);
  }

  private async until(condition: () => boolean): Promise<void> {
    while (!condition()) {
      if (this.failure) throw this.failure;
      await new Promise<void>((resolve) => (this.changed = resolve));
    }
  }
}
