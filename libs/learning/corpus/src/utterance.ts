import { OUT_OF_SCOPE } from '@headway/contracts';
import type { Language } from '@headway/contracts';
import { joinClauses } from './clause.js';
import type { Clause, Utterance } from './clause.js';
import { speakerOf } from './grammar/language.js';
import type { Speaker } from './grammar/language.js';
import { REASONS, RELATED_REASONS } from './grammar/reasons.js';
import { addNoise } from './noise.js';
import type { Random } from './random.js';
import { spokenIn } from './spoken.js';

/** Shares of what is generated; each was set by what the development half of the hand-written set showed. */
const OUT_OF_SCOPE_SHARE = 0.2;
const COMPOUND_SHARE = 0.45;
/** Of the utterances: those a person wrote as drivers speak, with other names, openers and slips. */
const SPOKEN_SHARE = 0.35;
/** Of the clauses of the others: those a person wrote. */
const SPOKEN_CLAUSE_SHARE = 0.3;
/** Spoken utterances have manners of their own; this share of what templates get is added. */
const ADDED_MANNERS = 0.4;
/** Of the compounds: pairs whose second clause leaves out what the first has said. */
const PAIR_SHARE = 0.25;
const THREE_CLAUSES_SHARE = 0.3;
/** Of the compounds: those in as few words as possible, often with nothing between the clauses: 关窗开空调吹脚. */
const TERSE_SHARE = 0.5;
const TERSE_DRAWS = 4;
const OPENER_SHARE = 0.35;
const CLOSER_SHARE = 0.25;
const NOISE_SHARE = 0.14;
/** Of the utterances: those that give a reason before or after the request. */
const REASON_SHARE = 0.14;
/** Of the reasons: those that fit the request, where there are any. */
const RELATED_SHARE = 0.5;

/** Intents that drivers use most come more often. */
const COMMON =
  /^(?:climate\.(?:temperature|fan|on|off)|window\.(?:open|close)$|sunroof\.|seat\.(?:heat|vent)|media\.(?:volume|search|next)|navigation\.to|light\.ambient|question\.(?:range|energy|tyres|weather)|phone\.call|dialogue\.)/;
/** Dialogue acts stand alone, in words of their own. */
const ALONE = /^dialogue\./;
/** Nobody says 给我 or "can you" before these. */
const NO_REQUEST = new RegExp(`^(?:question\\.|${OUT_OF_SCOPE}$)`, 'u');

const shiftSlots = (clause: Clause, by: number) => clause.slots.map((slot) => ({ ...slot, start: slot.start + by, end: slot.end + by }));

