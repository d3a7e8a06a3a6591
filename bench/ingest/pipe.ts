import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { Readable } from 'node:stream';

/** Where the servers are, and what a pipe's topics and sessions are to be called. */
export interface PipeContext {
  mqttUrl: string;
  brokers: string;
  /** Different for every run. */
  run: string;
  /** For configuration, data and the log of the pipe. */
  folder: string;
}

/** A way from the broker into Kafka that can be measured. */
export interface Pipe {
  name: string;
  /** What the pipe promises, for the report. */
  guarantees: string;
  /** Kafka topic that it writes in a run. */
  topicOf: (run: string) => string;
  /** MQTT client id of its session. */
  clientIdOf: (run: string) => string;
  /** Command, arguments and environment that run it. */
  command: (context: PipeContext) => Promise<{ file: string; args: string[]; env?: Record<string, string> }>;
}

const MOST_SAID = 1_000;
const STOP_LIMIT_MS = 10_000;

/** A running pipe. */
export class PipeProcess implements AsyncDisposable {
  private said = '';

  private constructor(private readonly child: ChildProcess) {
    child.stdout?.on('data', (text: Buffer) => (this.said = (this.said + text.toString()).slice(-MOST_SAID)));
  }

  static async start(pipe: Pipe, context: PipeContext): Promise<PipeProcess> {
    const { file, args, env } = await pipe.command(context);
    const child = spawn(file, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    const log = createWriteStream(`${context.folder}/${pipe.name}.log`);
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    child.once('close', () => log.end());
    const started = new PipeProcess(child);
    await once(child, 'spawn');
    return started;
  }

  get pid(): number {
    return this.child.pid as number;
  }

  /** Resolves when ours has written that it runs. */
  async saysReady(limitMs: number): Promise<void> {
    const signal = AbortSignal.timeout(limitMs);
    while (!this.said.includes(' runs at ')) await once(this.child.stdout as Readable, 'data', { signal });
  }

  /** Throws when the process has ended by itself. */
  check(): void {
    if (this.child.exitCode !== null || this.child.signalCode !== null) throw new Error(`the pipe ended with ${this.child.exitCode}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    const kill = setTimeout(() => this.child.kill('SIGKILL'), STOP_LIMIT_MS);
    await ended;
    clearTimeout(kill);
  }
}
