import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { AppError } from '@headway/platform/errors';
import type { FastifyReply, FastifyRequest } from 'fastify';

interface ByteRange {
  start: number;
  end: number;
}

/** One byte range (RFC 9110, clause 14.1.2); undefined for anything else, which is answered with the whole file. */
export function parseRange(header: string | undefined, size: number): ByteRange | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return undefined;
  const isSuffix = match[1] === '';
  const start = isSuffix ? Math.max(0, size - Number(match[2])) : Number(match[1]);
  const end = isSuffix || match[2] === '' ? size - 1 : Math.min(Number(match[2]), size - 1);
  return start > end ? 'unsatisfiable' : { start, end };
}

/** Sends an immutable file with its digest as entity tag; understands `Range`, `If-Range` and `If-None-Match`. */
export async function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  { path, digest }: { path: string; digest: string },
): Promise<void> {
  const size = (await stat(path).catch(() => undefined))?.size;
  if (size === undefined) throw new AppError('not-found', 'the file of this model is not there');
  const etag = `"${digest}"`;
  reply.header('etag', etag).header('accept-ranges', 'bytes').header('cache-control', 'public, max-age=31536000, immutable');
  if (request.headers['if-none-match']?.includes(etag)) {
    await reply.status(304).send();
    return;
  }
  const condition = request.headers['if-range'];
  const range = condition === undefined || condition === etag ? parseRange(request.headers.range, size) : undefined;
  if (range === 'unsatisfiable') {
    await reply.status(416).header('content-range', `bytes */${size}`).send();
    return;
  }
  reply.type('application/octet-stream');
  if (range) {
    reply
      .status(206)
      .header('content-range', `bytes ${range.start}-${range.end}/${size}`)
      .header('content-length', range.end - range.start + 1);
    await reply.send(createReadStream(path, range));
  } else {
    reply.status(200).header('content-length', size);
    await reply.send(createReadStream(path));
  }
}
