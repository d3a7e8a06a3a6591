import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { exampleSchema, OUT_OF_SCOPE } from '@headway/contracts';
import type { Example } from '@headway/contracts';
import { tagsOf, tokenize } from '@headway/assistant/language';
import { expectedPlan, findIntent, INTENTS } from '@headway/assistant/ontology';
import { assetPath } from '@headway/platform/assets';
import { buildCorpus, misheard, rehearsalSample } from './corpus.js';
import { driverUtterances } from './driver-utterances.js';
import { speakerOf } from './grammar/language.js';
import { everydaySet, goldenUtterances, handSet, isVocabulary, plainSet, withoutHandSets } from './hand-set.js';
import { newCommandPhrases } from './new-command.js';
import { parseLines } from './notation.js';

const UNKNOWN_WORDS = /香氛|香薰|fragrance|diffuser|scent/i;
const hand = () => (['zh', 'en'] as const).flatMap((language) => (['dev', 'test'] as const).flatMap((half) => handSet(language, half)));
const everyday = () => (['zh', 'en'] as const).flatMap(everydaySet);

function expectSound(example: Example) {
  expect(exampleSchema.safeParse(example).success).toBe(true);
  expect(() => tagsOf(example, tokenize(example.text))).not.toThrow();
  for (const { intent } of example.frames)
    expect([example.text, intent === OUT_OF_SCOPE || findIntent(intent) !== undefined]).toEqual([example.text, true]);
}

describe('buildCorpus', () => {
  const corpus = buildCorpus({ seed: 1, size: 4000 });
  const all = [...corpus.train, ...corpus.dev, ...corpus.test];

  it('is the same for the same seed and another for another', () => {
    expect(buildCorpus({ seed: 1, size: 300 })).toEqual(buildCorpus({ seed: 1, size: 300 }));
    expect(buildCorpus({ seed: 2, size: 300 }).hash).not.toBe(buildCorpus({ seed: 1, size: 300 }).hash);
  });

  it('has every text in one part, with one meaning, and not too often', () => {
    expect(all).toHaveLength(4000);
    const { train, dev, test } = buildCorpus({ seed: 4, size: 30_000 });
    const known = new Map(train.map(({ text, frames }) => [text, frames]));
    for (const { text, frames } of train) expect(frames).toEqual(known.get(text));
    for (const { text } of [...dev, ...test]) expect(known.has(text)).toBe(false);
    const copies = new Map<string, number>();
    for (const { text } of train) copies.set(text, (copies.get(text) ?? 0) + 1);
    expect(Math.max(...copies.values())).toBeGreaterThan(1);
    expect(Math.max(...copies.values())).toBeLessThanOrEqual(12);
    expect(copies.size).toBeGreaterThan(0.9 * train.length);
  });

  it('has labels that fit the tokens, for intents of the ontology', () => {
    all.forEach(expectSound);
  });

  it('can be misheard: other words, the same requests', () => {
    const heard = misheard(corpus.dev, 1);
    expect(heard.length).toBeGreaterThan(corpus.dev.length / 2);
    heard.forEach(expectSound);
    const said = new Map(corpus.dev.map((example) => [`${example.id}~1`, example]));
    for (const { id, text, frames } of heard) {
      expect(text).not.toBe(said.get(id)?.text);
      expect(frames.map(({ intent }) => intent)).toEqual(said.get(id)?.frames.map(({ intent }) => intent));
    }
    expect(misheard(corpus.dev, 1)).toEqual(heard);
  });

  it('never says the command that is to be learned', () => {
    for (const { text } of all) expect(text).not.toMatch(UNKNOWN_WORDS);
  });

  it('resolves nearly every label without asking back', () => {
    const commands = all.filter(({ frames }) => frames.every(({ intent }) => intent !== OUT_OF_SCOPE && !intent.startsWith('dialogue.')));
    const asked = commands.filter((example) => expectedPlan(example).actions.length === 0).map(({ text }) => text);
    expect(asked.length / commands.length).toBeLessThan(0.02);
  });

  it('speaks of every intent but the new command in both languages', () => {
    const known = INTENTS.map(({ id }) => id).filter((id) => !id.startsWith('fragrance.'));
    for (const language of ['zh', 'en'] as const) expect(Object.keys(speakerOf(language).commands).sort()).toEqual([...known].sort());
  });

  it('samples rehearsal text that is not the training text', () => {
    expect(rehearsalSample(1, 50)).toHaveLength(50);
    expect(rehearsalSample(1, 50).map(({ text }) => text)).not.toEqual(corpus.train.slice(0, 50).map(({ text }) => text));
  });
});

