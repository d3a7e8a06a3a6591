import { describeEventLogContract } from '@headway/event-log/contract-suite';
import { openKafkaEventLog } from '@headway/event-log/kafka';
import { kafkaBrokers } from './settings.js';

describeEventLogContract('Kafka', () =>
  Promise.resolve({
    sharedStorage: true,
    open: () => openKafkaEventLog({ brokers: kafkaBrokers() }),
    dispose: () => Promise.resolve(),
  }),
);
