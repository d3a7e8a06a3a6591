import { Command } from 'commander';
import { benchNlu } from './nlu.js';
import { benchStart } from './start.js';

const print = (figures: object) => console.log(JSON.stringify(figures));

const program = new Command('bench').description(
  'The figures of the README, one JSON line each. Compare only what was measured in one run.',
);
program
  .command('nlu')
  .description('latency of the shipped models on one thread')
  .option('--json', 'accepted for uniformity; the output is always JSON')
  .action(async () => {
    for (const family of ['vehicle', 'region'] as const) print(await benchNlu(family));
  });
program
  .command('start')
  .description('time to ready and memory of the default run')
  .option('--vehicles <n>', 'simulated vehicles', Number, 50)
  .option('--seconds <n>', 'how long it runs', Number, 60)
  .option('--json', 'accepted for uniformity; the output is always JSON')
  .action(async (options: { vehicles: number; seconds: number }) => print(await benchStart(options)));
await program.parseAsync();
