/** Where a frame lies in its partition. */
export interface Place {
  seq: number;
  offset: number;
}

/**
 * Adds places to a row of places, which are in the order of their offsets. They are written as differences: the zigzag varint of a frame's
 * sequence less the one before (the first: less 0), and the varint of its offset less the one before (the first: less `firstOffset`). That is
 * two bytes a frame, or three when many vehicles share the partition.
 */
export function appendPlaces(places: Uint8Array, firstOffset: number, added: readonly Place[]): Uint8Array {
  let before = readPlaces(places, firstOffset).at(-1) ?? { seq: 0, offset: firstOffset };
  const bytes: number[] = [];
  for (const place of added) {
    const difference = place.seq - before.seq;
    writeVarint(bytes, difference < 0 ? -2 * difference - 1 : 2 * difference);
    writeVarint(bytes, place.offset - before.offset);
    before = place;
  }
  return Buffer.concat([places, Buffer.from(bytes)]);
}

/** The places of a row. */
export function readPlaces(places: Uint8Array, firstOffset: number): Place[] {
  const read: Place[] = [];
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = places[at++] as number;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  };
  let seq = 0;
  let offset = firstOffset;
  while (at < places.length) {
    const zigzag = varint();
    seq += zigzag % 2 === 1 ? -(zigzag + 1) / 2 : zigzag / 2;
    offset += varint();
    read.push({ seq, offset });
  }
  return read;
}

function writeVarint(bytes: number[], value: number): void {
  let rest = value;
  while (rest > 0x7f) {
    bytes.push((rest % 128) | 0x80);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
}
