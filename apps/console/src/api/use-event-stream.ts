import { useEffect, useRef, useState } from 'preact/hooks';
import { reportReached } from './connection.js';

export type StreamState = 'connecting' | 'open' | 'closed';

/**
 * Listens to server-sent events of a path while `path` is not null. The browser reconnects by itself; a service that ends the stream
 * for good (a 4xx answer) leaves it closed.
 */
export function useEventStream(
  path: string | null,
  events: readonly string[],
  onEvent: (data: unknown, event: string) => void,
): StreamState {
  const [state, setState] = useState<StreamState>('connecting');
  const handler = useRef(onEvent);
  handler.current = onEvent;
  const names = events.join(' ');

  useEffect(() => {
    if (path === null) {
      setState('closed');
      return undefined;
    }
    const source = new EventSource(path);
    setState('connecting');
    source.onopen = () => {
      reportReached();
      setState('open');
    };
    source.onerror = () => setState(source.readyState === EventSource.CLOSED ? 'closed' : 'connecting');
    const listen = (event: MessageEvent<string>) => {
      const data = parse(event.data);
      if (data !== undefined) handler.current(data, event.type);
    };
    for (const name of names.split(' ')) source.addEventListener(name, listen);
    return () => source.close();
  }, [path, names]);

  return state;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
