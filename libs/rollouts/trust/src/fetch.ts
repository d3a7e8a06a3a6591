/** How bytes are fetched over HTTP: the global `fetch`, or one that goes through a modelled network. */
export type Fetch = (url: string, init?: { headers?: Record<string, string>; signal?: AbortSignal }) => Promise<Response>;
