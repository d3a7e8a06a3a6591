import { afterAll, beforeAll, describe } from '@jest/globals';
import { appendContract } from './append-contract.js';
import { durabilityContract } from './durability-contract.js';
import type { EventLogHarness } from './fixture.js';
import { groupContract } from './group-contract.js';
import { retentionContract } from './retention-contract.js';

/** The one suite that every driver of the event log passes, unchanged. */
export function describeEventLogContract(name: string, start: () => Promise<EventLogHarness>): void {
  describe(`${name} keeps the event log's promises`, () => {
    let harness: EventLogHarness | undefined;
    const current = () => harness as EventLogHarness;
    beforeAll(async () => {
      harness = await start();
    }, 60_000);
    afterAll(() => harness?.dispose(), 60_000);

    describe('append', () => appendContract(current));
    describe('groups', () => groupContract(current));
    describe('durability', () => durabilityContract(current));
    describe('retention', () => retentionContract(current));
  });
}
