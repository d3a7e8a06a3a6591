import type { Page } from '@headway/contracts';
import { useEffect, useState } from 'preact/hooks';
import { withQuery } from './client.js';
import { type Resource, useResource } from './use-resource.js';

/** One page of a list and how to turn it. */
export interface List<T> extends Resource<Page<T>> {
  items: T[];
  total: number;
  /** Number of the page shown, from 1. */
  page: number;
  previous: (() => void) | undefined;
  next: (() => void) | undefined;
}

interface ListOptions {
  query?: Record<string, string | number | boolean | null | undefined>;
  limit?: number;
  everyMs?: number;
}

/** Reads a paged list; another filter begins at the first page. */
export function useList<T>(path: string, { query = {}, limit = 20, everyMs }: ListOptions = {}): List<T> {
  const base = withQuery(path, { ...query, limit });
  const [cursors, setCursors] = useState<string[]>([]);
  useEffect(() => setCursors([]), [base]);
  const resource = useResource<Page<T>>(withQuery(path, { ...query, limit, cursor: cursors.at(-1) }), everyMs);
  const after = resource.data?.next;
  return {
    ...resource,
    items: resource.data?.items ?? [],
    total: resource.data?.total ?? 0,
    page: cursors.length + 1,
    previous: cursors.length > 0 ? () => setCursors(cursors.slice(0, -1)) : undefined,
    next: after ? () => setCursors([...cursors, after]) : undefined,
  };
}
