// Trains the shipped models from the corpus, after a build:
//   node tools/train-models.mjs [--family vehicle|region] [--size N] [--epochs N] [--seed 1] [--threads 1] [--base FILE] [--teacher FILE]…
//     [--out libs/learning/corpus/models] [--architecture '{"layers":4}']
//   node tools/train-models.mjs --measure FILE
//   node tools/train-models.mjs --recalibrate FILE [--average FILE]…
// --architecture replaces sizes of the family's preset, to compare them.
// --base trains a model on from its file, with the text of another seed.
// --teacher has models of other seeds and sizes answer the text: what they say together is half of what is learnt.
// --recalibrate fits a model's confidence anew, as training does in its end; with --average after it has the mean weights of these and its own.
// Writes <family>.onnx and <family>.json (figures on the hand-written sets) to the folder.
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const built = (library) => import(join(root, 'dist/libs', library, 'src/index.js'));
const { buildCorpus, everydaySet, goldenUtterances, handSet, isVocabulary, misheard, plainSet, withoutHandSets } =
  await built('learning/corpus');
const { evaluateModel, modelDigest, PRESETS, readModelFile, recalibrate, soupOf, trainModel, writeModelFile } =
  await built('learning/training');
const { outcomeOf } = await built('assistant/ontology');

const SETS = {
  'hand-zh-dev': () => handSet('zh', 'dev'),
  'hand-zh-test': () => handSet('zh', 'test'),
  'hand-en-dev': () => handSet('en', 'dev'),
  'hand-en-test': () => handSet('en', 'test'),
  'everyday-zh': () => everydaySet('zh'),
  'everyday-en': () => everydaySet('en'),
  'plain-zh': () => plainSet('zh'),
  'plain-en': () => plainSet('en'),
  golden: goldenUtterances,
};
/** Generated utterances and passes over them. */
const RUNS = { vehicle: { size: 450_000, epochs: 3 }, region: { size: 400_000, epochs: 2 } };
/** How a model is trained on from its file with other text: gentler than from nothing, and down to nothing again. */
const secondPass = (family) => ({ learningRate: PRESETS[family].learningRate / 2, schedule: 'cosine', warmup: 0.05, tableRate: 1 });
/** Share of the teachers' mean answer in what is learnt of a text; the rest is its label. */
const TAUGHT = 0.5;
const resolver = (frames, example) => outcomeOf(frames, example);

/** How often they are misheard for calibration. As it was written the development half flatters: the grammar learnt from its gaps. */
const MISHEARD = [1, 2, 3, 4];

/** What people say, not what the grammar says: confidence is calibrated on it, as it was written and as a recogniser may write it. */
function calibrationSet() {
  const said = ['zh', 'en'].flatMap((language) => [...handSet(language, 'dev'), ...everydaySet(language)]);
  return [...said, ...MISHEARD.flatMap((seed) => misheard(said, seed))];
}

/** Figures of a model file on every hand-written set, with exact vehicle actions; `longer` leaves out what may be in the training text. */
export async function measure(model) {
  const figures = {};
  for (const [name, load] of Object.entries(SETS)) {
    const set = load();
    const { examples, intentAccuracy, slotF1, wholeSentence, calibrationError, actionsExact } = await evaluateModel(model, set, {
      resolver,
    });
    const longer = await evaluateModel(
      model,
      set.filter(({ text }) => !isVocabulary(text)),
      { resolver },
    );
    figures[name] = { examples, intentAccuracy, slotF1, wholeSentence, calibrationError, actionsExact };
    figures[name].longer = { examples: longer.examples, actionsExact: longer.actionsExact };
  }
  return figures;
}

