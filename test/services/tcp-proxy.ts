import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** A way to a server that can be held up and cut: what a network does between two machines. */
export class TcpProxy {
  private readonly sockets = new Set<Socket>();
  private stalled = false;
  private refusing = false;

  private constructor(
    private readonly server: Server,
    private readonly listen: () => (bytes: Buffer) => void,
  ) {}

  /** `listen` is asked for every connection, and what it gives is told what goes to the server. */
  static async to(target: { host: string; port: number }, listen = (): ((bytes: Buffer) => void) => () => undefined): Promise<TcpProxy> {
    const server = createServer();
    const proxy = new TcpProxy(server, listen);
    server.on('connection', (near) => proxy.join(near, target));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return proxy;
  }

  get port(): number {
    return (this.server.address() as { port: number }).port;
  }

  /** Connections stay, nothing moves. */
  stall(): void {
    this.stalled = true;
    for (const socket of this.sockets) socket.pause();
  }

  /** Connections break, new ones are refused at once. */
  cut(): void {
    this.refusing = true;
    for (const socket of this.sockets) socket.destroy();
  }

  mend(): void {
    this.stalled = false;
    this.refusing = false;
    for (const socket of this.sockets) socket.resume();
  }

  close(): void {
    this.cut();
    this.server.close();
  }

  private join(near: Socket, target: { host: string; port: number }): void {
    if (this.refusing) {
      near.destroy();
      return;
    }
    const far = connect(target);
    near.on('data', this.listen());
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      this.sockets.add(from);
      from.setNoDelay(true);
      from.on('data', (bytes) => to.write(bytes));
      from.on('error', () => undefined);
      from.on('close', () => {
        this.sockets.delete(from);
        to.destroy();
      });
      if (this.stalled) from.pause();
    }
  }
}
