import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, readFileSync } from 'node:fs';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

const MEMORY_SAMPLE_MS = 500;

/** One process of the platform under test. */
export class Child {
  private process: ChildProcess | undefined;
  private sampler: NodeJS.Timeout | undefined;
  private ending = false;
  /** How it ended whenever nobody had asked it to: exit codes and signals. */
  readonly crashes: string[] = [];
  /** Highest resident memory over all its lives, MiB. */
  peakRssMb = 0;

  constructor(
    readonly name: string,
    private readonly script: string,
    private readonly args: string[],
    private readonly env: Record<string, string>,
    private readonly logFile: string,
  ) {}

  start(): void {
    const log = createWriteStream(this.logFile, { flags: 'a' });
    const child = spawn(process.execPath, ['--enable-source-maps', this.script, ...this.args], {
      env: { ...process.env, ...this.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout?.pipe(log, { end: false });
    child.stderr?.pipe(log, { end: false });
    this.process = child;
    this.ending = false;
    child.once('exit', (code, signal) => {
      if (!this.ending) this.crashes.push(`${code ?? signal}`);
    });
    clearInterval(this.sampler);
    this.sampler = setInterval(() => this.sample(), MEMORY_SAMPLE_MS).unref();
  }

  /** Whether it still runs. */
  get alive(): boolean {
    return this.process !== undefined && this.process.exitCode === null && this.process.signalCode === null;
  }

  /** Waits until `url` answers 2xx; fails at once when the process has ended, with the tail of its output. */
  async ready(url: string, timeoutMs: number): Promise<void> {
    const until = Date.now() + timeoutMs;
    while (Date.now() < until) {
      if (!this.alive) throw new Error(`${this.name} ended before it was ready:\n${this.tail()}`);
      const answer = await fetch(url, { signal: AbortSignal.timeout(2000) }).catch(() => undefined);
      if (answer?.ok) return;
      await delay(100);
    }
    throw new Error(`${this.name} did not answer at ${url} within ${timeoutMs} ms:\n${this.tail()}`);
  }

  async end(signal: 'SIGTERM' | 'SIGKILL', timeoutMs = 8000): Promise<void> {
    clearInterval(this.sampler);
    this.ending = true;
    if (!this.process || !this.alive) return;
    const ended = once(this.process, 'exit');
    this.process.kill(signal);
    const won = await Promise.race([ended.then(() => true), delay(timeoutMs, false)]);
    if (!won) {
      this.process.kill('SIGKILL');
      await ended;
      throw new Error(`${this.name} did not end within ${timeoutMs} ms of ${signal}`);
    }
  }

  /** Stops the process where it is, or lets it go on. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.process?.kill(signal);
  }

  /** The end of its output. */
  tail(): string {
    return readFileSync(this.logFile, 'utf8').slice(-2000);
  }

  private sample(): void {
    if (!this.process?.pid || !this.alive) return;
    try {
      const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${this.process.pid}/status`, 'utf8'));
      if (peak) this.peakRssMb = Math.max(this.peakRssMb, Number(peak[1]) / 1024);
    } catch {
      // Not Linux, or it has just ended: no figure.
    }
  }
}
