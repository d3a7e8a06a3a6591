export { buildCorpus, hashExamples, misheard, rehearsalSample, SHIPPED_CORPUS } from './corpus.js';
export type { Corpus } from './corpus.js';
export { driverUtterances } from './driver-utterances.js';
export {
  everydaySet,
  goldenUtterances,
  handSet,
  handSetPath,
  isVocabulary,
  plainSet,
  readExamples,
  shippedModelPath,
  withoutHandSets,
} from './hand-set.js';
export { newCommandPhrases } from './new-command.js';
export type { NewCommandPhrases } from './new-command.js';
export { NotationError, parseLine, parseLines } from './notation.js';
export { seeded } from './random.js';
export type { Random } from './random.js';
