/** What a pattern consists of. */
export type PatternNode =
  | { kind: 'one'; accepts: (character: number) => boolean }
  | { kind: 'sequence'; parts: PatternNode[] }
  | { kind: 'choice'; options: PatternNode[] }
  | { kind: 'repetition'; of: PatternNode; least: number; most: number }
  | { kind: 'start' }
  | { kind: 'end' };

/** Not a regular expression, or one with a construct that cannot be matched in linear time. */
export class PatternError extends Error {}

const DEEPEST_GROUP = 50;
const MOST_REPETITIONS = 1_000;

const code = (character: string) => character.codePointAt(0) as number;
const inRange = (from: number, to: number) => (character: number) => character >= from && character <= to;
const isDigit = inRange(code('0'), code('9'));
const isWord = (character: number) =>
  isDigit(character) || inRange(code('a'), code('z'))(character) || inRange(code('A'), code('Z'))(character) || character === code('_');
const isSpace = (character: number) => /^\s$/u.test(String.fromCodePoint(character));
const CLASSES: Record<string, (character: number) => boolean> = {
  d: isDigit,
  w: isWord,
  s: isSpace,
  D: (character) => !isDigit(character),
  W: (character) => !isWord(character),
  S: (character) => !isSpace(character),
};
const CONTROLS: Record<string, string> = { n: '\n', r: '\r', t: '\t', f: '\f', v: '\v', 0: '\0' };
const LINE_ENDS = new Set(['\n', '\r', '\u2028', '\u2029'].map(code));

/**
 * Reads the common part of ECMAScript's and Python's regular expressions.
 * @throws PatternError
 */
export function parsePattern(source: string): PatternNode {
  const parser = new Parser([...source]);
  const node = parser.choice(0);
  if (!parser.done) throw new PatternError('a closing parenthesis without an opening one');
  return node;
}

class Parser {
  private at = 0;

  constructor(private readonly source: string[]) {}

  get done(): boolean {
    return this.at >= this.source.length;
  }

  choice(depth: number): PatternNode {
    if (depth > DEEPEST_GROUP) throw new PatternError('groups nested too deeply');
    const options = [this.sequence(depth)];
    while (this.take('|')) options.push(this.sequence(depth));
    return options.length === 1 ? (options[0] as PatternNode) : { kind: 'choice', options };
  }

  private sequence(depth: number): PatternNode {
    const parts: PatternNode[] = [];
    while (!this.done && this.peek() !== '|' && this.peek() !== ')') parts.push(this.repeated(this.atom(depth)));
    return { kind: 'sequence', parts };
  }

  private atom(depth: number): PatternNode {
    const character = this.next();
    if (character === '^') return { kind: 'start' };
    if (character === '$') return { kind: 'end' };
    if (character === '.') return { kind: 'one', accepts: (given) => !LINE_ENDS.has(given) };
    if (character === '(') return this.group(depth);
    if (character === '[') return { kind: 'one', accepts: this.set() };
    if (character === '\\') return { kind: 'one', accepts: this.escape() };
    if ('*+?{'.includes(character)) throw new PatternError(`nothing stands before ${character}`);
    return { kind: 'one', accepts: same(character) };
  }

  private group(depth: number): PatternNode {
    if (this.take('?') && !this.take(':')) throw new PatternError('look-around and named groups are not supported');
    const inner = this.choice(depth + 1);
    if (!this.take(')')) throw new PatternError('a group that does not end');
    return inner;
  }

  private repeated(node: PatternNode): PatternNode {
    const bounds = this.bounds();
    if (!bounds) return node;
    if (node.kind === 'start' || node.kind === 'end') throw new PatternError('an anchor cannot be repeated');
    this.take('?');
    if (this.bounds()) throw new PatternError('a repetition of a repetition');
    return { kind: 'repetition', of: node, ...bounds };
  }

  private bounds(): { least: number; most: number } | undefined {
    if (this.take('*')) return { least: 0, most: Infinity };
    if (this.take('+')) return { least: 1, most: Infinity };
    if (this.take('?')) return { least: 0, most: 1 };
    if (this.peek() !== '{') return undefined;
    const match = /^\{(\d{1,6})(,(\d{0,6}))?\}/.exec(this.source.slice(this.at, this.at + 16).join(''));
    if (!match) throw new PatternError('braces that are no repetition; write \\{');
    this.at += match[0].length;
    const least = Number(match[1]);
    const most = match[2] === undefined ? least : match[3] ? Number(match[3]) : Infinity;
    if (most < least || Math.max(least, most === Infinity ? 0 : most) > MOST_REPETITIONS)
      throw new PatternError(`the repetition ${match[0]}`);
    return { least, most };
  }

  /** After `[`. */
  private set(): (character: number) => boolean {
    const negated = this.take('^');
    const members: ((character: number) => boolean)[] = [];
    while (!this.take(']')) {
      const from = this.next();
      if (from === '\\') members.push(this.escape());
      else if (this.peek() === '-' && this.source[this.at + 1] !== ']') {
        this.at++;
        const to = this.next();
        if (to === '\\' || code(to) < code(from)) throw new PatternError(`the range ${from}-${to}`);
        members.push(inRange(code(from), code(to)));
      } else members.push(same(from));
    }
    return (character) => members.some((accepts) => accepts(character)) !== negated;
  }

  /** After a backslash. */
  private escape(): (character: number) => boolean {
    const character = this.next();
    const known = CLASSES[character];
    if (known) return known;
    if (CONTROLS[character] !== undefined) return same(CONTROLS[character]);
    if (/[A-Za-z1-9]/.test(character)) throw new PatternError(`\\${character} is not supported`);
    return same(character);
  }

  private peek(): string | undefined {
    return this.source[this.at];
  }

  private next(): string {
    const character = this.source[this.at++];
    if (character === undefined) throw new PatternError('the pattern ends too early');
    return character;
  }

  private take(character: string): boolean {
    if (this.peek() !== character) return false;
    this.at++;
    return true;
  }
}

const same = (character: string) => {
  const wanted = code(character);
  return (given: number) => given === wanted;
};
