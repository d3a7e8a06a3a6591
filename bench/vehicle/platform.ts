import { join } from 'node:path';
import { localContext, startIngest } from '@headway/composition';
import { openLmdbEventLog } from '@headway/event-log/lmdb';
import { createLogger } from '@headway/platform/logging';
import { startEmbeddedBroker } from '@headway/platform/mqtt';
import { loadBuiltInSignals } from '@headway/signals/loader';

/** Broker, event log and ingest, so that the car's process holds the car alone. */
const folder = process.argv[2] ?? '';
const logger = createLogger({ level: 'silent', app: 'bench' });
const broker = await startEmbeddedBroker({ host: '127.0.0.1', port: 0 });
const context = { ...localContext(logger, { dataFolder: folder, signals: loadBuiltInSignals() }) };
await startIngest(
  { ...context, eventLog: openLmdbEventLog({ folder: join(folder, 'log') }) },
  { mqttUrl: broker.url, instance: 'bench', protocolVersion: 4, vehicles: 'open' },
);
process.send?.(broker.url);
