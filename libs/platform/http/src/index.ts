export { decodeCursor, encodeCursor, pageOf } from './paging.js';
export { ProblemFilter } from './problem-filter.js';
export { createHttpApp, openApiOf, startHttpServer } from './server.js';
export type { HttpServer } from './server.js';
export { serveStatic } from './static.js';
