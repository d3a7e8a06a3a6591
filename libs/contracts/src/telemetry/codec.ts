import { type ColumnCheck, passColumn, readColumn, writeColumn } from './codec-column.js';
import { FrameError } from './codec-error.js';
import { LENGTH, VARINT, WireReader, WireWriter } from './codec-wire.js';
import { type Column, EVENT_STREAM, type Frame, type Stream, TELEMETRY_STREAM } from './frame.js';

/** Largest frame, in bytes. */
export const MAX_FRAME_BYTES = 1_048_576;
/** Most columns of a frame. */
export const MAX_FRAME_COLUMNS = 4096;

const BOOT = 1;
const STREAM = 2;
const SEQ = 3;
const START_TIME = 4;
const CATALOGUE = 5;
const COLUMNS = 6;
const EVENT = 7;
const VIN = 8;
const CAMPAIGN = 9;

const BOOT_BYTES = 16;
/** Bytes of a UUID before which its text has a hyphen (RFC 9562, section 4). */
const UUID_HYPHENS = [4, 6, 8, 10];
const CATALOGUE_BYTES = 4;
/** `<campaign id>@<revision>`, as `campaignRefSchema` has it. */
const CAMPAIGN_REF = /^[a-z0-9][a-z0-9-]{0,62}@[1-9][0-9]{0,9}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Which frame it is: what ingest and the ledger need. */
export type FrameHeader = Pick<Frame, 'boot' | 'stream' | 'seq' | 'startTimeMs' | 'catalogue' | 'vin' | 'campaign'>;

const writer = new WireWriter();

/**
 * Writes a frame as `libs/contracts/assets/frame.proto` lays it down. Numbers keep their exact value: short decimals are
 * stored as scaled integers, everything else as float or double.
 * @throws FrameError
 */
export function encodeFrame(frame: Frame): Uint8Array {
  checkHeader(frame);
  checkContent(frame.stream, frame.columns.length, frame.event);
  if (frame.columns.length > MAX_FRAME_COLUMNS) throw new FrameError('too-many-columns', `${frame.columns.length} columns`);
  writer.reset();
  writeHeader(frame);
  let former: Column | undefined;
  for (const column of frame.columns) {
    writer.tag(COLUMNS, LENGTH);
    const start = writer.begin();
    writeColumn(writer, column, former);
    writer.end(start);
    if (writer.length > MAX_FRAME_BYTES) break;
    former = column;
  }
  if (frame.event !== undefined) {
    writer.tag(EVENT, LENGTH);
    const start = writer.begin();
    writer.text(frame.event);
    writer.end(start);
  }
  if (frame.vin !== undefined) {
    writer.tag(VIN, LENGTH);
    const start = writer.begin();
    writer.text(frame.vin);
    writer.end(start);
  }
  if (frame.campaign !== undefined) {
    writer.tag(CAMPAIGN, LENGTH);
    const start = writer.begin();
    writer.text(frame.campaign);
    writer.end(start);
  }
  if (writer.length > MAX_FRAME_BYTES) throw new FrameError('too-large', `a frame may have ${MAX_FRAME_BYTES} bytes`);
  return writer.finish();
}

function writeHeader(frame: Frame): void {
  writer.tag(BOOT, LENGTH);
  writer.varint(BOOT_BYTES);
  writer.raw(bytesOfHex(frame.boot.replaceAll('-', '')));
  if (frame.stream !== TELEMETRY_STREAM) {
    writer.tag(STREAM, VARINT);
    writer.varint(frame.stream);
  }
  writer.tag(SEQ, VARINT);
  writer.varint(frame.seq);
  writer.tag(START_TIME, VARINT);
  writer.varint(frame.startTimeMs);
  if (frame.catalogue !== '') {
    writer.tag(CATALOGUE, LENGTH);
    writer.varint(CATALOGUE_BYTES);
    writer.raw(bytesOfHex(frame.catalogue));
  }
}

/**
 * Reads a whole frame.
 * @throws FrameError for every input that is not a frame
 */
export function decodeFrame(bytes: Uint8Array): Frame {
  const columns: Column[] = [];
  let event: string | undefined;
  const header = readFields(bytes, {
    column: (reader) => columns.push(readColumn(reader, columns.at(-1))),
    event: (reader) => (event = reader.text()),
  });
  return event === undefined ? { ...header, columns } : { ...header, columns, event };
}

/**
 * Reads which frame it is and checks the frame's outline; columns and event are passed over unread. With `check`, it is told the signal
 * and the kind of values of every column, and may throw.
 * @throws FrameError
 */
export function readFrameHeader(bytes: Uint8Array, check?: ColumnCheck): FrameHeader {
  return readFields(bytes, check ? { column: (reader, { catalogue }) => passColumn(reader, catalogue, check), event: passEvent } : OUTLINE);
}

const passEvent = (reader: WireReader) => reader.skip(LENGTH);
const OUTLINE: FieldReaders = { column: (reader) => (reader.at = reader.end), event: passEvent };

/**
 * Which frame the bytes were meant to be, of a frame that is otherwise unreadable: cut off, too large, with bad columns. Undefined when
 * the bytes do not begin with a whole identity.
 */
