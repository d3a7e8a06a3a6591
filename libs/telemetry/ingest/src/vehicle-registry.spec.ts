import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { LOG_TOPIC_SPECS } from '@headway/contracts';
import { createLogger } from '@headway/platform/logging';
import { openTemporaryEventLog } from '@headway/testing';
import { expect, it } from '@jest/globals';
import { followVehicleRegistry } from './vehicle-registry.js';

const logger = createLogger({ level: 'silent', app: 'test' });
const registration = (vin: string, registered: boolean) => ({
  topic: 'fleet.registry',
  key: vin,
  value: Buffer.from(JSON.stringify({ vin, registered, at: 1 })),
  headers: {},
});
const [ONE, TWO] = ['LHEADWAY000000001', 'LHEADWAY000000002'] as const;

it('knows whoever is registered, from the beginning, at every start, in every instance', async () => {
  await using log = await openTemporaryEventLog();
  const { eventLog } = log;
  await eventLog.ensureTopics([{ topic: 'fleet.registry', ...LOG_TOPIC_SPECS['fleet.registry'] }]);
  await eventLog.append([registration(ONE, true), registration(TWO, true), { ...registration(TWO, true), value: Buffer.from('?') }]);
  await eventLog.append([registration(TWO, false)]);
  const follow = () => followVehicleRegistry({ eventLog, newId: randomUUID, logger });
  const first = await follow();
  expect([first.knows(ONE), first.knows(TWO)]).toEqual([true, false]);
  const second = await follow();
  expect([second.knows(ONE), second.knows(TWO)]).toEqual([true, false]);
  await eventLog.append([registration(TWO, true)]);
  while (!first.knows(TWO) || !second.knows(TWO)) await delay(5);
  await Promise.all([first.stop(), second.stop()]);
});
