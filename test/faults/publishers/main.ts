import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AgentPublisher } from './agents.js';
import { PlainPublisher } from './clients.js';
import { type Publisher, type PublisherNotice, publisherOptionsSchema, requestSchema } from './protocol.js';
import { SendRecord } from './record.js';

/** How often an open question is looked at. */
const LOOK_EVERY_MS = 20;

/** A process of vehicles that publish. It may be killed at any moment and started again on the same folder. */
const options = publisherOptionsSchema.parse(JSON.parse(process.argv[2] ?? '{}'));
mkdirSync(options.folder, { recursive: true });
const path = join(options.folder, 'record.jsonl');
const record = new SendRecord(path);
const publisher: Publisher = options.kind === 'agents' ? new AgentPublisher(options, record) : new PlainPublisher(options, record, path);
const tell = (notice: PublisherNotice) => process.send?.(notice);

/** Answers once nothing from before the instant is open. */
function whenSettled(beforeMs: number, answer: () => void): void {
  if (publisher.openBefore(beforeMs) === 0) answer();
  else setTimeout(() => whenSettled(beforeMs, answer), LOOK_EVERY_MS);
}

process.on('message', (message) => {
  const request = requestSchema.parse(message);
  if (request.type === 'settle') whenSettled(request.beforeMs, () => tell({ type: 'settled', beforeMs: request.beforeMs }));
  else void publisher.finish().then(() => whenSettled(Number.MAX_SAFE_INTEGER, () => tell({ type: 'drained', ...publisher.counts })));
});
// The harness is gone: nobody would ever stop this process.
process.on('disconnect', () => process.exit(0));
publisher.start();
tell({ type: 'ready' });