function before(words: string, clause: Clause): Clause {
  const lead = /[\p{Script=Latin}']$/u.test(words) && /^[\p{Script=Latin}\p{Nd}]/u.test(clause.text) ? `${words} ` : words;
  return { ...clause, text: lead + clause.text, slots: shiftSlots(clause, lead.length) };
}

function after(clause: Clause, words: string): Clause {
  const spaced = /[\p{Script=Latin}\p{Nd}%]$/u.test(clause.text) && /^\p{Script=Latin}/u.test(words) ? ` ${words}` : words;
  return { ...clause, text: clause.text + spaced };
}

/** A closing particle after another sounds like nobody: 一下一下, 了了. */
const doubled = (text: string, closer: string): boolean =>
  /[吧啊呀了呢吗哦啦呗嘛。！？.!?]$/u.test(text) ||
  (closer.includes('一下') && text.includes('一下')) ||
  (closer !== '' && text.endsWith(closer));

/** What may be said before a clause of this intent. */
const openersFor = (intent: string, { openers, interjections = openers }: Speaker): readonly string[] =>
  NO_REQUEST.test(intent) ? interjections : openers;

function close(clause: Clause, closer: string): Clause {
  return doubled(clause.text, closer) ? clause : after(clause, closer);
}

function clauseOf(intent: string, speaker: Speaker, random: Random): Clause {
  const said = random.chance(SPOKEN_CLAUSE_SHARE) ? spokenIn(speaker.language).single(intent, random) : undefined;
  if (said) return said;
  const templates = intent === OUT_OF_SCOPE ? speaker.outOfScope : (speaker.commands[intent] ?? []);
  const { text, slots } = speaker.grammar.expand(random.pick(templates), random);
  return { intent, text, slots };
}

/** The shortest of a few ways to say it. */
const shortest = (intent: string, speaker: Speaker, random: Random): Clause =>
  Array.from({ length: TERSE_DRAWS }, () => clauseOf(intent, speaker, random)).reduce((least, next) =>
    next.text.length < least.text.length ? next : least,
  );

/** Intents weighted by how common they are. */
function weighted(speaker: Speaker): string[] {
  return Object.keys(speaker.commands).flatMap((intent) => (COMMON.test(intent) ? [intent, intent, intent] : [intent]));
}

const pools = new WeakMap<Speaker, { all: string[]; joinable: string[] }>();

function poolOf(speaker: Speaker) {
  const known = pools.get(speaker);
  if (known) return known;
  const all = weighted(speaker);
  const pool = { all, joinable: all.filter((intent) => !ALONE.test(intent)) };
  pools.set(speaker, pool);
  return pool;
}

function single(speaker: Speaker, random: Random): Clause[] {
  const intent = random.chance(OUT_OF_SCOPE_SHARE) ? OUT_OF_SCOPE : random.pick(poolOf(speaker).all);
  return [clauseOf(intent, speaker, random)];
}

/** Puts a joint between a clause and the next. */
function join(former: Clause, next: Clause, speaker: Speaker, random: Random, terse = false): [Clause, Clause] {
  const [end, begin] = terse && random.chance(0.5) ? ['', ''] : random.pick(speaker.joints);
  return [after(former, end), before(begin, next)];
}

function expand({ intent, template }: { intent: string; template: string }, speaker: Speaker, random: Random): Clause {
  return { intent, ...speaker.grammar.expand(template, random) };
}

function compound(speaker: Speaker, random: Random): Clause[] {
  if (random.chance(PAIR_SHARE)) {
    const { first, second, third, terse } = random.pick(speaker.pairs);
    const [former, next] = join(expand(first, speaker, random), expand(second, speaker, random), speaker, random, terse);
    return third ? [former, ...join(next, expand(third, speaker, random), speaker, random, terse)] : [former, next];
  }
  const terse = random.chance(TERSE_SHARE);
  const count = random.chance(THREE_CLAUSES_SHARE) ? 3 : 2;
  const clauses: Clause[] = [];
  for (let i = 0; i < count; i += 1) {
    const intent = random.chance(0.05) ? OUT_OF_SCOPE : random.pick(poolOf(speaker).joinable);
    let clause = terse ? shortest(intent, speaker, random) : clauseOf(intent, speaker, random);
    if (i > 0) {
      [clauses[i - 1], clause] = join(clauses[i - 1] as Clause, clause, speaker, random, terse);
    }
    clauses.push(clause);
  }
  return clauses;
}

function reasonFor(intent: string, language: Language, random: Random): string {
  const related = RELATED_REASONS[language].filter(([intents]) => intents.test(intent)).flatMap(([, templates]) => templates);
  const template = random.pick(related.length > 0 && random.chance(RELATED_SHARE) ? related : REASONS[language]);
  return speakerOf(language).grammar.expand(template, random).text;
}

/** Puts a reason before the first clause or after the last. Out-of-scope talk and dialogue acts need none. */
function giveReason(clauses: Clause[], language: Language, random: Random): void {
  const at = random.chance(0.65) ? 0 : clauses.length - 1;
  const clause = clauses[at] as Clause;
  if (clause.intent === OUT_OF_SCOPE || ALONE.test(clause.intent)) return;
  const reason = reasonFor(clause.intent, language, random);
  const comma = random.chance(0.4);
  if (at === 0) clauses[0] = before(comma ? `${reason}${language === 'zh' ? '，' : ', '}` : reason, clause);
  else clauses[at] = after(clause, comma ? `${language === 'zh' ? '，' : ', '}${reason}` : reason);
}

/** One random utterance with its labels: one clause or several, with the fillers and slips of real speech. */
export function speak(language: Language, random: Random): Utterance {
  const speaker = speakerOf(language);
  const said = random.chance(SPOKEN_SHARE);
  const clauses = said
    ? spokenIn(language).utterance(random)
    : random.chance(COMPOUND_SHARE)
      ? compound(speaker, random)
      : single(speaker, random);
  const manners = said ? ADDED_MANNERS : 1;
  const [first, last] = [clauses[0] as Clause, clauses.length - 1];
  const [opens, closes] = [first, clauses[last] as Clause].map(({ intent }) => !ALONE.test(intent));
  if (opens && random.chance(manners * OPENER_SHARE)) clauses[0] = before(random.pick(openersFor(first.intent, speaker)), first);
  if (closes && random.chance(manners * CLOSER_SHARE)) clauses[last] = close(clauses[last] as Clause, random.pick(speaker.closers));
  if (random.chance(manners * REASON_SHARE)) giveReason(clauses, language, random);
  const utterance = joinClauses(clauses);
  const spoken =
    language === 'en' && random.chance(0.1)
      ? { ...utterance, text: utterance.text.charAt(0).toUpperCase() + utterance.text.slice(1) }
      : utterance;
  return random.chance(NOISE_SHARE) ? addNoise(spoken, random, language) : spoken;
}
