const SEED = 0x9747b28c;
const MULTIPLIER = 0x5bd1e995;

/**
 * 32-bit MurmurHash2 as Apache Kafka's Java client computes it (org.apache.kafka.common.utils.Utils.murmur2): signed result.
 */
export function murmur2(data: Uint8Array): number {
  let hash = SEED ^ data.length;
  const words = data.length >> 2;
  for (let word = 0; word < words; word++) {
    const at = word << 2;
    let k = (data[at] as number) | ((data[at + 1] as number) << 8) | ((data[at + 2] as number) << 16) | ((data[at + 3] as number) << 24);
    k = Math.imul(k, MULTIPLIER);
    k ^= k >>> 24;
    hash = Math.imul(hash, MULTIPLIER) ^ Math.imul(k, MULTIPLIER);
  }
  const rest = data.length & 3;
  const tail = words << 2;
  if (rest === 3) hash ^= (data[tail + 2] as number) << 16;
  if (rest >= 2) hash ^= (data[tail + 1] as number) << 8;
  if (rest >= 1) hash = Math.imul(hash ^ (data[tail] as number), MULTIPLIER);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, MULTIPLIER);
  return hash ^ (hash >>> 15);
}

const encoder = new TextEncoder();
/** Hashes of the keys seen last: a fleet's VINs come again and again. */
const hashes = new Map<string, number>();
const MOST_HASHES = 65_536;

function hashOf(key: string): number {
  const known = hashes.get(key);
  if (known !== undefined) return known;
  if (hashes.size >= MOST_HASHES) hashes.clear();
  const hash = murmur2(encoder.encode(key)) & 0x7fffffff;
  hashes.set(key, hash);
  return hash;
}

/** Partition of a key: the same in every driver and in every Kafka client with the default partitioner. */
export function partitionOf(key: string, partitions: number): number {
  return hashOf(key) % partitions;
}
