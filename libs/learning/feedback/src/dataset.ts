import { createHash } from 'node:crypto';
import type { Example, LabelledFrame, Language } from '@headway/contracts';
import { findContradictions } from './contradiction.js';
import { fullLabelOf, labelOf } from './label.js';
import { foldUtterance } from './utterance.js';

/** Share of the distinct utterances that is kept from training to test the candidate model on. */
export const HELD_OUT_SHARE = 0.2;

/** An intent with at least this many distinct utterances in a language always has one held out. */
const ENOUGH_TO_HOLD_OUT = 4;

/** A candidate of an accepted cluster, with the reviewer's label. */
export interface AcceptedCandidate {
  id: string;
  cluster: string;
  vehicle: string;
  utterance: string;
  language: Language;
  frames: LabelledFrame[];
}

export type Split = 'train' | 'held-out';

/** One distinct utterance of a dataset with where it came from. */
export interface DatasetExample {
  example: Example;
  split: Split;
  /** How often the fleet said it. */
  count: number;
  candidates: string[];
}

/** A dataset before it is stored. Equal candidates give an equal dataset with an equal hash. */
export interface AssembledDataset {
  /** SHA-256 over the canonical lines: split, count and example. */
  hash: string;
  examples: DatasetExample[];
  /** Utterances left out because as many vehicles mean one thing by them as another. */
  dropped: { utterance: string; labels: Record<string, number> }[];
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** A number in [0, 1) that depends on the folded text alone. */
const position = (text: string) => Number.parseInt(sha256(`headway.split/1 ${foldUtterance(text)}`).slice(0, 8), 16) / 2 ** 32;

const byFrequency = (counts: Map<string, number>) => [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));

function mostCommon(group: readonly AcceptedCandidate[]): AcceptedCandidate {
  const counts = new Map<string, number>();
  const keyOf = (candidate: AcceptedCandidate) => `${candidate.utterance}\n${fullLabelOf(candidate.frames)}`;
  for (const candidate of group) counts.set(keyOf(candidate), (counts.get(keyOf(candidate)) ?? 0) + 1);
  const winner = byFrequency(counts)[0]?.[0];
  return group.find((candidate) => keyOf(candidate) === winner) as AcceptedCandidate;
}

function toExample(folded: string, group: readonly AcceptedCandidate[], label: string): DatasetExample {
  const agreeing = group.filter((candidate) => labelOf(candidate.frames) === label);
  const { language, utterance: text, frames } = mostCommon(agreeing);
  return {
    example: { id: `fleet-${sha256(folded).slice(0, 16)}`, language, text, frames, source: 'fleet' },
    split: position(text) < HELD_OUT_SHARE ? 'held-out' : 'train',
    count: agreeing.length,
    candidates: agreeing.map((candidate) => candidate.id).sort(),
  };
}

/** Every intent that can spare an utterance in a language has one held out: the one whose position is least. */
function holdOutRareIntents(examples: DatasetExample[]): void {
  const groups = new Map<string, DatasetExample[]>();
  for (const entry of examples) {
    const key = `${entry.example.language} ${labelOf(entry.example.frames)}`;
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  for (const group of groups.values()) {
    if (group.length < ENOUGH_TO_HOLD_OUT) continue;
    const ordered = group.toSorted((a, b) => position(a.example.text) - position(b.example.text));
    (ordered[0] as DatasetExample).split = 'held-out';
    // The other way round as well: an intent is never held out whole.
    if (ordered.every((entry) => entry.split === 'held-out')) (ordered.at(-1) as DatasetExample).split = 'train';
  }
}

/**
 * Makes a dataset of accepted candidates: one example for each distinct utterance, labelled by the majority of vehicles, in training or in the
 * held-out part by a stable hash of its text, so that no text is in both, and what was held out once is not trained on later
 * (unless it was held out only because its intent was rare).
 */
export function assembleDataset(candidates: readonly AcceptedCandidate[]): AssembledDataset {
  const groups = new Map<string, AcceptedCandidate[]>();
  for (const candidate of candidates) {
    const key = foldUtterance(candidate.utterance);
    groups.set(key, [...(groups.get(key) ?? []), candidate]);
  }
  const votes = candidates.map(({ utterance, vehicle, frames }) => ({ utterance, vehicle, label: labelOf(frames) }));
  const contested = new Map(findContradictions(votes).map((found) => [foldUtterance(found.utterance), found]));
  const dropped: AssembledDataset['dropped'] = [];
  const examples: DatasetExample[] = [];
  for (const [folded, group] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const contradiction = contested.get(folded);
    const label = contradiction ? contradiction.majority : labelOf(group[0]?.frames ?? []);
    if (label === null) dropped.push({ utterance: contradiction?.utterance ?? folded, labels: contradiction?.labels ?? {} });
    else examples.push(toExample(folded, group, label));
  }
  holdOutRareIntents(examples);
  const lines = examples.map(({ example, split, count }) => JSON.stringify([split, count, example.language, example.text, example.frames]));
  return { hash: sha256(lines.join('\n')), examples, dropped };
}

/** One utterance stands for at most this many in training, however often the fleet said it. */
const MOST_REPEATS = 3;

/** The rarer language is repeated at most this often to match the other. */
const MOST_BALANCING = 3;

/**
 * What the trainer is given of a dataset: the training part, an utterance as often as the fleet said it but at most three times, and for each
 * label the rarer language repeated so that a phrase learnt in Chinese is not forgotten in English. Order is deterministic.
 */
export function trainingMix(dataset: readonly DatasetExample[]): Example[] {
  const train = dataset.filter((entry) => entry.split === 'train');
  const groups = new Map<string, Map<Language, Example[]>>();
  for (const { example, count } of train) {
    const label = labelOf(example.frames);
    const languages = groups.get(label) ?? new Map<Language, Example[]>();
    const repeated = Array.from({ length: Math.min(count, MOST_REPEATS) }, () => example);
    languages.set(example.language, [...(languages.get(example.language) ?? []), ...repeated]);
    groups.set(label, languages);
  }
  return [...groups.values()].flatMap((languages) => {
    const most = Math.max(...[...languages.values()].map((list) => list.length));
    return [...languages.values()].flatMap((list) => {
      const times = Math.min(MOST_BALANCING, Math.max(1, Math.floor(most / list.length)));
      return Array.from({ length: times }, () => list).flat();
    });
  });
}

/** Examples of each label, for a dataset's summary. */
export function countIntents(dataset: readonly DatasetExample[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { example } of dataset) {
    for (const frame of example.frames) counts[frame.intent] = (counts[frame.intent] ?? 0) + 1;
  }
  return counts;
}
