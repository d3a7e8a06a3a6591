import { parentPort, workerData } from 'node:worker_threads';
import { Participant, type StepTask } from './participant.js';
import { Rendezvous } from './rendezvous.js';
import { MEETINGS, takePart } from './take-part.js';

/** Entry of a thread that takes part in the steps of a run until it is called off. It has the priority of the thread that made it. */
const { task, index } = workerData as { task: StepTask; index: number };
const rendezvous = new Rendezvous(task.memory.phases, index);
const participant = await Participant.create(task, index);
parentPort?.postMessage('ready');
try {
  for (let round = 0; await rendezvous.thread(0, MEETINGS * round + 1); round++)
    if (!(await takePart(participant, rendezvous, round))) break;
} finally {
  await participant.release();
}