describe('hand-written sets', () => {
  it('are as large as promised, sound, and free of the new command', () => {
    expect(hand().filter(({ language }) => language === 'zh').length).toBeGreaterThanOrEqual(1000);
    expect(hand().filter(({ language }) => language === 'en').length).toBeGreaterThanOrEqual(600);
    expect(goldenUtterances()).toHaveLength(30);
    expect(everyday().length).toBeGreaterThanOrEqual(500);
    for (const example of [...hand(), ...everyday(), ...goldenUtterances(), ...driverUtterances(1)]) {
      expectSound(example);
      expect(example.text).not.toMatch(UNKNOWN_WORDS);
    }
  });

  it('share no text between development, test and everyday', () => {
    const texts = [...hand(), ...everyday()].map(({ text }) => text);
    expect(texts.filter((text, i) => texts.indexOf(text) !== i)).toEqual([]);
  });

  it('keep what was written since they grew in the half that its text hashes to', () => {
    const firstSets = { 'hand-zh-dev': 136, 'hand-zh-test': 135, 'hand-en-dev': 87, 'hand-en-test': 87 };
    for (const language of ['zh', 'en'] as const) {
      for (const half of ['dev', 'test'] as const) {
        const since = handSet(language, half).slice(firstSets[`hand-${language}-${half}`]);
        const strays = since.filter(({ text }) => createHash('sha256').update(text).digest().readUInt8() % 2 !== (half === 'dev' ? 0 : 1));
        expect(strays.map(({ text }) => text)).toEqual([]);
      }
    }
  });

  it('ask for every intent of the ontology but the new command', () => {
    const asked = new Set(hand().flatMap(({ frames }) => frames.map(({ intent }) => intent)));
    expect(INTENTS.map(({ id }) => id).filter((id) => !id.startsWith('fragrance.') && !asked.has(id))).toEqual([]);
  });

  it('say every intent plainly', () => {
    for (const language of ['zh', 'en'] as const) {
      const plain = plainSet(language);
      plain.forEach(expectSound);
      expect(new Set(plain.map(({ text }) => text)).size).toBe(plain.length);
      const said = new Set(plain.flatMap(({ frames }) => frames.map(({ intent }) => intent)));
      expect(INTENTS.map(({ id }) => id).filter((id) => !id.startsWith('fragrance.') && !said.has(id))).toEqual([]);
    }
  });

  it("are kept out of the training text, unless too short to be anybody's own", () => {
    expect(['停', '下一首', '静音！', 'never mind', 'Stop.'].filter((text) => !isVocabulary(text))).toEqual([]);
    expect(['打开空调吧', '空调24度', 'turn it up'].filter(isVocabulary)).toEqual([]);
    const { train } = buildCorpus({ seed: 3, size: 3000 });
    const known = hand().find(({ text }) => !isVocabulary(text)) as Example;
    const kept = withoutHandSets([...train, { ...known, text: ` ${known.text}！` }]);
    expect(kept.length).toBeGreaterThan(0.95 * train.length);
    expect(kept.at(-1)?.id).not.toBe(known.id);
    const all = [...hand(), ...everyday()];
    const left = new Set(withoutHandSets(all).map(({ text }) => text));
    expect(all.filter(({ text }) => left.has(text) !== isVocabulary(text))).toEqual([]);
  });

  it('are what their notation says', () => {
    for (const file of readdirSync(assetPath('libs/learning/corpus/assets/notation')).filter((name) => name !== 'drivers.txt')) {
      const name = file.replace('.txt', '');
      const lines = readFileSync(assetPath(`libs/learning/corpus/assets/${name}.jsonl`), 'utf8')
        .trim()
        .split('\n');
      const parsed = parseLines(readFileSync(assetPath(`libs/learning/corpus/assets/notation/${file}`), 'utf8'), name);
      expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(parsed);
    }
  });

  it('resolve to actions wherever they ask for one', () => {
    const silent = hand()
      .filter(({ frames }) => frames.every(({ intent }) => intent !== OUT_OF_SCOPE && !intent.startsWith('dialogue.')))
      .filter((example) => expectedPlan(example).actions.length === 0)
      .map(({ text }) => text);
    expect(silent).toEqual([]);
  });
});

describe('newCommandPhrases', () => {
  const { train, heldOut } = newCommandPhrases(1);

  it('gives enough different phrasings for both sides', () => {
    expect(train.length).toBeGreaterThanOrEqual(60);
    expect(heldOut.length).toBeGreaterThanOrEqual(60);
    const texts = [...train, ...heldOut].map(({ text }) => text);
    expect(new Set(texts).size).toBe(texts.length);
    for (const example of [...train, ...heldOut]) {
      expectSound(example);
      expect(example.text).toMatch(UNKNOWN_WORDS);
    }
  });

  it('has both intents in both languages on both sides', () => {
    for (const side of [train, heldOut]) {
      for (const language of ['zh', 'en']) {
        for (const intent of ['fragrance.on', 'fragrance.off']) {
          expect(
            side.filter((example) => example.language === language && example.frames[0]?.intent === intent).length,
          ).toBeGreaterThanOrEqual(15);
        }
      }
    }
  });
});
