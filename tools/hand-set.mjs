// Adds labelled utterances to the hand-written sets, after a build:
//   node tools/hand-set.mjs --language zh|en --topic NAME FILE     checks and splits FILE, one half to development, one to test
//   node tools/hand-set.mjs --compile                               writes the .jsonl files anew from their notation
// An utterance's half is decided by a hash of its text, so that nobody chooses it and it never changes.
import { createHash } from 'node:crypto';
import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const built = (library) => import(join(root, 'dist/libs', library, 'src/index.js'));
const { parseLine, parseLines } = await built('learning/corpus');
const { tagsOf, tokenize } = await built('assistant/language');
const { expectedPlan, findIntent } = await built('assistant/ontology');

const assets = join(root, 'libs/learning/corpus/assets');
const HALVES = ['dev', 'test'];
const notationOf = (language, half) => join(assets, 'notation', `hand-${language}-${half}.txt`);
const halfOf = (text) => HALVES[createHash('sha256').update(text).digest()[0] % 2];

/** Why a labelled line cannot be in a set; undefined when it can. */
function fault(example) {
  try {
    tagsOf(example, tokenize(example.text));
  } catch (error) {
    return error.message;
  }
  const unknown = example.frames.find(({ intent }) => intent !== 'none' && !findIntent(intent));
  if (unknown) return `no intent ${unknown.intent}`;
  for (const frame of example.frames) {
    if (frame.intent === 'none' || frame.intent.startsWith('dialogue.')) continue;
    const plan = expectedPlan({ ...example, frames: [frame] });
    if (plan.actions.length === 0) return `${frame.intent} comes to no action`;
  }
  return undefined;
}

function add(language, topic, file) {
  const known = new Set(
    HALVES.flatMap((half) => parseLines(readFileSync(notationOf(language, half), 'utf8'), 'x').map(({ text }) => text)),
  );
  const added = { dev: [], test: [] };
  const wrong = [];
  for (const line of readFileSync(file, 'utf8')
    .split('\n')
    .map((each) => each.trim())) {
    if (line === '' || line.startsWith('//')) continue;
    try {
      const example = parseLine(line, 'x');
      const reason = known.has(example.text) ? 'twice' : example.language !== language ? 'another language' : fault(example);
      if (reason) throw new Error(reason);
      known.add(example.text);
      added[halfOf(example.text)].push(line);
    } catch (error) {
      wrong.push(`${line}\n    ${error.message}`);
    }
  }
  if (wrong.length > 0) {
    console.error(wrong.join('\n'));
    console.error(`${wrong.length} lines are wrong; nothing was added`);
    process.exitCode = 1;
    return;
  }
  for (const half of HALVES) {
    if (added[half].length > 0) appendFileSync(notationOf(language, half), `\n// ${topic}\n${added[half].join('\n')}\n`);
  }
  console.log(`${topic}: ${added.dev.length} to development, ${added.test.length} to test`);
}

function compile() {
  for (const file of readdirSync(join(assets, 'notation')).filter((name) => name !== 'drivers.txt')) {
    const name = file.replace('.txt', '');
    const examples = parseLines(readFileSync(join(assets, 'notation', file), 'utf8'), name);
    writeFileSync(join(assets, `${name}.jsonl`), examples.map((example) => `${JSON.stringify(example)}\n`).join(''));
    console.log(`${name}: ${examples.length}`);
  }
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { language: { type: 'string' }, topic: { type: 'string' }, compile: { type: 'boolean' } },
});
if (positionals[0]) add(values.language, values.topic ?? 'more', positionals[0]);
if (values.compile) compile();
