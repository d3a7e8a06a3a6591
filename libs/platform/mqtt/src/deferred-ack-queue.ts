/** Messages that wait for their handler together. */
export interface Pending {
  /** MQTT packet identifiers, in the order of arrival. */
  ids: readonly number[];
  settled: boolean;
}

/**
 * The unacknowledged messages of one connection. PUBACKs must go out in the order in which the PUBLISH packets came in
 * (MQTT 5.0, clause 4.6, [MQTT-4.6.0-2]), so a message that was handled early waits for those before it.
 */
export class AckQueue {
  private readonly pending: Pending[] = [];
  private messages = 0;

  get size(): number {
    return this.messages;
  }

  add(ids: readonly number[]): Pending {
    const entry = { ids, settled: false };
    this.pending.push(entry);
    this.messages += ids.length;
    return entry;
  }

  /** Removes the settled messages at the front and gives their PUBACK packets in one buffer, or undefined when the first still waits. */
  takePubacks(): Buffer | undefined {
    let end = 0;
    let messages = 0;
    for (; this.pending[end]?.settled; end++) messages += (this.pending[end] as Pending).ids.length;
    if (end === 0) return undefined;
    const packets = Buffer.allocUnsafe(messages * PUBACK_BYTES);
    let at = 0;
    // Taken out at once: what stays reachable for seconds grows old, and collecting old objects stops the pipe for long.
    for (const { ids } of this.pending.splice(0, end)) {
      for (const id of ids) {
        // Clause 3.4: type 4, remaining length 2; without a reason code it means success in 3.1.1 and 5 alike.
        packets[at] = 0x40;
        packets[at + 1] = 0x02;
        packets[at + 2] = id >> 8;
        packets[at + 3] = id & 255;
        at += PUBACK_BYTES;
      }
    }
    this.messages -= messages;
    return packets;
  }
}

const PUBACK_BYTES = 4;
