import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { outcomeOf } from '@headway/assistant/ontology';
import { compare, type evaluateModel, evaluate, exportModel, readCard, train } from '@headway/learning/training';
import { assetPath } from '@headway/platform/assets';
import { type Command, Option } from 'commander';
import { number, wholeNumber } from '../options.js';

type Evaluated = Awaited<ReturnType<typeof evaluateModel>>;

/** The model that ships for a family. */
export const shippedModel = (family: string) => assetPath(`libs/learning/corpus/models/${family}.onnx`);

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

function describe(name: string, { examples, intentAccuracy, slotF1, wholeSentence, actionsExact, calibrationError }: Evaluated): string {
  const parts = [`exact actions ${percent(actionsExact ?? Number.NaN)}`, `intents ${percent(intentAccuracy)}`];
  parts.push(`slot F1 ${percent(slotF1)}`, `whole ${percent(wholeSentence)}`);
  return `${name}: ${examples} examples, ${parts.join(', ')}, calibration error ${calibrationError.toFixed(3)}`;
}

interface TrainOptions {
  dataset: string[];
  dev?: string[];
  base?: string;
  rehearsal: string[];
  out: string;
  preset: 'vehicle' | 'region';
  name: string;
  seed: number;
  epochs?: number;
  precision?: 'float32' | 'int8';
  resume: boolean;
}

async function runTrain(options: TrainOptions): Promise<void> {
  const abort = new AbortController();
  process.once('SIGINT', () => abort.abort(new Error('interrupted; the checkpoint is kept, go on with --resume')));
  let shown = 0;
  const { model, card } = await train({
    ...options,
    version: options.name,
    base: options.base ? { model: options.base, rehearsal: options.rehearsal } : undefined,
    now: () => new Date(),
    signal: abort.signal,
    onProgress: ({ step, steps, loss, examplesPerSecond, etaMs }) => {
      if (Date.now() - shown < 1000 && step < steps) return;
      shown = Date.now();
      const line = `step ${step} of ${steps}, loss ${loss.toFixed(3)}, ${Math.round(examplesPerSecond)} examples/s, ${Math.ceil(etaMs / 1000)} s left`;
      process.stderr.write(process.stderr.isTTY ? `\r${line.padEnd(90)}` : `${line}\n`);
    },
  });
  if (process.stderr.isTTY) process.stderr.write('\n');
  console.log(`${options.out}: ${card.parameters} parameters, ${(model.byteLength / 1e6).toFixed(2)} MB, ${card.intents.length} intents`);
}

async function runEvaluate(options: { model: string; dataset: string[]; json: boolean }): Promise<void> {
  const datasets = Object.fromEntries(options.dataset.map((file) => [basename(file), file]));
  const results = await evaluate({ model: options.model, datasets, resolver: outcomeOf });
  for (const [name, file] of Object.entries(datasets)) {
    const result = results[name];
    if (!result) continue;
    if (options.json) console.log(JSON.stringify({ dataset: name, file, ...result }));
    else console.log(describe(name, result));
  }
}

async function runCompare(options: { parent: string; candidate: string; dataset: string[]; json: boolean }): Promise<void> {
  const datasets = Object.fromEntries(options.dataset.map((file) => [basename(file), file]));
  console.log(JSON.stringify(await compare({ ...options, datasets }), undefined, options.json ? undefined : 2));
}

async function runExport(options: { model: string; out: string; precision: 'float32' | 'int8'; dataset: string[] }): Promise<void> {
  const { bytes, originalBytes } = await exportModel(options);
  const megabytes = (size: number) => `${(size / 1e6).toFixed(2)} MB`;
  console.log(`${options.out}: ${options.precision}, ${megabytes(bytes)} (${options.model}: ${megabytes(originalBytes)})`);
  const datasets = Object.fromEntries(options.dataset.map((file) => [basename(file), file]));
  if (options.dataset.length === 0) return;
  const before = await evaluate({ model: options.model, datasets, resolver: outcomeOf });
  const after = await evaluate({ model: options.out, datasets, resolver: outcomeOf });
  for (const name of Object.keys(datasets)) {
    if (before[name]) console.log(`before  ${describe(name, before[name])}`);
    if (after[name]) console.log(`after   ${describe(name, after[name])}`);
  }
}

async function runCard(file: string): Promise<void> {
  console.log(JSON.stringify(readCard(await readFile(file)), undefined, 2));
}

/** `train`, `evaluate`, `compare`, `export` and `card`. */
export function addModelCommands(program: Command): void {
  program
    .command('train')
    .description('train or fine-tune a model: JSON Lines datasets of ours, or SNIPS blocks (token and tag a line)')
    .requiredOption('--dataset <file...>', 'training examples')
    .option('--dev <file...>', 'examples for calibration and reporting')
    .option('--base <model>', 'fine-tune this model file')
    .option('--rehearsal <file...>', 'examples that the base was trained on, against forgetting', [])
    .requiredOption('--out <model>', 'model file to write; its checkpoint lies beside it')
    .addOption(new Option('--preset <family>', 'size of the model').choices(['vehicle', 'region']).default('vehicle'))
    .option('--name <version>', 'version written into the model card', 'local')
    .option('--seed <n>', 'the same seed gives the same weights', wholeNumber(0, 2 ** 31 - 1), 1)
    .option('--epochs <n>', 'passes over the examples', number(0.01, 1000))
    .addOption(new Option('--precision <type>', "how the file stores its weights; the base's by default").choices(['int8', 'float32']))
    .option('--resume', 'go on from the checkpoint', false)
    .action(runTrain);
  program
    .command('evaluate')
    .description('quality of a model on labelled examples')
    .option('--model <file>', 'model file', shippedModel('vehicle'))
    .requiredOption('--dataset <file...>', 'labelled examples')
    .option('--json', 'one JSON object a dataset', false)
    .action(runEvaluate);
  program
    .command('compare')
    .description('a candidate against its parent, paired')
    .requiredOption('--parent <file>', 'model file')
    .requiredOption('--candidate <file>', 'model file')
    .requiredOption('--dataset <file...>', 'labelled examples')
    .option('--json', 'on one line', false)
    .action(runCompare);
  program
    .command('export')
    .description('the model in another precision, with its accuracy before and after')
    .option('--model <file>', 'model file', shippedModel('vehicle'))
    .addOption(new Option('--precision <type>', 'how weights are stored').choices(['int8', 'float32']).default('int8'))
    .option('--dataset <file...>', 'labelled examples to compare on', [])
    .requiredOption('--out <model>', 'model file to write')
    .action(runExport);
  program.command('card').description('what a model file says about itself').argument('<model>').action(runCard);
}
