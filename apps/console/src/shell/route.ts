import { useEffect, useState } from 'preact/hooks';

/** Where the engineer is: the parts of the path and the query. */
export interface Route {
  path: string;
  parts: string[];
  query: URLSearchParams;
}

const MOVED = 'headway:moved';

const read = (): Route => ({
  path: location.pathname,
  parts: location.pathname.split('/').filter(Boolean).map(decodeURIComponent),
  query: new URLSearchParams(location.search),
});

/** Goes to a page of the console without loading it anew. */
export function navigate(href: string): void {
  history.pushState(null, '', href);
  dispatchEvent(new Event(MOVED));
}

/** Changes the query of this page without a new entry in the history, so that filters survive a reload. */
export function replaceQuery(values: Record<string, string>): void {
  const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== ''));
  history.replaceState(null, '', query.size > 0 ? `?${query}` : location.pathname);
  dispatchEvent(new Event(MOVED));
}

export function useRoute(): Route {
  const [route, setRoute] = useState(read);
  useEffect(() => {
    const onMove = () => setRoute(read());
    addEventListener('popstate', onMove);
    addEventListener(MOVED, onMove);
    return () => {
      removeEventListener('popstate', onMove);
      removeEventListener(MOVED, onMove);
    };
  }, []);
  return route;
}
