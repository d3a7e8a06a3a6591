import type { Participant } from './participant.js';
import type { Rendezvous } from './rendezvous.js';

/** Times the threads meet in a step: at its start, and after each phase. */
export const MEETINGS = 4;

/** One thread's part in the step number `round` of this run, counted from 0; false when it was called off. */
export async function takePart(participant: Participant, rendezvous: Rendezvous, round: number): Promise<boolean> {
  const start = MEETINGS * round + 1;
  await participant.computeGradients();
  rendezvous.complete(start + 1);
  if (!(await rendezvous.everyone(start + 1))) return false;
  participant.addUp();
  rendezvous.complete(start + 2);
  if (!(await rendezvous.everyone(start + 2))) return false;
  await participant.update();
  rendezvous.complete(start + 3);
  return true;
}
