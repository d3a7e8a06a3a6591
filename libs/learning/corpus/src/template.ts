import type { Random } from './random.js';

/**
 * Templates of the grammar: `(a|b|)` chooses, `<name>` inserts another rule, `[slot:…]` marks a slot, everything else is text.
 * White space is folded to single spaces.
 */
type Node =
  | { kind: 'text'; text: string }
  | { kind: 'rule'; name: string }
  | { kind: 'sequence'; parts: Node[] }
  | { kind: 'choice'; options: Node[] }
  | { kind: 'slot'; name: string; body: Node };

/** Named alternatives that templates may insert. */
export type Rules = Readonly<Record<string, readonly string[]>>;

/** A template's text with its slots. */
export interface Expansion {
  text: string;
  slots: { name: string; start: number; end: number }[];
}

class Reader {
  private at = 0;

  constructor(private readonly source: string) {}

  read(): Node {
    const node = this.sequence('');
    if (this.at < this.source.length) this.fail('unexpected end of a group');
    return node;
  }

  private fail(reason: string): never {
    throw new SyntaxError(`${reason} at ${this.at} in template: ${this.source}`);
  }

  private sequence(stops: string): Node {
    const parts: Node[] = [];
    while (this.at < this.source.length && !stops.includes(this.source.charAt(this.at))) parts.push(this.part());
    return { kind: 'sequence', parts };
  }

  private part(): Node {
    const open = this.source.charAt(this.at);
    if (open === '(') return this.choice();
    if (open === '[') return this.slot();
    if (open === '<') return { kind: 'rule', name: this.until('>') };
    if (open === ')' || open === ']' || open === '|') this.fail(`stray ${open}`);
    const text = /^[^()[\]<>|]+/u.exec(this.source.slice(this.at))?.[0] ?? '';
    this.at += Math.max(1, text.length);
    return { kind: 'text', text };
  }

  private until(close: string): string {
    const end = this.source.indexOf(close, this.at);
    if (end < 0) this.fail(`missing ${close}`);
    const inside = this.source.slice(this.at + 1, end);
    this.at = end + 1;
    return inside;
  }

  private choice(): Node {
    const options: Node[] = [];
    do {
      this.at += 1;
      options.push(this.sequence('|)'));
    } while (this.source.charAt(this.at) === '|');
    if (this.source.charAt(this.at) !== ')') this.fail('missing )');
    this.at += 1;
    return { kind: 'choice', options };
  }

  private slot(): Node {
    const name = this.until(':');
    const body = this.sequence(']');
    if (this.source.charAt(this.at) !== ']') this.fail('missing ]');
    this.at += 1;
    return { kind: 'slot', name, body };
  }
}

const MAX_DEPTH = 20;

/** Expands templates of one set of rules. Parsed templates are kept. */
export class Grammar {
  private readonly parsed = new Map<string, Node>();

  constructor(private readonly rules: Rules) {}

  /** One random expansion of a template. Throws `SyntaxError` for a malformed template or an unknown rule. */
  expand(template: string, random: Random): Expansion {
    const out: Expansion = { text: '', slots: [] };
    this.write(this.parse(template), out, random, 0);
    out.text = out.text.trimEnd();
    return out;
  }

  private parse(template: string): Node {
    const known = this.parsed.get(template);
    if (known) return known;
    const node = new Reader(template).read();
    this.parsed.set(template, node);
    return node;
  }

  private write(node: Node, out: Expansion, random: Random, depth: number): void {
    if (depth > MAX_DEPTH) throw new SyntaxError('rules insert each other without end');
    switch (node.kind) {
      case 'text':
        append(out, node.text);
        return;
      case 'rule': {
        const options = this.rules[node.name];
        if (!options) throw new SyntaxError(`no rule named ${node.name}`);
        this.write(this.parse(random.pick(options)), out, random, depth + 1);
        return;
      }
      case 'sequence':
        for (const part of node.parts) this.write(part, out, random, depth + 1);
        return;
      case 'choice':
        this.write(random.pick(node.options), out, random, depth + 1);
        return;
      case 'slot': {
        const start = out.text.length;
        this.write(node.body, out, random, depth + 1);
        if (out.text.length > start) out.slots.push({ name: node.name, start, end: out.text.length });
      }
    }
  }
}

/** Appends text with runs of white space folded and none at the beginning. */
function append(out: Expansion, text: string): void {
  const folded = text.replace(/\s+/g, ' ');
  const needsNone = out.text === '' || out.text.endsWith(' ');
  out.text += needsNone && folded.startsWith(' ') ? folded.slice(1) : folded;
}
