import { CE_TYPES, encodeFrame, type Frame } from '@headway/contracts';
import { makeSignalMaps, parseCatalogue, parseSignalIds } from '@headway/signals';
import { createLogger } from '@headway/platform/logging';
import { createMetrics } from '@headway/platform/metrics';
import { cloudEventOf, openTemporaryEventLog } from '@headway/testing';
import { expect, it } from '@jest/globals';
import { IngestService } from './ingest-service.js';

const VIN = 'LHEADWAY000000001';
const boot = '0190a5c2-5b7e-7c3a-9d4e-2f6b8a1c0d3e';
const catalogue = parseCatalogue({ 'Vehicle.Speed': { type: 'sensor', datatype: 'float' } });
const ids = parseSignalIds({ 'Vehicle.Speed': 1 });
const frame = (change: Partial<Frame>): Uint8Array =>
  encodeFrame({ boot, stream: 0, seq: 1, startTimeMs: Date.now(), catalogue: ids.shortHash, columns: [], ...change });

it('writes every record as an event that the official library accepts', async () => {
  await using log = await openTemporaryEventLog();
  const ingest = new IngestService({
    eventLog: log.eventLog,
    publishDown: () => Promise.resolve(),
    signals: { catalogue, ids, maps: makeSignalMaps(ids, { catalogue }) },
    nowMs: Date.now,
    logger: createLogger({ level: 'silent', app: 'test' }),
    metrics: createMetrics(),
  });
  await ingest.start();
  const json = { boot, seq: 2, startTimeMs: Date.now(), signals: { 'Vehicle.Speed': 3, 'Vehicle.None': 1 } };
  const messages: [string, Uint8Array][] = [
    ['telemetry', frame({ columns: [{ signal: 1, offsetsMs: [0], values: [50.5] }] })],
    ['telemetry/json', Buffer.from(JSON.stringify(json))],
    ['event', frame({ stream: 1, catalogue: '', event: '{}' })],
    ['presence', Buffer.from(JSON.stringify({ online: true, boot, at: Date.now() }))],
    ['telemetry', Buffer.from('车')],
  ];
  for (const [channel, payload] of messages) await ingest.handle({ topic: `headway/v1/${VIN}/up/${channel}`, payload });
  const read = async (topic: string, count: number) => (await log.read(topic, count)).map(cloudEventOf);
  const common = { specversion: '1.0', source: `/vehicles/${VIN}`, subject: VIN, partitionkey: VIN };
  expect(await read('telemetry.frames', 2)).toMatchObject([
    { ...common, id: `${VIN}/${boot}/0/1`, type: CE_TYPES.telemetryFrame, datacontenttype: 'application/x-protobuf' },
    { ...common, id: `${VIN}/${boot}/0/2`, type: CE_TYPES.telemetryFrame },
  ]);
  expect(await read('vehicle.events', 1)).toMatchObject([{ ...common, id: `${VIN}/${boot}/1/1`, type: CE_TYPES.eventFrame }]);
  expect(await read('vehicle.presence', 1)).toMatchObject([{ ...common, type: CE_TYPES.presence, data: { online: true } }]);
  expect(await read('telemetry.dead-letter', 2)).toMatchObject([
    { ...common, type: CE_TYPES.deadLetter, reason: 'unknown-signal' },
    { ...common, type: CE_TYPES.deadLetter, datacontenttype: 'application/octet-stream' },
  ]);
  ingest.close();
});
