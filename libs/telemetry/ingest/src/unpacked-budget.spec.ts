import type { LogRecord } from '@headway/event-log/port';
import { expect, it } from '@jest/globals';
import { UnpackedBudget } from './unpacked-budget.js';

const record = (bytes: number): LogRecord => ({ topic: 't', key: 'k', value: new Uint8Array(bytes), headers: {} });

it('lets no batch in while those before it fill the budget, and then one after another', async () => {
  const budget = new UnpackedBudget(1000, 600);
  const first = await budget.enter();
  budget.count(first, [record(300), record(200)]);
  const entered: string[] = [];
  const batch = async (name: string) => {
    const size = await budget.enter();
    budget.count(size, [record(500)]);
    entered.push(name);
    return size;
  };
  const [second, third] = [batch('second'), batch('third')];
  await new Promise(setImmediate);
  expect(entered).toEqual([]);
  budget.leave(first);
  const size = await second;
  await new Promise(setImmediate);
  expect(entered).toEqual(['second']);
  budget.leave(size);
  await third;
  expect(entered).toEqual(['second', 'third']);
});
