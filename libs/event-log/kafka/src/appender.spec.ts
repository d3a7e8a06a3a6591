import { createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Appender } from './appender.js';
import type { BrokerAddress } from './broker-connection.js';
import type { Leaders } from './leaders.js';
import type { Topics } from './topics.js';

/** What the broker does with the next request; it commits when nothing is left. */
type Mood = { error: number } | 'cut' | 'commit and cut';

/** A broker that understands Produce only as far as it must: topic, partition and the number of records. */
class ScriptedBroker {
  readonly committed: string[][] = [];
  requests = 0;
  moods: Mood[] = [];
  private readonly sockets = new Set<Socket>();
  readonly address: BrokerAddress;

  private constructor(private readonly server: Server) {
    this.address = { host: '127.0.0.1', port: (server.address() as { port: number }).port };
  }

  static async start(): Promise<ScriptedBroker> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const broker = new ScriptedBroker(server);
    server.on('connection', (socket) => broker.serve(socket));
    return broker;
  }

  close(): void {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
  }

  private serve(socket: Socket): void {
    this.sockets.add(socket);
    let kept = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      kept = Buffer.concat([kept, chunk]);
      while (kept.length >= 4 && kept.length >= 4 + kept.readInt32BE(0)) {
        const size = kept.readInt32BE(0);
        this.answer(kept.subarray(4, 4 + size), socket);
        kept = kept.subarray(4 + size);
      }
    });
  }

  private answer(request: Buffer, socket: Socket): void {
    this.requests++;
    const mood = this.moods.shift();
    if (mood === 'cut') return void socket.destroy();
    const code = typeof mood === 'object' ? mood.error : 0;
    // Each record of the tests says `<number>` in its value; numbers are what the broker keeps.
    if (code === 0) this.committed.push([...request.toString('latin1').matchAll(/<(\d+)>/g)].map((match) => match[1] as string));
    if (mood === 'commit and cut') return void socket.destroy();
    const answer = Buffer.alloc(4 + 4 + 4 + 2 + 1 + 4 + 30 + 4);
    answer.writeInt32BE(answer.length - 4, 0);
    answer.writeInt32BE(request.readInt32BE(4), 4);
    answer.writeInt32BE(1, 8);
    answer.writeInt16BE(1, 12);
    answer.write('t', 14);
    answer.writeInt32BE(1, 15);
    answer.writeInt16BE(code, 23);
    answer.writeBigInt64BE(BigInt(code === 0 ? this.committed.slice(0, -1).flat().length : -1), 25);
    socket.write(answer);
  }
}

let broker: ScriptedBroker;
let appender: Appender;
let refreshed = 0;

beforeEach(async () => {
  broker = await ScriptedBroker.start();
  refreshed = 0;
  const topics = { known: () => 1, partitionCount: () => Promise.resolve(1) } as unknown as Topics;
  const leaders = { leaderOf: () => broker.address, refresh: () => Promise.resolve(void refreshed++) } as unknown as Leaders;
  appender = new Appender(topics, leaders, {
    brokers: ['scripted'],
    clientId: 'test',
    lingerMs: 1,
    deliveryTimeoutMs: 5_000,
    maxBufferedBytes: 100_000,
  });
});
afterEach(async () => {
  await appender.close();
  broker.close();
});

const record = (number: number, bytes = 10) => ({
  topic: 't',
  key: 'k',
  value: Buffer.from(`<${number}>`.padEnd(bytes, '.')),
  headers: {},
});
const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

describe('appending', () => {
  it.each<[string, Mood[]]>([
    ['the leader moves', [{ error: 6 }, { error: 6 }]],
    ['too few replicas are in sync', [{ error: 19 }]],
    ['the connection breaks before the commit', ['cut', 'cut']],
  ])('keeps the order of a partition through retries when %s', async (_name, moods) => {
    broker.moods = moods;
    const calls = numbers(0, 50).map(async (number) => {
      if (number % 10 === 9) await new Promise((resolve) => setTimeout(resolve, number));
      return appender.append([record(number * 2), record(number * 2 + 1)]);
    });
    const receipts = (await Promise.all(calls)).flat();
    expect(new Set(receipts.map(({ offset }) => offset)).size).toBe(100);
    const committed = broker.committed.flat().map(Number);
    expect([...committed].sort((a, b) => a - b)).toEqual(numbers(0, 100));
    for (const [number, receipt] of (await Promise.all(calls)).flatMap((pair, index) =>
      pair.map((one, side) => [index * 2 + side, one] as const),
    ))
      expect(committed[Number(receipt.offset)]).toBe(number);
    expect(refreshed).toBeGreaterThan(0);
  });

  it('sends again what may have been committed: at least once, never less', async () => {
    broker.moods = ['commit and cut'];
    await appender.append([record(1)]);
    expect(broker.committed).toEqual([['1'], ['1']]);
  });

  it('halves a batch that the broker finds too large, and refuses the record that is too large by itself', async () => {
    broker.moods = [{ error: 10 }, { error: 10 }, { error: 10 }];
    const calls = numbers(0, 4).map((number) => appender.append([record(number)]));
    await expect(calls[0]).rejects.toMatchObject({ code: 'record-too-large' });
    await Promise.all(calls.slice(1));
    expect(broker.committed.flat()).toEqual(['1', '2', '3']);
  });

  it('holds no more than it may, and says so', async () => {
    broker.moods = ['cut'];
    const waiting = appender.append([record(1, 90_000)]);
    await expect(appender.append([record(2, 20_000)])).rejects.toMatchObject({ code: 'overloaded', retryable: true });
    await waiting;
    await appender.append([record(3, 20_000)]);
    expect(broker.committed.flat()).toEqual(['1', '3']);
  });

  it('joins what arrives while a request is on its way into the next one', async () => {
    const first = appender.append([record(0)]);
    while (broker.requests === 0) await new Promise(setImmediate);
    await Promise.all([first, ...numbers(1, 200).map((number) => appender.append([record(number)]))]);
    expect(broker.requests).toBeLessThan(10);
    expect(broker.committed.flat().map(Number)).toEqual(numbers(0, 200));
  });

  it('gives up at its deadline, so that the caller can decide', async () => {
    broker.close();
    await expect(appender.append([record(1)])).rejects.toMatchObject({ code: 'unavailable', retryable: true });
  }, 15_000);
});
