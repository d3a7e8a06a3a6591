import { OUT_OF_SCOPE } from '@headway/contracts';
import type { FrameRule, Language, ModelCard, RecognisedSlot, SemanticFrame } from '@headway/contracts';
import { bestKept, keepsRule } from './frame-rules.js';
import { argmax, calibratedConfidence, sigmoid, softmax } from './probability.js';
import { TagLattice, type PathTag, type TagPath } from './tag-path.js';
import type { Token } from './tokenize.js';

/** What a model said about one utterance. Logits are row-major: T tokens × the card's intents or tags. */
export interface ModelOutput {
  /** The original utterance, from which slot texts are cut. */
  text: string;
  /** The T tokens the model saw. */
  tokens: readonly Token[];
  intentLogits: Float32Array;
  boundaryLogits: Float32Array;
  slotLogits: Float32Array;
  card: Pick<ModelCard, 'intents' | 'tags' | 'frames' | 'temperature' | 'confidence'>;
  language: Language;
}

interface Clause {
  first: number;
  end: number;
  /** Probability of the least certain "a clause begins here" decision in it and at its end. */
  confidence: number;
}

function splitClauses(boundaryLogits: Float32Array, length: number): Clause[] {
  const starts = [0];
  for (let t = 1; t < length; t += 1) if ((boundaryLogits[t] ?? 0) > 0) starts.push(t);
  return starts.map((first, i) => {
    const end = starts[i + 1] ?? length;
    let doubt = Number.POSITIVE_INFINITY;
    for (let t = first; t <= Math.min(end, length - 1); t += 1) if (t > 0) doubt = Math.min(doubt, Math.abs(boundaryLogits[t] ?? 0));
    return { first, end, confidence: sigmoid(doubt) };
  });
}

/** Punctuation that belongs to no clause; a percent sign is a unit. */
const isPunctuation = ({ text }: Token) => text !== '%' && /^\p{P}$/u.test(text);

/** Text range of a clause without the punctuation at its edges. */
function spanOf(tokens: readonly Token[], { first, end }: Clause): [number, number] {
  const inside = tokens.slice(first, end);
  const words = inside.filter((token) => !isPunctuation(token));
  const edges = words.length > 0 ? words : inside;
  return [edges[0]?.start ?? 0, edges.at(-1)?.end ?? 1];
}

/** Probability of each intent. */
function intentsOf(output: ModelOutput, clause: Clause): Float64Array {
  const { intents, temperature } = output.card;
  const sum = new Float64Array(intents.length);
  for (let t = clause.first; t < clause.end; t += 1) {
    for (let i = 0; i < intents.length; i += 1) sum[i] = (sum[i] ?? 0) + (output.intentLogits[t * intents.length + i] ?? 0);
  }
  // Scaling the sum by tokens × temperature is taking the mean and dividing it by the temperature.
  return softmax(sum, (clause.end - clause.first) * (temperature[output.language] ?? 1));
}

/** Whether a token continues the word before it over a hyphen, which is in a slot as a whole or not at all ("e-type"). */
function isHyphenated(tokens: readonly Token[], t: number): boolean {
  const [before, token] = [tokens[t - 1], tokens[t]];
  return before !== undefined && token !== undefined && before.end === token.start && (before.text === '-' || token.text === '-');
}

/** What a clause says before it is calibrated: an intent of the card, and a tag a token; none when it is out of scope. */
interface Reading {
  intent: number;
  tags: readonly PathTag[];
}

/**
 * What a path counts beside an intent, as a power of its probability: tokens of a slot err together, so that their product is surer than it should
 * be. Measured: whole, cockpit commands change their intent wrongly more often than rightly; at nothing, SNIPS loses 0.2 points of whole sentences.
 */
const PATH_WEIGHT = 0.5;
/** Intents besides the likeliest that are considered when its frames cannot hold the likeliest slots. */
const OTHER_INTENTS = 4;
const NO_RULE: FrameRule = { without: [], apart: [] };

/**
 * The likeliest intent and slots that go together. Mostly they are what either head says by itself, and nothing else can be likelier. Otherwise
 * each of the likeliest intents is read with the slots that it may have. Nothing leaves or enters scope for its slots.
 */
