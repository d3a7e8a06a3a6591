import type { Page } from '@headway/contracts';
import { AppError } from '@headway/platform/errors';
import { z } from 'zod';

/** Turns the key of a page's last row into an opaque cursor. */
export const encodeCursor = (key: (string | number)[]) => Buffer.from(JSON.stringify(key)).toString('base64url');

const cursorSchema = z.array(z.union([z.string(), z.number()])).max(8);

/**
 * Reads a cursor made by `encodeCursor`.
 * @throws AppError `invalid-cursor`
 */
export function decodeCursor(cursor: string): (string | number)[] {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch (cause) {
    throw new AppError('invalid-cursor', 'the cursor was not made by this list', { cause });
  }
}

/** A page from `limit + 1` rows: the extra row only tells that there is more. */
export function pageOf<Row, Item>(
  rows: Row[],
  limit: number,
  total: number,
  map: (row: Row) => Item,
  keyOf: (row: Row) => (string | number)[],
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(map), next: rows.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null, total };
}
