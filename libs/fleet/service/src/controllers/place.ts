import { AppError } from '@headway/platform/errors';
import { decodeCursor } from '@headway/platform/http';
import type { z } from 'zod';

/**
 * The place in a list that a cursor names; undefined for the first page.
 * @throws AppError `invalid-cursor`, also for a cursor of another list
 */
export function placeOf<T extends z.ZodType>(schema: T, cursor: string | undefined): z.infer<T> | undefined {
  if (cursor === undefined) return undefined;
  const place = schema.safeParse(decodeCursor(cursor));
  if (!place.success) throw new AppError('invalid-cursor', 'the cursor belongs to another list');
  return place.data;
}