export function readFrameIdentity(bytes: Uint8Array): FrameHeader | undefined {
  const reader = new WireReader(bytes);
  const header: FrameHeader = { boot: '', stream: TELEMETRY_STREAM, seq: 0, startTimeMs: 0, catalogue: '' };
  try {
    for (let former = 0; reader.at < reader.end;) {
      const tag = reader.varint();
      const field = Math.floor(tag / 8);
      // Identity comes first and in order; anything else here is not the beginning of a frame.
      if (field >= COLUMNS || field <= former) break;
      readHeaderField(reader, { field, wireType: tag % 8, header });
      former = field;
    }
  } catch {
    // What was read before the damage may be all that is needed.
  }
  try {
    checkHeader(header);
    return header;
  } catch {
    return undefined;
  }
}

interface FieldReaders {
  column: (reader: WireReader, header: FrameHeader) => void;
  event: (reader: WireReader) => void;
}

function readFields(bytes: Uint8Array, read: FieldReaders): FrameHeader {
  if (bytes.length > MAX_FRAME_BYTES) throw new FrameError('too-large', `${bytes.length} bytes`);
  const reader = new WireReader(bytes);
  const header: FrameHeader = { boot: '', stream: TELEMETRY_STREAM, seq: 0, startTimeMs: 0, catalogue: '' };
  let columns = 0;
  let event: '' | undefined;
  while (reader.at < reader.end) {
    const tag = reader.varint();
    const field = Math.floor(tag / 8);
    const wireType = tag % 8;
    if (field === COLUMNS && wireType === LENGTH) {
      if (++columns > MAX_FRAME_COLUMNS) throw new FrameError('too-many-columns', `more than ${MAX_FRAME_COLUMNS} columns`);
      const outer = reader.end;
      reader.end = reader.block();
      read.column(reader, header);
      reader.end = outer;
    } else if (field === EVENT && wireType === LENGTH) {
      event = '';
      read.event(reader);
    } else if (field === 0) throw new FrameError('malformed', 'field number 0');
    else readHeaderField(reader, { field, wireType, header });
  }
  checkHeader(header);
  checkContent(header.stream, columns, event);
  return header;
}

function readHeaderField(reader: WireReader, { field, wireType, header }: { field: number; wireType: number; header: FrameHeader }): void {
  if (field === BOOT && wireType === LENGTH) header.boot = reader.hex(BOOT_BYTES, UUID_HYPHENS);
  else if (field === STREAM && wireType === VARINT) header.stream = reader.varint() as Stream;
  else if (field === SEQ && wireType === VARINT) header.seq = reader.varint();
  else if (field === START_TIME && wireType === VARINT) header.startTimeMs = reader.varint();
  else if (field === CATALOGUE && wireType === LENGTH) header.catalogue = reader.hex(CATALOGUE_BYTES);
  else if (field === VIN && wireType === LENGTH) readVin(reader, header);
  else if (field === CAMPAIGN && wireType === LENGTH) header.campaign = reader.text();
  else if (field <= CAMPAIGN) throw new FrameError('malformed', `wire type ${wireType} in field ${field}`);
  else reader.skip(wireType);
}

/** An empty text is what some libraries write for an absent one. */
function readVin(reader: WireReader, header: FrameHeader): void {
  const vin = reader.text();
  if (vin !== '') header.vin = vin;
}

function checkHeader({ boot, stream, seq, startTimeMs, catalogue, campaign }: FrameHeader): void {
  if (!UUID.test(boot)) throw new FrameError('bad-identity', 'boot is no UUID');
  if (stream !== TELEMETRY_STREAM && stream !== EVENT_STREAM) throw new FrameError('bad-identity', `there is no stream ${String(stream)}`);
  if (!Number.isSafeInteger(seq) || seq < 1) throw new FrameError('bad-identity', `sequence ${seq}`);
  if (!Number.isSafeInteger(startTimeMs) || startTimeMs < 0) throw new FrameError('bad-identity', `start time ${startTimeMs}`);
  if (catalogue !== '' && !/^[0-9a-f]{8}$/.test(catalogue)) throw new FrameError('bad-identity', `catalogue ${catalogue}`);
  if (campaign === undefined) return;
  if (stream !== TELEMETRY_STREAM) throw new FrameError('bad-content', 'a campaign in the event stream');
  if (!CAMPAIGN_REF.test(campaign)) throw new FrameError('bad-identity', 'campaign is not <id>@<revision>');
}

function checkContent(stream: Stream, columns: number, event: string | undefined): void {
  if (stream === TELEMETRY_STREAM && event !== undefined) throw new FrameError('bad-content', 'an event in the telemetry stream');
  if (stream === EVENT_STREAM && (event === undefined || columns > 0)) {
    throw new FrameError('bad-content', 'the event stream carries exactly one event and no columns');
  }
}

function bytesOfHex(hex: string): Uint8Array {
  const bytes = new Uint8Array(hex.length / 2);
  for (let index = 0; index < bytes.length; index++) bytes[index] = Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16);
  return bytes;
}
