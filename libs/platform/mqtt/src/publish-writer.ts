/** A PUBLISH of quality 0 without properties (MQTT 3.1.1 and 5, clause 3.3). */
export function writePublish(topic: string, payload: Uint8Array | string, protocolVersion: 4 | 5): Buffer {
  const topicBytes = Buffer.byteLength(topic);
  const payloadBytes = typeof payload === 'string' ? Buffer.byteLength(payload) : payload.length;
  const remaining = 2 + topicBytes + (protocolVersion === 5 ? 1 : 0) + payloadBytes;
  const lengthBytes = remaining < 0x80 ? 1 : remaining < 0x4000 ? 2 : remaining < 0x200000 ? 3 : 4;
  const packet = Buffer.allocUnsafe(1 + lengthBytes + remaining);
  packet[0] = 0x30;
  let at = 1;
  for (let rest = remaining, left = lengthBytes; left > 0; left--, rest >>= 7) packet[at++] = (rest & 0x7f) | (left > 1 ? 0x80 : 0);
  at = packet.writeUInt16BE(topicBytes, at);
  at += packet.write(topic, at);
  if (protocolVersion === 5) packet[at++] = 0;
  if (typeof payload === 'string') packet.write(payload, at);
  else packet.set(payload, at);
  return packet;
}
