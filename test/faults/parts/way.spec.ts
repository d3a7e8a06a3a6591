import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { Way } from './way.js';

const echo = createServer((socket) => socket.on('error', () => undefined).pipe(socket));
let way: Way;
beforeEach(async () => {
  if (!echo.listening) await once(echo.listen(0, '127.0.0.1'), 'listening');
  way = await Way.open((echo.address() as AddressInfo).port);
});
afterEach(async () => {
  await way.close();
  echo.close();
});

async function open() {
  const socket = connect(way.port, '127.0.0.1').on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}
const closed = (socket: Socket) => new Promise<void>((resolve) => socket.once('close', () => resolve()));
const answer = async (socket: Socket) => String((await once(socket, 'data'))[0]);

it('passes bytes on, not while it is stalled, and again afterwards', async () => {
  const socket = await open();
  socket.write('a');
  expect(await answer(socket)).toBe('a');
  way.stall();
  socket.write('b');
  const heard = answer(socket);
  const other = await open();
  other.write('c');
  const late = answer(other);
  const quiet = new Promise((resolve) => setTimeout(resolve, 50, 'nothing'));
  expect(await Promise.race([heard, late, quiet])).toBe('nothing');
  way.restore();
  expect([await heard, await late]).toEqual(['b', 'c']);
  socket.destroy();
  other.destroy();
});

it('ends connections when it is cut, and takes new ones only once it is restored', async () => {
  const socket = await open();
  way.cut();
  await closed(socket);
  await closed(connect(way.port, '127.0.0.1').on('error', () => undefined));
  way.restore();
  const again = await open();
  again.write('d');
  expect(await answer(again)).toBe('d');
  again.destroy();
});
