import { createServer, type Server, type Socket } from 'node:net';
import type { PGlite } from '@electric-sql/pglite';
import { Backend, type BackendClient } from './backend.js';
import { askForPassword, fatal, welcome } from './backend-messages.js';
import { Maintenance } from './maintenance.js';
import { FrontendMessages, type FrontendUnit } from './frontend-messages.js';

interface WireServerOptions {
  database: PGlite;
  host: string;
  port: number;
  password: string;
  idleInTransactionMs: number;
  maintenanceIntervalMs: number;
  onFailure: (error: unknown) => void;
}

/** Speaks the PostgreSQL protocol in front of PGlite. */
export class WireServer {
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;
  private readonly backend: Backend;
  private readonly maintenance: Maintenance;
  private serverVersion = '';

  constructor(private readonly options: WireServerOptions) {
    this.backend = new Backend(options.database, options);
    this.maintenance = new Maintenance(this.backend, options.database);
    this.server = createServer((socket) => this.serve(socket));
  }

  /** @returns the port it listens on */
  async start(): Promise<number> {
    const { rows } = await this.options.database.query<{ server_version: string }>('SHOW server_version');
    this.serverVersion = rows[0]?.server_version ?? '';
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(this.options.port, this.options.host, resolve);
    });
    this.maintenance.start(this.options.maintenanceIntervalMs, this.options.onFailure);
    return (this.server.address() as { port: number }).port;
  }

  async stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    for (const socket of this.sockets) socket.destroy();
    await this.maintenance.stop();
    await closed;
  }

  private serve(socket: Socket): void {
    this.sockets.add(socket);
    socket.setNoDelay(true);
    const client: BackendClient = {
      send: (answer) => void socket.write(answer),
      evict: () => void socket.end(fatal('25P03', 'the transaction was idle while others waited and has been rolled back')),
    };
    const messages = new FrontendMessages();
    let admitted = false;
    const handle = (unit: FrontendUnit) => {
      if (unit.kind === 'encryption-request') socket.write('N');
      else if (unit.kind === 'startup') socket.write(askForPassword);
      else if (unit.kind === 'password' && unit.password === this.options.password) {
        admitted = true;
        socket.write(welcome(this.serverVersion));
      } else if (unit.kind === 'messages' && admitted) this.backend.submit(client, new Uint8Array(unit.bytes));
      else if (unit.kind === 'terminate' || unit.kind === 'cancel-request') socket.end();
      else socket.end(fatal('28P01', 'password authentication failed'));
    };
    socket.on('data', (chunk) => {
      try {
        for (const unit of messages.push(chunk)) handle(unit);
      } catch (error) {
        socket.end(fatal('08P01', (error as Error).message));
      }
    });
    socket.on('error', () => socket.destroy());
    socket.once('close', () => {
      this.sockets.delete(socket);
      this.backend.leave(client);
    });
  }
}
