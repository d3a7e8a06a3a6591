/**
 * Why bytes are not a frame, or a frame cannot be bytes. Also the reasons under which frames go to the dead-letter topic.
 * - `too-large`: above `MAX_FRAME_BYTES`
 * - `truncated`: the bytes end inside a field
 * - `malformed`: not the protobuf wire format, or text that is not UTF-8
 * - `bad-identity`: boot, stream, sequence or start time missing or out of range
 * - `bad-content`: columns where an event belongs or the other way round
 * - `too-many-columns`: above `MAX_FRAME_COLUMNS`
 * - `bad-column`: no samples, offsets that decrease or do not match the values, values of mixed types
 */
export const FRAME_ERROR_REASONS = [
  'too-large',
  'truncated',
  'malformed',
  'bad-identity',
  'bad-content',
  'too-many-columns',
  'bad-column',
] as const;
export type FrameErrorReason = (typeof FRAME_ERROR_REASONS)[number];

/** The only error that the frame codec throws. */
export class FrameError extends Error {
  override readonly name = 'FrameError';

  constructor(
    readonly reason: FrameErrorReason,
    message: string,
  ) {
    super(message);
  }
}
