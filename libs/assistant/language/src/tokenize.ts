/** What a token is made of: one CJK character, a word of another script, a run of digits, or one symbol. */
export type TokenKind = 'character' | 'word' | 'number' | 'symbol';

/** A piece of the utterance. `text` is normalised; `start` and `end` are UTF-16 offsets into the original string. */
export interface Token {
  text: string;
  kind: TokenKind;
  start: number;
  end: number;
}

const CJK = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}々〇]+$/u;
const LETTERS = /^\p{L}+$/u;
const DIGITS = /^\p{Nd}+$/u;
const ASCII = /^[\x20-\x7e]*$/;
const MARK = /^\p{M}+$/u;
const DROPPED = /^[\p{Z}\p{C}\s]*$/u;
const APOSTROPHES = /[’‘ʼ]/g;
const IDEOGRAPHIC_STOPS: Readonly<Record<string, string>> = { '。': '.', '、': ',', '「': '"', '」': '"' };

/** NFKC, lower case, one apostrophe, one full stop: what features and number parsing see. */
export function normalise(text: string): string {
  const folded = text.replace(APOSTROPHES, "'").normalize('NFKC').toLowerCase();
  return folded.replace(/[。、「」]/g, (mark) => IDEOGRAPHIC_STOPS[mark] ?? mark);
}

type Piece = { kind: TokenKind | 'mark' | 'none'; text: string; start: number; end: number };

/** The kind of nearly every character there is, without the Unicode tables. */
function commonKind(code: number): Piece['kind'] | undefined {
  if (code >= 0x61 && code <= 0x7a) return 'word';
  if (code === 0x20) return 'none';
  if (code >= 0x30 && code <= 0x39) return 'number';
  return code >= 0x4e00 && code <= 0x9fff ? 'character' : undefined;
}

function kindOf(text: string): Piece['kind'] {
  const common = text.length === 1 ? commonKind(text.charCodeAt(0)) : undefined;
  if (common) return common;
  if (DROPPED.test(text)) return 'none';
  if (CJK.test(text)) return 'character';
  if (LETTERS.test(text)) return 'word';
  if (DIGITS.test(text)) return 'number';
  return MARK.test(text) ? 'mark' : 'symbol';
}

function* pieces(text: string): Generator<Piece> {
  let start = 0;
  for (const point of text) {
    const code = point.charCodeAt(0);
    // NFKC leaves ASCII and the main block of Han alone.
    const folded = code < 0x80 ? point.toLowerCase() : code >= 0x4e00 && code <= 0x9fff ? point : normalise(point);
    const end = start + point.length;
    yield { kind: kindOf(folded), text: folded, start, end };
    start = end;
  }
}

/** Whether `piece` continues the run that ends with `run`; `next` decides about apostrophes and decimal points. */
function continues(run: Piece | undefined, piece: Piece, next: Piece | undefined): boolean {
  if (!run || run.end !== piece.start) return false;
  if (piece.kind === 'mark') return run.kind === 'word' || run.kind === 'character';
  if (run.kind === 'word') return piece.kind === 'word' || (piece.text === "'" && next?.kind === 'word');
  if (run.kind !== 'number') return false;
  return piece.kind === 'number' || (piece.text === '.' && next?.kind === 'number' && !run.text.includes('.'));
}

/**
 * Splits an utterance into tokens: one per CJK character, one per word (apostrophes inside, marks kept), one per run of digits
 * (with its decimal fraction), one per remaining symbol; white space and control characters separate and are dropped.
 */
export function tokenize(text: string): Token[] {
  const all = [...pieces(text)];
  const tokens: Token[] = [];
  let run: Piece | undefined;
  const flush = () => {
    if (run && run.kind !== 'none') {
      const kind = run.kind === 'mark' ? 'symbol' : run.kind;
      const raw = text.slice(run.start, run.end);
      // Composition only happens across characters outside ASCII.
      tokens.push({ text: ASCII.test(raw) ? run.text : normalise(raw), kind, start: run.start, end: run.end });
    }
  };
  all.forEach((piece, index) => {
    if (run && continues(run, piece, all[index + 1])) {
      run = { ...run, text: run.text + piece.text, end: piece.end };
      return;
    }
    flush();
    run = piece;
  });
  flush();
  return tokens;
}
