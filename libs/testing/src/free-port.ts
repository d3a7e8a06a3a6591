import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below what Linux and others give to outgoing connections (32768 and 49152 up): a server that starts again finds its port free. */
const FIRST = 20_000;
const LAST = 31_999;
const TRIES = 100;

/**
 * A loopback port that nobody listens on, for a server that may be stopped and started again on it.
 * @throws Error when a hundred ports in a row are taken
 */
export async function freePort(): Promise<number> {
  for (let tried = 0; tried < TRIES; tried++) {
    const port = FIRST + Math.floor(Math.random() * (LAST - FIRST + 1));
    if (await isFree(port)) return port;
  }
  throw new Error(`no free port between ${FIRST} and ${LAST} after ${TRIES} tries`);
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    await once(server.listen(port, '127.0.0.1'), 'listening');
  } catch {
    return false;
  }
  server.close();
  await once(server, 'close');
  return true;
}
