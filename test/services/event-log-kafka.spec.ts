import { randomUUID } from 'node:crypto';
import { describeEventLogContract } from '@headway/event-log/contract-suite';
import { openKafkaEventLog } from '@headway/event-log/kafka';
import { describe, expect, it } from '@jest/globals';
import kafkajs from 'kafkajs';
import { kafkaBrokers } from './settings.js';

describeEventLogContract('Kafka', () =>
  Promise.resolve({
    sharedStorage: true,
    open: () => openKafkaEventLog({ brokers: kafkaBrokers() }),
    dispose: () => Promise.resolve(),
  }),
);

describe('topics on Kafka', () => {
  it('have the partitions and the retention that were asked for, each partition its share of the bytes', async () => {
    const log = await openKafkaEventLog({ brokers: kafkaBrokers() });
    const admin = new kafkajs.Kafka({ brokers: kafkaBrokers(), logLevel: kafkajs.logLevel.NOTHING }).admin();
    await admin.connect();
    const topic = `config.${randomUUID()}`;
    const configuration = async () => {
      const resources = [
        { type: kafkajs.ConfigResourceTypes.TOPIC, name: topic, configNames: ['retention.ms', 'retention.bytes', 'segment.bytes'] },
      ];
      const { resources: described } = await admin.describeConfigs({ resources, includeSynonyms: false });
      return Object.fromEntries(described[0]?.configEntries.map(({ configName, configValue }) => [configName, configValue]) ?? []);
    };
    try {
      await log.ensureTopics([{ topic, partitions: 4, retentionMs: 60_000, retentionBytes: 4_000_000_000 }]);
      expect(await log.offsets(topic)).toHaveLength(4);
      expect(await configuration()).toEqual({ 'retention.ms': '60000', 'retention.bytes': '1000000000', 'segment.bytes': '125000000' });
      await log.ensureTopics([{ topic, partitions: 2, retentionMs: 120_000 }]);
      expect(await configuration()).toMatchObject({ 'retention.ms': '120000', 'retention.bytes': '-1' });
    } finally {
      await admin.disconnect();
      await log.close();
    }
  });
});