/** Trains one family from generated text and writes the model and its figures to `out`. The same seed gives the same weights. */
export async function trainShippedModel({
  family,
  out,
  seed = 1,
  size = RUNS[family].size,
  epochs = RUNS[family].epochs,
  base,
  teachers = [],
  architecture,
  threads = 1,
  now = new Date(),
  onProgress,
}) {
  const corpus = buildCorpus({ seed, size });
  const { model, card, digest } = await trainModel(
    {
      examples: withoutHandSets(corpus.train),
      dev: calibrationSet(),
      family,
      ...(architecture && { architecture }),
      precision: 'int8',
      version: `${family}-1`,
      trainedAt: now.toISOString(),
      ...(teachers.length > 0 && { teachers: { models: teachers.map((file) => readFileSync(file)), share: TAUGHT } }),
      ...(base && { base: { model: readFileSync(base), rehearsal: [], repeat: 1 } }),
      options: { seed, epochs, threads, ...(base && secondPass(family)) },
    },
    { onProgress },
  );
  mkdirSync(out, { recursive: true });
  const file = join(out, `${family}.onnx`);
  writeFileSync(file, model);
  const figures = {
    family,
    digest,
    bytes: statSync(file).size,
    parameters: card.parameters,
    corpus: { seed, size, hash: corpus.hash },
    epochs,
    sets: await measure(model),
  };
  writeFileSync(join(out, `${family}.json`), `${JSON.stringify(figures, null, 2)}\n`);
  return figures;
}

/** Fits the confidence of a shipped model anew, or of its mean with models it was trained from or into, and writes it and its figures where they were. */
export async function recalibrateShippedModel(file, others = []) {
  const models = [file, ...others].map((path) => readFileSync(path));
  const mean = writeModelFile(soupOf(models.map((one) => readModelFile(one))));
  const { model, digest } = await recalibrate(mean, calibrationSet());
  writeFileSync(file, model);
  const about = file.replace(/\.onnx$/u, '.json');
  const meanOf = others.length > 0 && { meanOf: models.map((one) => modelDigest(one)) };
  const figures = { ...JSON.parse(readFileSync(about, 'utf8')), ...meanOf, digest, bytes: statSync(file).size, sets: await measure(model) };
  writeFileSync(about, `${JSON.stringify(figures, null, 2)}\n`);
  return figures;
}

/** Trains both shipped models. */
export async function trainShippedModels({ out, seed = 1, ...rest }) {
  return [
    await trainShippedModel({ family: 'vehicle', out, seed, ...rest }),
    await trainShippedModel({ family: 'region', out, seed, ...rest }),
  ];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      family: { type: 'string' },
      size: { type: 'string' },
      epochs: { type: 'string' },
      seed: { type: 'string', default: '1' },
      base: { type: 'string' },
      teacher: { type: 'string', multiple: true },
      threads: { type: 'string', default: '1' },
      architecture: { type: 'string' },
      out: { type: 'string', default: join(root, 'libs/learning/corpus/models') },
      measure: { type: 'string' },
      recalibrate: { type: 'string' },
      average: { type: 'string', multiple: true },
    },
  });
  if (values.recalibrate) {
    console.log(JSON.stringify(await recalibrateShippedModel(values.recalibrate, values.average), null, 2));
  } else if (values.measure) {
    console.log(JSON.stringify(await measure(readFileSync(values.measure)), null, 2));
  } else {
    let last = 0;
    const onProgress = ({ step, steps, loss, examplesPerSecond, etaMs }) => {
      if (Date.now() - last < 15_000) return;
      last = Date.now();
      console.error(
        `step ${step}/${steps}  loss ${loss.toFixed(3)}  ${Math.round(examplesPerSecond)}/s  ${Math.round(etaMs / 1000)} s left`,
      );
    };
    const options = {
      out: values.out,
      seed: Number(values.seed),
      threads: Number(values.threads),
      ...(values.size && { size: Number(values.size) }),
      ...(values.epochs && { epochs: Number(values.epochs) }),
      ...(values.base && { base: values.base }),
      ...(values.teacher && { teachers: values.teacher }),
      ...(values.architecture && { architecture: JSON.parse(values.architecture) }),
      onProgress,
    };
    const figures = values.family ? await trainShippedModel({ ...options, family: values.family }) : await trainShippedModels(options);
    console.log(JSON.stringify(figures, null, 2));
  }
}
