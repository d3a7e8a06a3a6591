import { readFile } from 'node:fs/promises';
import { readCard } from '@headway/learning/training';
import { assetPath } from '@headway/platform/assets';
import { type Command, Option } from 'commander';
import { reportingFailure } from '../models/failure.js';
import { runCompare, runEvaluate, runExport } from '../models/measure.js';
import { runTrain } from '../models/train.js';
import { encoderSizes, number, wholeNumber } from '../options.js';

/** The model that ships for a family. */
const shippedModel = (family: string) => assetPath(`libs/learning/corpus/models/${family}.onnx`);

async function runCard(file: string): Promise<void> {
  console.log(JSON.stringify(readCard(await readFile(file)), undefined, 2));
}

const MEASURED = 'labelled examples; of a folder its test*, else its dev* files';

/** `train`, `evaluate`, `compare`, `export` and `card`. */
export function addModelCommands(program: Command): void {
  addTrain(program);
  program
    .command('evaluate')
    .description('quality of a model on labelled examples')
    .option('--model <file>', 'model file', shippedModel('vehicle'))
    .requiredOption('--dataset <file...>', MEASURED)
    .option('--json', 'one JSON object over all datasets', false)
    .action(reportingFailure(runEvaluate));
  program
    .command('compare')
    .description('a candidate against its parent, paired')
    .requiredOption('--parent <file>', 'model file')
    .requiredOption('--candidate <file>', 'model file')
    .requiredOption('--dataset <file...>', MEASURED)
    .option('--json', 'one JSON object over all datasets', false)
    .action(reportingFailure(runCompare));
  program
    .command('export')
    .description('the model in another precision, with its accuracy before and after')
    .option('--model <file>', 'model file', shippedModel('vehicle'))
    .addOption(new Option('--precision <type>', 'how weights are stored').choices(['int8', 'float32']).default('int8'))
    .option('--dataset <file...>', 'labelled examples to compare on', [])
    .requiredOption('--out <model>', 'model file to write')
    .action(reportingFailure(runExport));
  program.command('card').description('what a model file says about itself').argument('<model>').action(reportingFailure(runCard));
}

function addTrain(program: Command): void {
  program
    .command('train')
    .description('train or fine-tune a model: JSON Lines datasets of ours, or SNIPS blocks (token and tag a line)')
    .requiredOption('--dataset <path...>', 'files to train on; of a folder train*, with dev* or valid* for calibration, and never test*')
    .option('--dev <file...>', 'examples for calibration and reporting, instead of a folder’s own')
    .option('--base <model>', 'fine-tune this model file')
    .option('--rehearsal <path...>', 'examples that the base was trained on, against forgetting', [])
    .option('--teacher <model>', 'a larger model that labels the unlabelled text')
    .option('--unlabelled <file...>', 'text for the teacher, one utterance a line', [])
    .option('--confidence <share>', 'how sure the teacher must be of a whole utterance', number(0, 1), 0.9)
    .option('--distil <model...>', 'models of the same labels; what they answer together is part of what each example teaches', [])
    .option('--distil-share <share>', 'how large a part, from 0 to 1', number(0, 1), 0.7)
    .requiredOption('--out <path>', 'folder for model.onnx, figures.json and the checkpoint; or a file that ends in .onnx')
    .addOption(new Option('--preset <family>', 'size of the model').choices(['vehicle', 'region']).default('vehicle'))
    .option('--name <version>', 'version written into the model card', 'local')
    .option('--trained-at <time>', 'time written into the model card; without, the same command always writes the same file', '')
    .option('--seed <n>', 'the same seed gives the same weights', wholeNumber(0, 2 ** 31 - 1), 1)
    .option('--epochs <n>', 'passes over the examples', number(0.01, 1000))
    .option('--substitutions <n>', 'copies of each example with other slot values; 3 for small datasets by default', wholeNumber(0, 20))
    .option('--members <n>', 'encoders that answer together; 3 for small datasets and regions by default, 1 otherwise', wholeNumber(1, 8))
    .option('--sizes <json>', 'other sizes of the encoder than the preset’s, such as {"layers":4,"feedForward":512}', encoderSizes)
    .option('--threads <n>', 'threads that share each step; part of what makes weights the same', wholeNumber(1, 8), 1)
    .addOption(new Option('--precision <type>', "how the file stores its weights; the base's by default").choices(['int8', 'float32']))
    .option('--checkpoint-every <steps>', 'how often a checkpoint is written', wholeNumber(1, 1_000_000), 500)
    .option('--resume', 'go on from the checkpoint', false)
    .action(reportingFailure(runTrain));
}
