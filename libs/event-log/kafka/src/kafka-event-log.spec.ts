import { createServer } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { murmur2 } from '@headway/event-log/port';
import fc from 'fast-check';
import kafkajs from 'kafkajs';
import { openKafkaEventLog } from './kafka-event-log.js';

/** A port that nobody listens on. */
async function unusedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

// The contract suite runs against a real broker: test/services/event-log-kafka.spec.ts.
describe('the Kafka log', () => {
  it('says in one readable line that no broker answers', async () => {
    const port = await unusedPort();
    const messages: string[] = [];
    const opening = openKafkaEventLog({ brokers: [`127.0.0.1:${port}`], log: (level, message) => messages.push(`${level} ${message}`) });
    await expect(opening).rejects.toMatchObject({
      name: 'EventLogError',
      code: 'unavailable',
      retryable: true,
      message: expect.stringMatching(new RegExp(`^Kafka at 127.0.0.1:${port} does not answer: `)) as unknown,
    });
    expect(messages.some((message) => message.startsWith('error '))).toBe(true);
  });

  it('is keyed as its client would key it', () => {
    const partition = kafkajs.Partitioners.DefaultPartitioner();
    const partitionMetadata = Array.from({ length: 997 }, (_, partitionId) => ({ partitionId, leader: 1 })) as Parameters<
      typeof partition
    >[0]['partitionMetadata'];
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (key) => {
        const chosen = partition({ topic: 't', partitionMetadata, message: { key, value: null } });
        expect((murmur2(new TextEncoder().encode(key)) & 0x7fffffff) % 997).toBe(chosen);
      }),
    );
  });
});
