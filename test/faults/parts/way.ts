import { connect, createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';

interface Pair {
  near: Socket;
  far: Socket;
}

/** A way over the network that can be cut and stalled: a TCP proxy on loopback. */
export class Way {
  private readonly pairs = new Set<Pair>();
  private state: 'open' | 'cut' | 'stalled' = 'open';

  private constructor(
    private readonly server: Server,
    private readonly target: number,
  ) {
    server.on('connection', (near) => this.accept(near));
  }

  /** @param port where to listen; 0 takes a free one */
  static async open(target: number, port = 0): Promise<Way> {
    const server = createServer({ noDelay: true });
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return new Way(server, target);
  }

  get port(): number {
    return (this.server.address() as { port: number }).port;
  }

  /** Ends every connection, with whatever was on its way, and refuses new ones until {@link restore}. */
  cut(): void {
    this.state = 'cut';
    for (const { near } of this.pairs) near.resetAndDestroy();
  }

  /** Nothing passes any more, and nobody is told. */
  stall(): void {
    this.state = 'stalled';
    for (const { near, far } of this.pairs) {
      near.pause();
      far.pause();
    }
  }

  restore(): void {
    this.state = 'open';
    for (const { near, far } of this.pairs) {
      near.resume();
      far.resume();
    }
  }

  async close(): Promise<void> {
    this.cut();
    this.server.close();
    if (this.server.listening) await once(this.server, 'close');
  }

  private accept(near: Socket): void {
    if (this.state === 'cut') {
      near.resetAndDestroy();
      return;
    }
    const far = connect({ port: this.target, host: '127.0.0.1', noDelay: true });
    const pair = { near, far };
    this.pairs.add(pair);
    const end = () => {
      this.pairs.delete(pair);
      near.destroy();
      far.destroy();
    };
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on('error', () => undefined).on('close', end);
      from.on('data', (chunk) => {
        if (!to.write(chunk)) from.pause();
      });
      to.on('drain', () => {
        if (this.state !== 'stalled') from.resume();
      });
      if (this.state === 'stalled') from.pause();
    }
  }
}
