/** Why a line is no text. */
export type LineRefusal = 'unreadable' | 'too-long';

/** Longest line that is read. */
const LONGEST_LINE_BYTES = 65_536;
const NEWLINE = 0x0a;
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f\ufffd]/;

/** Lines of a byte stream, in bounded memory whatever comes: what is no line of text is told to `refuse` and left out. */
export async function* readLines(chunks: AsyncIterable<Uint8Array>, refuse: (reason: LineRefusal) => void): AsyncGenerator<string> {
  let parts: Uint8Array[] = [];
  let bytes = 0;
  const finish = (): string | undefined => {
    const tooLong = bytes > LONGEST_LINE_BYTES;
    const text = tooLong ? '' : decode(parts);
    parts = [];
    bytes = 0;
    if (tooLong) refuse('too-long');
    else if (CONTROL.test(text)) refuse('unreadable');
    else return text;
    return undefined;
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, from)) {
      parts.push(chunk.subarray(from, at));
      bytes += at - from;
      from = at + 1;
      const line = finish();
      if (line !== undefined) yield line;
    }
    bytes += chunk.length - from;
    if (bytes <= LONGEST_LINE_BYTES) parts.push(chunk.slice(from));
    else parts = [];
  }
  if (bytes > 0) {
    const line = finish();
    if (line !== undefined) yield line;
  }
}

const decode = (parts: readonly Uint8Array[]): string =>
  Buffer.concat(parts)
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .replace(/\r$/, '');
