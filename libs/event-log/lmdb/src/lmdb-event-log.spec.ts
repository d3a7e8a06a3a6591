import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeEventLogContract } from '@headway/event-log/contract-suite';
import { openLmdbEventLog } from './lmdb-event-log.js';

describeEventLogContract('the embedded log', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'headway-log-'));
  return {
    sharedStorage: false,
    open: () => Promise.resolve(openLmdbEventLog({ folder, retentionIntervalMs: 50 })),
    dispose: () => rm(folder, { recursive: true, force: true }),
  };
});
