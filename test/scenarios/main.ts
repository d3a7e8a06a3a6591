import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { describeError } from '@headway/platform/errors';
import { Loop } from './loop/loop.js';
import { KILL_POINTS, type KillPoint } from './loop/result.js';
import { embeddedTopology } from './topology/embedded.js';
import { servicesTopology } from './topology/services.js';

interface LoopArguments {
  json: boolean;
  seed: number;
  vehicles: number;
  topology: 'embedded' | 'services';
  kill: KillPoint[];
  keep: boolean;
}

/** Three minutes are usual; a candidate that the gate turns down adds the time of gathering more and training again. */
const LIMIT_MS = 10 * 60_000;
/** What a kill and its restart may add. */
const KILL_LIMIT_MS = 2 * 60_000;

function whole(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError('a whole number, not negative');
  return value;
}

function killPoint(text: string, before: KillPoint[]): KillPoint[] {
  const point = KILL_POINTS.find((name) => name === text);
  if (!point) throw new InvalidArgumentError(`one of ${KILL_POINTS.join(', ')}`);
  return [...before, point];
}

async function loop(options: LoopArguments): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'headway-loop-'));
  const make = options.topology === 'embedded' ? embeddedTopology : servicesTopology;
  const topology = await make({ seed: options.seed, vehicles: options.vehicles, folder });
  const stop = () => topology.stop().catch((error: unknown) => console.error(describeError(error)));
  process.once('SIGINT', () => void stop().then(() => process.exit(130)));
  let ok = false;
  try {
    const limitMs = LIMIT_MS + options.kill.length * KILL_LIMIT_MS;
    const result = await new Loop(topology, { ...options, limitMs, progress: (line) => console.error(line) }).run();
    await topology.stop();
    ok = result.ok;
    for (const failure of result.failures) console.error(`broken: ${failure}`);
    console.log(JSON.stringify(result, undefined, options.json ? undefined : 2));
  } catch (error) {
    console.error(`the loop did not finish: ${describeError(error)}`);
    await stop();
  }
  if (ok && !options.keep) await rm(folder, { recursive: true, force: true });
  else console.error(`data and logs: ${folder}`);
  process.exit(ok ? 0 : 1);
}

const program = new Command('scenario').description('Unattended runs of the whole platform; the last line of output is one JSON object.');
program
  .command('loop')
  .description('teaches the fleet a command that the shipped model does not know, and waits until the vehicles run the model that does')
  .option('--json', 'the result on one line', false)
  .option('--seed <n>', 'seed of the simulated world', whole, 1)
  .option('--vehicles <n>', 'vehicles in the fleet', whole, 20)
  .addOption(
    new Option('--topology <name>', 'one process on embedded servers, or every app its own process on real servers')
      .choices(['embedded', 'services'])
      .default('embedded'),
  )
  .option('--kill <point>', `SIGKILL and restart at this point, repeatable: ${KILL_POINTS.join(', ')}`, killPoint, [])
  .option('--keep', 'keep data and logs', false)
  .action(loop);
try {
  await program.parseAsync();
} catch (error) {
  console.error(describeError(error));
  process.exit(2);
}
