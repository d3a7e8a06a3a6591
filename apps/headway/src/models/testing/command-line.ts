import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { distPath } from '@headway/platform/assets';

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/** A run of the command line in a process of its own. Dispose of it, so that a failing test leaves nothing running. */
export class CommandLine implements Disposable {
  readonly ended: Promise<Ended>;
  readonly #child: ChildProcess;
  #stderr = '';

  constructor(args: readonly string[]) {
    this.#child = spawn(process.execPath, [distPath('apps/headway/src/main.js'), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    this.#child.stdout!.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
    this.#child.stderr!.setEncoding('utf8').on('data', (chunk: string) => (this.#stderr += chunk));
    this.ended = once(this.#child, 'close').then(([code, signal]) => ({
      code: code as Ended['code'],
      signal: signal as Ended['signal'],
      stdout,
      stderr: this.#stderr,
    }));
  }

  /** Resolves when the screen has shown this, or the process has ended. */
  async shows(pattern: RegExp): Promise<void> {
    const shown = new Promise<void>((resolve) => {
      const look = () => pattern.test(this.#stderr) && resolve();
      this.#child.stderr!.on('data', look);
      look();
    });
    await Promise.race([shown, this.ended]);
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  [Symbol.dispose](): void {
    this.#child.kill('SIGKILL');
  }
}

/** Runs the command line to its end. */
export async function headway(...args: string[]): Promise<Ended> {
  using run = new CommandLine(args);
  return await run.ended;
}
