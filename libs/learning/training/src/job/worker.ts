import { EventEmitter, once } from 'node:events';
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';
import type { FromWorker, ToWorker } from './messages.js';
import { stepBack } from './step-back.js';
import { trainModel, type TrainingJob } from './train-model.js';

/** Entry of a training thread: one job, then it ends. A `stop` message takes effect after the step under way. */
const port = parentPort;
if (!port) throw new Error('this module runs in a worker thread');

const stop = new AbortController();
const pace = new EventEmitter();
let held = false;
const send = (message: FromWorker): void => port.postMessage(message);

port.on('message', (message: ToWorker) => {
  if (message.type === 'stop') stop.abort();
  else setPace(message.held);
  if (message.type !== 'start') return;
  stepBack(message.priority);
  void work(message.job, message.rest);
});

function setPace(hold: boolean): void {
  held = hold;
  if (!held) pace.emit('go-on');
}

async function work(job: TrainingJob, rest: number): Promise<void> {
  try {
    const result = await trainModel(job, {
      signal: stop.signal,
      onProgress: (progress) => send({ type: 'progress', progress }),
      yieldAfterStep: restAfterSteps(rest),
    });
    send({ type: 'done', result });
  } catch (error) {
    if (stop.signal.aborted) send({ type: 'stopped' });
    else send({ type: 'failed', message: (error as Error).message, cause: error });
  } finally {
    port?.close();
  }
}

/** Lets messages in after every step, sleeps for `rest` times as long as the step took, and then for as long as the job is held up. */
function restAfterSteps(rest: number): () => Promise<void> {
  let began = performance.now();
  return async () => {
    const tookMs = performance.now() - began;
    if (rest > 0) await wait(tookMs * rest);
    else await nextTurn();
    while (held && !stop.signal.aborted) await once(pace, 'go-on', { signal: stop.signal }).catch(() => undefined);
    began = performance.now();
  };
}
