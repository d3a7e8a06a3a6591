import { renameSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';

/**
 * `node make-cluster.js <unfinished> <cluster>`: makes a cluster beside its place and then moves it there, so that a kill
 * in the middle leaves none half made. A process of its own, because making one takes 800 MB for a moment.
 */
const [unfinished, cluster] = process.argv.slice(2) as [string, string];
const database = await PGlite.create({ dataDir: unfinished });
await database.close();
renameSync(unfinished, cluster);
