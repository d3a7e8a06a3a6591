import { type BatchRecord, writeRecordBatch } from './record-batch.js';
import type { WireWriter } from './wire-writer.js';

/** One partition's part of a request. */
export interface ProduceBatch {
  topic: string;
  partition: number;
  records: readonly BatchRecord[];
}

/** One partition's part of an answer. */
export interface ProducePlace {
  topic: string;
  partition: number;
  /** Kafka's error code; 0 when committed. */
  errorCode: number;
  baseOffset: bigint;
}

const PRODUCE_KEY = 0;
/** Version 7 needs Kafka 2.1, the oldest that Kafka 4 clients still speak to (KIP-896), and has no tagged fields. */
const PRODUCE_VERSION = 7;
const ALL_REPLICAS = -1;

/**
 * Writes a whole Produce request, size first. Grammar (protocol guide, "Requests: Produce", version 7; header version 1):
 *
 *     size int32, api_key int16, api_version int16, correlation_id int32, client_id nullable_string,
 *     transactional_id nullable_string, acks int16, timeout_ms int32,
 *     [ name string, [ index int32, records (int32 size, record batch) ] ]
 *
 * @param batches those of one topic stand together
 */
export function writeProduceRequest(
  writer: WireWriter,
  batches: readonly ProduceBatch[],
  { correlationId, clientId, timeoutMs }: { correlationId: number; clientId: string; timeoutMs: number },
): void {
  writer.reset();
  const sizeAt = writer.skipInt32();
  writer.int16(PRODUCE_KEY);
  writer.int16(PRODUCE_VERSION);
  writer.int32(correlationId);
  writer.string(clientId);
  writer.string(null);
  writer.int16(ALL_REPLICAS);
  writer.int32(timeoutMs);
  const topics = groupByTopic(batches);
  writer.int32(topics.length);
  for (const group of topics) {
    writer.string((group[0] as ProduceBatch).topic);
    writer.int32(group.length);
    for (const { partition, records } of group) {
      writer.int32(partition);
      const recordsAt = writer.skipInt32();
      writeRecordBatch(writer, records);
      writer.setInt32(recordsAt, writer.at - recordsAt - 4);
    }
  }
  writer.setInt32(sizeAt, writer.at - sizeAt - 4);
}

function groupByTopic(batches: readonly ProduceBatch[]): ProduceBatch[][] {
  const groups = new Map<string, ProduceBatch[]>();
  for (const batch of batches) {
    const group = groups.get(batch.topic);
    if (group) group.push(batch);
    else groups.set(batch.topic, [batch]);
  }
  return [...groups.values()];
}

/**
 * Reads the body of an answer, after its correlation id:
 *
 *     [ name string, [ index int32, error_code int16, base_offset int64, log_append_time_ms int64, log_start_offset int64 ] ],
 *     throttle_time_ms int32
 *
 * @throws RangeError when the bytes end early
 */
export function readProduceResponse(bytes: Buffer): ProducePlace[] {
  const places: ProducePlace[] = [];
  let at = 0;
  const topics = bytes.readInt32BE(at);
  at += 4;
  for (let topicIndex = 0; topicIndex < topics; topicIndex++) {
    const length = bytes.readInt16BE(at);
    const topic = bytes.toString('utf8', at + 2, at + 2 + length);
    at += 2 + length;
    const partitions = bytes.readInt32BE(at);
    at += 4;
    for (let index = 0; index < partitions; index++, at += PARTITION_ANSWER_BYTES) {
      places.push({
        topic,
        partition: bytes.readInt32BE(at),
        errorCode: bytes.readInt16BE(at + 4),
        baseOffset: bytes.readBigInt64BE(at + 6),
      });
    }
  }
  return places;
}

const PARTITION_ANSWER_BYTES = 30;
