import type { Admin } from 'kafkajs';
import type { BrokerAddress } from './broker-connection.js';

/** Which broker leads a partition, as the cluster said last. */
export class Leaders {
  private readonly byPlace = new Map<string, BrokerAddress>();
  private refreshing: Promise<void> | undefined;

  constructor(
    private readonly admin: Admin,
    private readonly route: (address: BrokerAddress) => BrokerAddress = (address) => address,
  ) {}

  /** Undefined when it is not known or the partition has none at the moment: `refresh` then. */
  leaderOf(topic: string, partition: number): BrokerAddress | undefined {
    return this.byPlace.get(`${topic}/${partition}`);
  }

  /** Asks the cluster for the leaders of topics; calls at the same time share the first one's answer, whatever its topics. */
  refresh(topics: readonly string[]): Promise<void> {
    this.refreshing ??= this.ask(topics).finally(() => (this.refreshing = undefined));
    return this.refreshing;
  }

  private async ask(topics: readonly string[]): Promise<void> {
    const [{ brokers }, metadata] = await Promise.all([
      this.admin.describeCluster(),
      this.admin.fetchTopicMetadata({ topics: [...topics] }),
    ]);
    const addresses = new Map(brokers.map(({ nodeId, host, port }) => [nodeId, this.route({ host, port })]));
    for (const { name, partitions } of metadata.topics) {
      for (const { partitionId, leader } of partitions) {
        const address = addresses.get(leader);
        if (address) this.byPlace.set(`${name}/${partitionId}`, address);
        else this.byPlace.delete(`${name}/${partitionId}`);
      }
    }
  }
}
