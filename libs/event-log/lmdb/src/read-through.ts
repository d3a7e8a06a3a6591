import { Store } from './store.js';

/** Reads every record of a log whose file was found too short; a page that is missing ends this process instead of the platform's. */
const store = new Store(process.argv[2] as string);
store.readThrough();
await store.close();
