import { afterEach, expect, it } from '@jest/globals';
import type { Admin, Kafka } from 'kafkajs';
import { Member } from './member.js';

type Listener = (event: { payload: { error: Error } }) => void;

/** A consumer of kafkajs's outline, which does what a test says when it is run. */
function fakeConsumer(onRun: (crash: () => void) => void) {
  const listeners = new Map<string, Listener>();
  const crash = () => listeners.get('crash')?.({ payload: { error: new Error('the coordinator is loading') } });
  return {
    events: { GROUP_JOIN: 'join', CRASH: 'crash' },
    on: (event: string, listener: Listener) => listeners.set(event, listener),
    connect: async () => undefined,
    subscribe: async () => undefined,
    // kafkajs resolves although the consumer has crashed while it joined.
    run: async () => onRun(crash),
    disconnect: async () => undefined,
    crash,
  };
}

let member: Member | undefined;
afterEach(() => member?.stop());

it('starts a consumer anew that crashes while it is being started anew', async () => {
  const made: ReturnType<typeof fakeConsumer>[] = [];
  let third!: () => void;
  const thirdRuns = new Promise<void>((resolve) => (third = resolve));
  const consumer = () => {
    const number = made.length + 1;
    const one = fakeConsumer((crash) => (number === 2 ? crash() : number === 3 ? third() : undefined));
    made.push(one);
    return one;
  };
  const admin = { fetchOffsets: async () => [{ topic: 't', partitions: [{ partition: 0, offset: '0', metadata: null }] }] };
  const options = { group: 'g', topics: ['t'], startFrom: 'earliest' as const, onBatch: async () => undefined };
  member = new Member({ consumer } as unknown as Kafka, admin as unknown as Admin, options, () => undefined);
  await member.join();
  made[0]?.crash();
  await thirdRuns;
  expect(made).toHaveLength(3);
});

it('outlives a consumer that is lost while a reader takes its time', async () => {
  let finish!: () => void;
  const slow = new Promise<void>((resolve) => (finish = resolve));
  let said!: (message: string) => void;
  const trouble = new Promise<string>((resolve) => (said = resolve));
  let eachBatch: ((payload: unknown) => Promise<void>) | undefined;
  let assigned: ((event: { payload: { memberAssignment: Record<string, number[]> } }) => void) | undefined;
  let resumed!: () => void;
  const begun = new Promise<void>((resolve) => (resumed = resolve));
  let gone = false;
  const consumer = () => ({
    events: { GROUP_JOIN: 'join', CRASH: 'crash' },
    on: (event: string, listener: never) => {
      if (event === 'join') assigned = listener;
    },
    connect: async () => undefined,
    subscribe: async () => undefined,
    run: async (given: { eachBatch: (payload: unknown) => Promise<void> }) => {
      eachBatch = given.eachBatch;
      assigned?.({ payload: { memberAssignment: { t: [0] } } });
    },
    pause: () => undefined,
    seek: () => {
      if (gone) throw new Error('Consumer group was not initialized');
    },
    resume: () => resumed(),
    commitOffsets: async () => undefined,
    disconnect: async () => undefined,
  });
  const admin = { fetchOffsets: async () => [{ topic: 't', partitions: [{ partition: 0, offset: '0', metadata: null }] }] };
  const options = { group: 'g', topics: ['t'], startFrom: 'earliest' as const, onBatch: () => slow };
  member = new Member({ consumer } as unknown as Kafka, admin as unknown as Admin, options, said);
  await member.join();
  await begun;
  const message = { offset: '0', key: null, value: Buffer.from('x'), headers: {}, timestamp: '0' };
  await eachBatch?.({ batch: { topic: 't', partition: 0, messages: [message] }, pause: () => undefined, resolveOffset: () => undefined });
  gone = true;
  finish();
  expect(await trouble).toContain('lost while a batch was in hand');
});
