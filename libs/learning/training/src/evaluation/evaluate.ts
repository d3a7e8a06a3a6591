import type { Evaluation, Example } from '@headway/contracts';
import { Predictor } from './predictor.js';
import { judge, type ActionResolver, type Verdict } from './score.js';

export interface EvaluateOptions {
  /** With it, `actionsExact` tells how often exactly the expected vehicle actions come out. */
  resolver?: ActionResolver;
  intraOpNumThreads?: number;
  signal?: AbortSignal;
}

/** Bins of the calibration error (Guo et al. 2017, section 2). */
const BINS = 10;

/** Runs a model file over labelled examples and scores what it says. */
export async function evaluateModel(model: Uint8Array, examples: readonly Example[], options: EvaluateOptions = {}): Promise<Evaluation> {
  return summarise(await verdicts(model, examples, options));
}

/** One verdict an example, in the order of the examples. */
export async function verdicts(model: Uint8Array, examples: readonly Example[], options: EvaluateOptions = {}): Promise<Verdict[]> {
  const predictor = await Predictor.create(model, options);
  try {
    const predictions = await predictor.predict(
      examples.map(({ text }) => text),
      options.signal,
    );
    return examples.map((example, i) => judge(example, predictor.frames(example, predictions[i]!), predictions[i]!, options.resolver));
  } finally {
    await predictor.release();
  }
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
const shareOf = <T>(items: readonly T[], holds: (item: T) => boolean | undefined): number =>
  share(items.filter(holds).length, items.length);

export function summarise(all: readonly Verdict[]): Evaluation {
  const withActions = all.filter(({ actions }) => actions !== undefined);
  return {
    examples: all.length,
    intentAccuracy: shareOf(all, ({ intents }) => intents),
    slotF1: slotF1(all),
    wholeSentence: shareOf(all, ({ whole }) => whole),
    calibrationError: calibrationError(all),
    ...(withActions.length > 0 && { actionsExact: shareOf(withActions, ({ actions }) => actions) }),
    byLanguage: byLanguage(all),
    byIntent: byIntent(all),
  };
}

/** Micro F1; 1 when there are no slots and none was found. */
function slotF1(all: readonly Verdict[]): number {
  const sum = (key: keyof Verdict['slots']) => all.reduce((total, { slots }) => total + slots[key], 0);
  const wanted = sum('expected') + sum('found');
  return wanted === 0 ? 1 : (2 * sum('right')) / wanted;
}

/** Mean distance between confidence and accuracy over bins of equal width, weighted by their size. */
export function calibrationError(all: readonly Pick<Verdict, 'confidence' | 'whole'>[]): number {
  const bins = Array.from({ length: BINS }, () => ({ confidence: 0, right: 0 }));
  for (const { confidence, whole } of all) {
    const bin = bins[Math.min(BINS - 1, Math.floor(confidence * BINS))]!;
    bin.confidence += confidence;
    bin.right += Number(whole);
  }
  return share(
    bins.reduce((sum, { confidence, right }) => sum + Math.abs(confidence - right), 0),
    all.length,
  );
}

function byLanguage(all: readonly Verdict[]): Evaluation['byLanguage'] {
  const languages = [...new Set(all.map(({ language }) => language))].sort();
  return Object.fromEntries(
    languages.map((language) => {
      const own = all.filter((verdict) => verdict.language === language);
      return [
        language,
        { examples: own.length, wholeSentence: shareOf(own, ({ whole }) => whole), intentAccuracy: shareOf(own, ({ intents }) => intents) },
      ];
    }),
  );
}

function byIntent(all: readonly Verdict[]): Evaluation['byIntent'] {
  const result: NonNullable<Evaluation['byIntent']> = {};
  for (const { intent, right } of all.flatMap(({ frames }) => frames)) {
    const entry = (result[intent] ??= { examples: 0, correct: 0 });
    entry.examples += 1;
    entry.correct += Number(right);
  }
  return result;
}
