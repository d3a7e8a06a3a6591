import { OUT_OF_SCOPE } from '@headway/contracts';
import type { Language, ModelCard, RecognisedSlot, SemanticFrame } from '@headway/contracts';
import { argmax, calibratedConfidence, sigmoid, softmax } from './probability.js';
import { bestTags } from './tag-path.js';
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
  card: Pick<ModelCard, 'intents' | 'tags' | 'temperature' | 'confidence'>;
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

function intentOf(output: ModelOutput, clause: Clause): { intent: string; confidence: number } {
  const { intents, temperature } = output.card;
  const sum = new Float64Array(intents.length);
  for (let t = clause.first; t < clause.end; t += 1) {
    for (let i = 0; i < intents.length; i += 1) sum[i] = (sum[i] ?? 0) + (output.intentLogits[t * intents.length + i] ?? 0);
  }
  // Scaling the sum by tokens × temperature is taking the mean and dividing it by the temperature.
  const scale = (clause.end - clause.first) * (temperature[output.language] ?? 1);
  const probabilities = softmax(sum, scale);
  const best = argmax(probabilities);
  return { intent: intents[best] ?? OUT_OF_SCOPE, confidence: probabilities[best] ?? 0 };
}

/** Whether a token continues the word before it over a hyphen, which is in a slot as a whole or not at all ("e-type"). */
function isHyphenated(tokens: readonly Token[], t: number): boolean {
  const [before, token] = [tokens[t - 1], tokens[t]];
  return before !== undefined && token !== undefined && before.end === token.start && (before.text === '-' || token.text === '-');
}

function slotsOf(output: ModelOutput, clause: Clause): { slots: RecognisedSlot[]; confidence: number } {
  const { tags } = output.card;
  const logits = output.slotLogits.subarray(clause.first * tags.length, clause.end * tags.length);
  const path = bestTags(logits, tags, (t) => isHyphenated(output.tokens, clause.first + t));
  const slots: RecognisedSlot[] = [];
  path.forEach(({ tag, probability }, i) => {
    const token = output.tokens[clause.first + i];
    if (!token || tag === 'O') return;
    const open = slots.at(-1);
    if (tag.startsWith('B-') || !open) {
      slots.push({ name: tag.slice(2), text: '', start: token.start, end: token.end, confidence: probability });
    } else {
      open.end = token.end;
      open.confidence = Math.min(open.confidence, probability);
    }
  });
  for (const slot of slots) slot.text = output.text.slice(slot.start, slot.end);
  return { slots, confidence: path.reduce((least, { probability }) => Math.min(least, probability), 1) };
}

/**
 * Turns logits into semantic frames, one a clause: clauses begin where the boundary logit is positive; a clause's intent is the softmax
 * of its tokens' mean logits divided by the language's temperature (Guo et al. 2017); its slots are the most probable valid BIO path that splits no word.
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
    const { intent, confidence } = intentOf(output, clause);
    const span = spanOf(output.tokens, clause);
    if (intent === OUT_OF_SCOPE) return { intent, confidence: reported(confidence * clause.confidence), span, slots: [] };
    const read = slotsOf(output, clause);
    return { intent, confidence: reported(confidence * clause.confidence * read.confidence), span, slots: read.slots };
  });
}
