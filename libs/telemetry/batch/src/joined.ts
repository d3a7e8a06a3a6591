/** Bytes that a varint (protobuf encoding specification, "Base 128 Varints") of `value` takes; `value` is below 2^31. */
function varintBytes(value: number): number {
  let bytes = 1;
  for (let rest = value; rest > 0x7f; rest >>>= 7) bytes += 1;
  return bytes;
}

/** Bytes that a frame takes in a batch before compression. */
export const joinedBytes = (frame: Uint8Array): number => varintBytes(frame.length) + frame.length;

/** Frames one after another, each preceded by its length as a varint. `room` bytes are left free at the front. */
export function joinFrames(frames: readonly Uint8Array[], room: number): Buffer {
  const joined = Buffer.allocUnsafe(frames.reduce((sum, frame) => sum + joinedBytes(frame), room));
  let at = room;
  for (const frame of frames) {
    let rest = frame.length;
    for (; rest > 0x7f; rest >>>= 7) joined[at++] = (rest & 0x7f) | 0x80;
    joined[at++] = rest;
    joined.set(frame, at);
    at += frame.length;
  }
  return joined;
}

/**
 * Undoes {@link joinFrames}; the frames share the memory of `joined`.
 * @returns undefined when the bytes end inside a frame or a length is no varint of at most four bytes
 */
export function splitFrames(joined: Uint8Array, most: number): Uint8Array[] | undefined {
  const frames: Uint8Array[] = [];
  for (let at = 0; at < joined.length;) {
    let length = 0;
    let byte = 0x80;
    for (let shift = 0; byte >= 0x80; shift += 7) {
      if (at >= joined.length || shift > 21) return undefined;
      byte = joined[at++] as number;
      length |= (byte & 0x7f) << shift;
    }
    if (length > joined.length - at || frames.length === most) return undefined;
    frames.push(joined.subarray(at, at + length));
    at += length;
  }
  return frames;
}
