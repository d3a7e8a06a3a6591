import { parentPort, workerData } from 'node:worker_threads';
import type { StepTask } from './participant.js';
import { Rendezvous } from './rendezvous.js';

/** A helping thread that is lost in its first step: the spec names how in the task's seed. */
const { task, index } = workerData as { task: StepTask; index: number };
parentPort?.postMessage('ready');
await new Rendezvous(task.memory.phases, index).thread(0, 1);
if (task.options.seed === 7) throw new Error('out of memory');
process.exit(3);
