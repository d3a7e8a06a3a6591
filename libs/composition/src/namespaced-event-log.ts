import type { EventLog, RecordBatch } from '@headway/event-log/port';

/** The same log, with every topic and group under a prefix: several deployments share one Kafka without seeing each other. */
export function namespacedEventLog(log: EventLog, namespace: string): EventLog {
  if (namespace === '') return log;
  const names = new Map<string, string>();
  const outer = (name: string) => {
    const known = names.get(name);
    if (known !== undefined) return known;
    const made = `${namespace}.${name}`;
    names.set(name, made);
    return made;
  };
  const inner = (name: string) => name.slice(namespace.length + 1);
  return {
    ensureTopics: (specs) => log.ensureTopics(specs.map((spec) => ({ ...spec, topic: outer(spec.topic) }))),
    append: async (records) => {
      const receipts = await log.append(records.map((record) => ({ ...record, topic: outer(record.topic) })));
      return receipts.map((receipt) => ({ ...receipt, topic: inner(receipt.topic) }));
    },
    subscribe: (options) =>
      log.subscribe({
        ...options,
        group: outer(options.group),
        topics: options.topics.map(outer),
        onBatch: (batch: RecordBatch, signal) => options.onBatch({ ...batch, topic: inner(batch.topic) }, signal),
        ...(options.onRedelivery
          ? { onRedelivery: (redelivery) => options.onRedelivery?.({ ...redelivery, topic: inner(redelivery.topic) }) }
          : {}),
        ...(options.onLost ? { onLost: (lost) => options.onLost?.({ ...lost, topic: inner(lost.topic) }) } : {}),
      }),
    offsets: (topic) => log.offsets(outer(topic)),
    health: () => log.health(),
    close: () => log.close(),
  };
}