function readClause(output: ModelOutput, clause: Clause, probabilities: Float64Array): Reading {
  const { intents, tags, frames = {} } = output.card;
  const likeliest = argmax(probabilities);
  if (intents[likeliest] === OUT_OF_SCOPE) return { intent: likeliest, tags: [] };
  const logits = output.slotLogits.subarray(clause.first * tags.length, clause.end * tags.length);
  const lattice = new TagLattice(logits, tags, (t) => isHyphenated(output.tokens, clause.first + t));
  const free = lattice.best();
  const ruleOf = (intent: number): FrameRule => {
    const name = intents[intent] ?? '';
    // Nothing keeps a dataset from calling an intent "constructor".
    return (Object.hasOwn(frames, name) && frames[name]) || NO_RULE;
  };
  const isPossible = (intent: number) => keepsRule(ruleOf(intent), free.tags);
  if (isPossible(likeliest)) return { intent: likeliest, tags: free.tags };
  let best: Reading & { score: number } = { intent: likeliest, tags: free.tags, score: Number.NEGATIVE_INFINITY };
  const ranked = [...probabilities.keys()].sort((a, b) => (probabilities[b] ?? 0) - (probabilities[a] ?? 0));
  for (const intent of ranked.slice(0, 1 + OTHER_INTENTS)) {
    const scoreOf = (path: TagPath) => Math.log(probabilities[intent] ?? 0) + PATH_WEIGHT * path.score;
    if (scoreOf(free) <= best.score) break;
    if (intents[intent] === OUT_OF_SCOPE) continue;
    const path = isPossible(intent) ? free : bestKept(lattice, ruleOf(intent));
    if (scoreOf(path) > best.score) best = { intent, tags: path.tags, score: scoreOf(path) };
  }
  return best;
}

function slotsOf({ text, tokens }: ModelOutput, { first }: Clause, tags: readonly PathTag[]): RecognisedSlot[] {
  const slots: RecognisedSlot[] = [];
  tags.forEach(({ tag, probability }, i) => {
    const token = tokens[first + i];
    if (!token || tag === 'O') return;
    const open = slots.at(-1);
    if (tag.startsWith('B-') || !open) {
      slots.push({ name: tag.slice(2), text: '', start: token.start, end: token.end, confidence: probability });
    } else {
      open.end = token.end;
      open.confidence = Math.min(open.confidence, probability);
    }
  });
  for (const slot of slots) slot.text = text.slice(slot.start, slot.end);
  return slots;
}

/**
 * Turns logits into semantic frames, one a clause: clauses begin where the boundary logit is positive; a clause's intent is the softmax
 * of its tokens' mean logits divided by the language's temperature (Guo et al. 2017); its slots are the most probable valid BIO path that splits no word.
 * Where the card says which frames there are, the two together are the most probable of those.
 * Confidence = P(intent) × least tag probability × least boundary probability, moved along the card's line for the language; an
 * out-of-scope clause has no slots, and its tags do not count.
 */
export function decodeFrames(output: ModelOutput): SemanticFrame[] {
  const length = output.boundaryLogits.length;
  const nothing: SemanticFrame = { intent: OUT_OF_SCOPE, confidence: 1, span: [0, Math.max(1, output.text.length)], slots: [] };
  if (length === 0) return [nothing];
  const line = output.card.confidence?.[output.language];
  const reported = (confidence: number) => (line ? calibratedConfidence(confidence, line) : confidence);
  return splitClauses(output.boundaryLogits, length).map((clause) => {
    const probabilities = intentsOf(output, clause);
    const span = spanOf(output.tokens, clause);
    const { intent, tags } = readClause(output, clause, probabilities);
    const least = tags.reduce((min, { probability }) => Math.min(min, probability), 1);
    return {
      intent: output.card.intents[intent] ?? OUT_OF_SCOPE,
      confidence: reported((probabilities[intent] ?? 0) * clause.confidence * least),
      span,
      slots: slotsOf(output, clause, tags),
    };
  });
}
