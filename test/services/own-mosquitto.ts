import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '@headway/testing';

const READY_LIMIT_MS = 10_000;
const POLL_MS = 20;
/** What Debian calls Node's names. */
const ARCHITECTURES: Partial<Record<string, string>> = { x64: 'x86_64', arm64: 'aarch64' };
/** As in production: a vehicle has only what lies below its own VIN. */
const ACCESS = 'user headway-test\ntopic readwrite #\npattern readwrite headway/v1/%u/#\n';

/** The plugin that comes with Mosquitto and, unlike an ACL file, can refuse subscriptions. */
export function dynamicSecurity(): string {
  const folders = ['/usr/lib', '/usr/local/lib', `/usr/lib/${ARCHITECTURES[process.arch] ?? process.arch}-linux-gnu`];
  const found = folders.map((folder) => join(folder, 'mosquitto_dynamic_security.so')).find((path) => existsSync(path));
  if (!found) throw new Error(`mosquitto_dynamic_security.so is in none of ${folders.join(', ')}`);
  return found;
}

/** A Mosquitto of a test's own, for settings that the shared one does not have. */
export class OwnMosquitto {
  private constructor(
    readonly port: number,
    private readonly process: ChildProcess,
    private readonly folder: string,
  ) {}

  /** `settings` are lines of mosquitto.conf(5); a name and its text become a file beside it whose path replaces `@name@`. */
  static async start(settings: string[] = [], files: Record<string, string> = {}): Promise<OwnMosquitto> {
    const folder = mkdtempSync(join(tmpdir(), 'mosquitto-'));
    // Started as root it goes on as another user, who reads these.
    chmodSync(folder, 0o755);
    for (const [name, text] of Object.entries({ acl: ACCESS, ...files })) writeFileSync(join(folder, name), text);
    const port = await freePort();
    const says = (name: string) => settings.some((line) => line.startsWith(`${name} `));
    const lines = [
      `listener ${port} 127.0.0.1`,
      ...(says('allow_anonymous') ? [] : ['allow_anonymous true']),
      // Its answer would go before a plugin's.
      ...(says('plugin') ? [] : ['acl_file @acl@']),
      ...settings,
    ];
    const text = lines.join('\n').replace(/@(\w+)@/g, (_, name: string) => join(folder, name));
    writeFileSync(join(folder, 'mosquitto.conf'), `${text}\n`);
    const path = `${process.env['PATH'] ?? ''}:/usr/sbin:/usr/local/sbin`;
    const child = spawn('mosquitto', ['-c', join(folder, 'mosquitto.conf')], {
      stdio: ['ignore', 'ignore', 'ignore'],
      env: { ...process.env, PATH: path },
    });
    const broker = new OwnMosquitto(port, child, folder);
    await broker.untilListening();
    return broker;
  }

  get address(): { host: string; port: number } {
    return { host: '127.0.0.1', port: this.port };
  }

  get url(): string {
    return `mqtt://127.0.0.1:${this.port}`;
  }

  async stop(): Promise<void> {
    if (this.process.exitCode === null) {
      const ended = once(this.process, 'exit');
      this.process.kill('SIGTERM');
      await ended;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async untilListening(): Promise<void> {
    const deadline = Date.now() + READY_LIMIT_MS;
    while (Date.now() < deadline) {
      if (this.process.exitCode !== null) throw new Error(`Mosquitto ended with ${this.process.exitCode}`);
      const socket = connect(this.address);
      const [event] = await Promise.race([
        once(socket, 'connect').then(() => ['connect']),
        once(socket, 'close').then(() => ['close']),
      ]).catch(() => ['error']);
      socket.destroy();
      if (event === 'connect') return;
      await wait(POLL_MS);
    }
    throw new Error('Mosquitto was not ready in time');
  }
}
