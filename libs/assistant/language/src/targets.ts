import type { Example, LabelledFrame } from '@headway/contracts';
import type { Token } from './tokenize.js';

/** Training targets of one utterance, one entry a token. */
export interface TokenTargets {
  /** Intent of the clause the token belongs to. */
  intents: string[];
  /** 1 where a clause begins; the first token always is one. */
  boundaries: (0 | 1)[];
  /** `O`, `B-<slot>` or `I-<slot>`. */
  tags: string[];
}

/** The label names of a model, in the order of its outputs. */
export interface Labels {
  intents: string[];
  tags: string[];
}

/** Why an example cannot be turned into token targets; the message names the example, the slot and its text. */
export class MisalignedLabelError extends Error {
  override readonly name = 'MisalignedLabelError';
  constructor(
    readonly exampleId: string,
    reason: string,
  ) {
    super(`example ${exampleId}: ${reason}`);
  }
}

/** Index range [first, last] of the tokens that a text range covers exactly; undefined when an edge cuts a token or it covers none. */
export function tokenRange(tokens: readonly Token[], start: number, end: number): [number, number] | undefined {
  const first = tokens.findIndex((token) => token.end > start);
  const last = tokens.findLastIndex((token) => token.start < end);
  if (first < 0 || last < first) return undefined;
  const cuts = (tokens[first]?.start ?? 0) < start || (tokens[last]?.end ?? 0) > end;
  return cuts ? undefined : [first, last];
}

function clauses(example: Example, tokens: readonly Token[]): { frame: LabelledFrame; first: number }[] {
  const found = example.frames.map((frame) => {
    const range = tokenRange(tokens, ...frame.span);
    if (!range)
      throw new MisalignedLabelError(example.id, `clause ${JSON.stringify(frame.span)} of ${frame.intent} does not align to tokens`);
    return { frame, first: range[0] };
  });
  found.sort((a, b) => a.first - b.first);
  found.forEach((clause, i) => {
    if (i > 0 && found[i - 1]?.first === clause.first) {
      throw new MisalignedLabelError(
        example.id,
        `clauses ${found[i - 1]?.frame.intent} and ${clause.frame.intent} begin at the same token`,
      );
    }
  });
  return found;
}

function tagSlots(
  targets: TokenTargets,
  example: Example,
  tokens: readonly Token[],
  clause: { frame: LabelledFrame; first: number; end: number },
) {
  for (const slot of clause.frame.slots) {
    const shown = `slot ${slot.name} "${example.text.slice(slot.start, slot.end)}" [${slot.start},${slot.end})`;
    const range = tokenRange(tokens, slot.start, slot.end);
    if (!range) throw new MisalignedLabelError(example.id, `${shown} does not align to tokens`);
    const [first, last] = range;
    if (first < clause.first || last >= clause.end) throw new MisalignedLabelError(example.id, `${shown} lies outside its clause`);
    for (let i = first; i <= last; i += 1) {
      if (targets.tags[i] !== 'O') throw new MisalignedLabelError(example.id, `${shown} overlaps another slot`);
      targets.tags[i] = `${i === first ? 'B' : 'I'}-${slot.name}`;
    }
  }
}

/**
 * Token targets of an example. A clause reaches from its first token to the next clause's; words before the first belong to it.
 * Throws {@link MisalignedLabelError} when a slot or clause edge cuts a token, slots overlap or leave their clause.
 */
export function tagsOf(example: Example, tokens: readonly Token[]): TokenTargets {
  const targets: TokenTargets = {
    intents: new Array<string>(tokens.length),
    boundaries: new Array<0 | 1>(tokens.length).fill(0),
    tags: new Array<string>(tokens.length).fill('O'),
  };
  const found = clauses(example, tokens);
  found.forEach(({ frame, first }, i) => {
    const begin = i === 0 ? 0 : first;
    const end = found[i + 1]?.first ?? tokens.length;
    targets.boundaries[begin] = 1;
    targets.intents.fill(frame.intent, begin, end);
    tagSlots(targets, example, tokens, { frame, first: begin, end });
  });
  return targets;
}

/**
 * Labels that `examples` need: those of `known` keep their indexes, new ones follow in alphabetical order,
 * so that a fine-tuned model only grows new output columns.
 */
export function labelsOf(examples: Iterable<Example>, known: Labels = { intents: [], tags: ['O'] }): Labels {
  const intents = new Set<string>();
  const slots = new Set<string>();
  for (const example of examples) {
    for (const frame of example.frames) {
      intents.add(frame.intent);
      for (const slot of frame.slots) slots.add(slot.name);
    }
  }
  const tags = [...slots].sort().flatMap((slot) => [`B-${slot}`, `I-${slot}`]);
  return {
    intents: [...new Set([...known.intents, ...[...intents].sort()])],
    tags: [...new Set([...known.tags, ...tags])],
  };
}
