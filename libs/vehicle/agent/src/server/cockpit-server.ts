import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Problem, turnRequestSchema } from '@headway/contracts';
import { AppError, ERROR_CODES, errorCodeOf } from '@headway/platform/errors';
import { z } from 'zod';
import type { VehicleAgent } from '../vehicle-agent.js';

type CockpitAgent = Pick<VehicleAgent, 'vin' | 'ask' | 'status'>;

export interface CockpitServerOptions {
  /** The vehicles that can be spoken to; read on every request, so that a fleet may grow. */
  agents: () => readonly CockpitAgent[];
  host: string;
  /** 0 takes a free port. */
  port: number;
  /** Further resources by method and path, e.g. `GET /simulation`; what they return is the answer. */
  routes?: Readonly<Record<string, () => unknown>>;
}

/** A listening cockpit. */
export interface CockpitServer {
  url: string;
  port: number;
  close(): Promise<void>;
}

const BODY_LIMIT_BYTES = 65_536;
const TURN_PATH = /^(?:\/vehicles\/(?<vin>[^/]+))?\/v1\/assistant\/turns$/;

/** The contract's request, in which the vehicle may be left out where the path or the process already says which it is. */
const cockpitTurnSchema = turnRequestSchema.extend({
  vehicle: z.object({ vin: z.string() }).loose().optional(),
  /** Leaves the regions out, as in a dead zone. Also header `x-headway-offline: true`. */
  offline: z.boolean().optional(),
});

/**
 * The driver's side of agents over HTTP, on the native assistant contract: `POST /v1/assistant/turns` (one vehicle, or the one in the
 * body), `POST /vehicles/{vin}/v1/assistant/turns`, `GET /vehicles`. Errors are problem details (RFC 9457).
 * @throws AppError `address-in-use`
 */
export async function startCockpit({ agents, host, port, routes = {} }: CockpitServerOptions): Promise<CockpitServer> {
  const server = createServer((request, response) => {
    route(request, agents(), routes).then(
      (body) => send(response, 200, 'application/json', body),
      (error: unknown) => sendProblem(response, request.url ?? '/', error),
    );
  });
  await listen(server, host, port);
  const address = server.address() as AddressInfo;
  return { url: `http://${host}:${address.port}`, port: address.port, close: () => close(server) };
}

async function route(
  request: IncomingMessage,
  agents: readonly CockpitAgent[],
  routes: NonNullable<CockpitServerOptions['routes']>,
): Promise<unknown> {
  const { pathname } = new URL(request.url ?? '/', 'http://cockpit');
  const further = routes[`${request.method} ${pathname}`];
  if (further) return (await further()) ?? {};
  if (request.method === 'GET' && pathname === '/vehicles') {
    return { items: agents.map(({ status }) => status), next: null, total: agents.length };
  }
  const turn = TURN_PATH.exec(pathname);
  if (!turn || request.method !== 'POST') throw new AppError('not-found', `${request.method ?? ''} ${pathname} is not served here`);
  const { vehicle, utterance, deadlineMs, language, session, offline } = parseTurn(await readBody(request));
  const agent = findAgent(agents, turn.groups?.vin ?? vehicle?.vin);
  const alone = offline ?? request.headers['x-headway-offline'] === 'true';
  return agent.ask(utterance, { deadlineMs, offline: alone, ...(language ? { language } : {}), ...(session ? { session } : {}) });
}

function findAgent(agents: readonly CockpitAgent[], vin: string | undefined): CockpitAgent {
  const agent = vin === undefined && agents.length === 1 ? agents[0] : agents.find((candidate) => candidate.vin === vin);
  if (agent) return agent;
  if (vin === undefined) throw new AppError('invalid-request', 'vehicle.vin: several vehicles are here, say which one');
  throw new AppError('not-found', `vehicle ${vin} is not here`);
}

function parseTurn(body: unknown) {
  const parsed = cockpitTurnSchema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.') || 'body', message }));
  throw new AppError('invalid-request', issues.map(({ path, message }) => `${path}: ${message}`).join('; '), { issues });
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > BODY_LIMIT_BYTES) throw new AppError('invalid-request', `the body is larger than ${BODY_LIMIT_BYTES} bytes`);
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch (cause) {
    throw new AppError('invalid-request', 'the body is not JSON', { cause });
  }
}

function send(response: ServerResponse, status: number, type: string, body: unknown): void {
  response.writeHead(status, { 'content-type': type });
  response.end(JSON.stringify(body));
}

function sendProblem(response: ServerResponse, instance: string, error: unknown): void {
  const code = errorCodeOf(error);
  const { status, title } = ERROR_CODES[code];
  const known = error instanceof AppError;
  const problem: Problem = {
    type: `urn:headway:error:${code}`,
    title,
    status,
    detail: known ? error.message : title,
    instance,
    code,
    ...(known && error.issues.length > 0 ? { errors: error.issues } : {}),
  };
  send(response, status, 'application/problem+json', problem);
}

async function listen(server: Server, host: string, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const taken = cause.code === 'EADDRINUSE';
      reject(taken ? new AppError('address-in-use', `port ${port} on ${host} is already in use`, { cause }) : cause);
    });
    server.listen(port, host, resolve);
  });
}

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
