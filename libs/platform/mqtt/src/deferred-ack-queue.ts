/** A message that waits for its handler. */
export interface Pending {
  /** MQTT packet identifier. */
  id: number;
  settled: boolean;
}

/**
 * The unacknowledged messages of one connection. PUBACKs must go out in the order in which the PUBLISH packets came in
 * (MQTT 5.0, clause 4.6, [MQTT-4.6.0-2]), so a message that was handled early waits for those before it.
 */
export class AckQueue {
  private pending: Pending[] = [];
  private first = 0;

  get size(): number {
    return this.pending.length - this.first;
  }

  add(id: number): Pending {
    const entry = { id, settled: false };
    this.pending.push(entry);
    return entry;
  }

  /** Removes the settled messages at the front and gives their PUBACK packets in one buffer, or undefined when the first still waits. */
  takePubacks(): Buffer | undefined {
    let end = this.first;
    while (this.pending[end]?.settled) end++;
    if (end === this.first) return undefined;
    const packets = Buffer.allocUnsafe((end - this.first) * PUBACK_BYTES);
    for (let index = this.first, at = 0; index < end; index++, at += PUBACK_BYTES) {
      const { id } = this.pending[index] as Pending;
      // Clause 3.4: type 4, remaining length 2; without a reason code it means success in 3.1.1 and 5 alike.
      packets[at] = 0x40;
      packets[at + 1] = 0x02;
      packets.writeUInt16BE(id, at + 2);
    }
    this.first = end;
    this.compact();
    return packets;
  }

  private compact(): void {
    if (this.first < COMPACT_AFTER || this.first * 2 < this.pending.length) return;
    this.pending = this.pending.slice(this.first);
    this.first = 0;
  }
}

const PUBACK_BYTES = 4;
const COMPACT_AFTER = 1024;
