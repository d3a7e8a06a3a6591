import { Command } from 'commander';
import { benchClients, type ClientsOptions } from './clients.js';
import { benchIngest, type IngestOptions } from './ingest.js';
import { benchCampaign } from './campaign.js';
import { benchNlu } from './nlu.js';
import { benchServingWhileTraining, type ServingOptions } from './serving-while-training.js';
import { benchStart } from './start.js';
import { benchTraining, type TrainingBenchOptions } from './training.js';
import { benchVehicle, type VehicleBenchOptions } from './vehicle.js';

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
program
  .command('ingest')
  .description('MQTT to Kafka with PUBACK after commit, beside a peer in the same run; CPU of the pipe alone')
  .option('--peer <name>', 'telegraf or bento; built through the Go module proxy the first time')
  .option('--messages <n>', 'measured messages at full load', Number, 200_000)
  .option('--seconds <n>', 'how long half of the load is held', Number, 10)
  .option('--vehicles <n>', 'publishing connections', Number, 64)
  .option('--rounds <n>', 'runs of each pipe and size, in turn; the figures are medians', Number, 3)
  .option('--sizes <list>', 'payload bytes, separated by commas', (text) => text.split(',').map(Number), [120, 1200])
  .option('--json', 'accepted for uniformity; the output is always JSON')
  .action(async (options: IngestOptions) => print(await benchIngest(options)));
program
  .command('campaign')
  .description('three conditions over 100 signals at 10 Hz in the vehicle, and a dry run over a million samples')
  .option('--seconds <n>', 'driven seconds, as fast as they go', Number, 600)
  .option('--live-seconds <n>', 'seconds by the clock of the wall', Number, 20)
  .option('--samples <n>', 'recorded samples of each dry run', Number, 1_000_000)
  .option('--json', 'accepted for uniformity; the output is always JSON')
  .action(async (options: { seconds: number; liveSeconds: number; samples: number }) => print(await benchCampaign(options)));
program
  .command('clients')
  .description('many simple clients on one instance of ingest: memory over time, then all of them back at once')
  .option('--clients <n>', 'connections', Number, 5_000)
  .option('--minutes <n>', 'how long they stay connected', Number, 10)
  .option('--every <s>', 'seconds between the messages of a client', Number, 5)
  .option('--backlog <n>', 'messages that each brings back', Number, 20)
  .option('--json', 'accepted for uniformity; the output is always JSON')
  .action(async (options: ClientsOptions) => print(await benchClients(options)));
program
  .command('training')
  .description('the vehicle model trained from generated text, and the shipped one taught a new command')
  .option('--threads <n>', 'threads a batch is dealt out to; one thread is measured in turn with it', Number, 2)
  .option('--steps <n>', 'measured steps of 64 examples a round', Number, 60)
  .option('--rounds <n>', 'rounds; the figures are medians', Number, 3)
  .option('--no-fine-tune', 'speed alone')
  .option('--json', 'accepted for uniformity; the output is always JSON')
  .action(async (options: TrainingBenchOptions) => print(await benchTraining(options)));
program
  .command('serving-while-training')
  .description('what inference notices of a training job in the same process: alone, beside it, and while it is held up')
  .option('--threads <n>', 'threads of the job', Number, 1)
  .option('--priority <name>', 'low or idle: how far the job steps back', 'idle')
  .option('--seconds <n>', 'how long each is measured in a round', Number, 3)
  .option('--rounds <n>', 'rounds', Number, 8)
  .option('--json', 'accepted for uniformity; the output is always JSON')
  .action(async (options: ServingOptions) => print(await benchServingWhileTraining(options)));
program
  .command('vehicle')
  .description('what frames cost in the car: encode, spool, publish, prune, against a real broker and ingest in another process')
  .option('--frames-per-second <n>', 'frames', Number, 10)
  .option('--signals <n>', 'signals that change in every frame', Number, 50)
  .option('--seconds <n>', 'how long it is measured', Number, 20)
  .option('--drive <file>', 'recorded drive (OBD-II csv) on which batches are measured too')
  .option('--json', 'accepted for uniformity; the output is always JSON')
  .action(async (options: VehicleBenchOptions) => print(await benchVehicle(options)));
await program.parseAsync();
