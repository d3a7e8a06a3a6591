import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { ApiError } from './api-error.js';
import { call } from './client.js';
import { onRetry } from './connection.js';

/** What a view knows of one path. Data outlives an error, so that a hiccup does not empty the page. */
export interface Resource<T> {
  data: T | undefined;
  error: ApiError | undefined;
  /** When the data was read, epoch milliseconds. */
  readAt: number | null;
  reload: () => void;
}

/** How often views look again while they are seen. */
export const REFRESH_MS = 2_000;
export const SLOW_REFRESH_MS = 5_000;

const EMPTY = { data: undefined, error: undefined, readAt: null };

/** Reads a path now and every `everyMs` while the page is visible; `null` reads nothing. */
export function useResource<T>(path: string | null, everyMs: number = REFRESH_MS): Resource<T> {
  const [known, setKnown] = useState<{ path: string | null } & Omit<Resource<T>, 'reload'>>({ path, ...EMPTY });
  const load = useRef<() => void>(() => undefined);

  useEffect(() => {
    if (path === null) return undefined;
    const abort = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let busy = false;
    const again = () => {
      clearTimeout(timer);
      if (!abort.signal.aborted && !document.hidden) timer = setTimeout(read, everyMs);
    };
    const read = () => {
      if (busy || abort.signal.aborted) return;
      busy = true;
      clearTimeout(timer);
      call<T>(path, { signal: abort.signal })
        .then((data) => setKnown({ path, data, error: undefined, readAt: Date.now() }))
        .catch((error: unknown) => {
          if (abort.signal.aborted) return;
          const failure = error instanceof ApiError ? error : new ApiError(null, { cause: error });
          setKnown((before) => (before.path === path ? { ...before, error: failure } : { path, ...EMPTY, error: failure }));
        })
        .finally(() => {
          busy = false;
          again();
        });
    };
    const onVisible = () => (document.hidden ? clearTimeout(timer) : read());
    const stopRetry = onRetry(read);
    document.addEventListener('visibilitychange', onVisible);
    load.current = read;
    read();
    return () => {
      abort.abort();
      clearTimeout(timer);
      stopRetry();
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [path, everyMs]);

  const reload = useCallback(() => load.current(), []);
  return known.path === path ? { ...known, reload } : { ...EMPTY, reload };
}
