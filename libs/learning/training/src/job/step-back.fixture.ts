import { readFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { stepBack, type JobPriority } from './step-back.js';

/** Steps back and tells its niceness and scheduling policy (proc_pid_stat(5), field 41). */
stepBack(workerData as JobPriority);
const afterName = readFileSync('/proc/thread-self/stat', 'utf8').split(') ')[1]!.split(' ');
parentPort?.postMessage({ niceness: getPriority(), policy: Number(afterName[41 - 3]) });
