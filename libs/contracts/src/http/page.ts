import { z } from 'zod';

/** Query of every list. `cursor` comes from the former page's `next`. */
export const pageQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: z.string().max(512).optional(),
});
export type PageQuery = z.infer<typeof pageQuerySchema>;

/** Shape of every list. */
export interface Page<T> {
  items: T[];
  next: string | null;
  total: number;
}

/** zod schema of a page of `item`. */
export const pageSchema = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable(), total: z.number().int() });
