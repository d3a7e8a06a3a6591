// Writes the hand-written sets as JSON Lines from their notation: `node tools/corpus.mjs` after a build.
// `node tools/corpus.mjs print [size] [seed]` shows generated text instead.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { buildCorpus, parseLines } = await import(join(root, 'dist/libs/learning/corpus/src/index.js'));
const assets = join(root, 'libs/learning/corpus/assets');
const [command, size = '40', seed = '1'] = process.argv.slice(2);

if (command === 'print') {
  for (const { text, frames } of buildCorpus({ seed: Number(seed), size: Number(size) }).train) {
    const shown = frames.map(
      ({ intent, span, slots }) =>
        `${text.slice(...span)} #${intent} ${slots.map((s) => `${s.name}=${text.slice(s.start, s.end)}`).join(' ')}`,
    );
    console.log(shown.join(' | '));
  }
} else {
  for (const file of readdirSync(join(assets, 'notation'))) {
    const name = file.replace(/\.txt$/, '');
    const examples = parseLines(readFileSync(join(assets, 'notation', file), 'utf8'), name);
    writeFileSync(join(assets, `${name}.jsonl`), examples.map((example) => `${JSON.stringify(example)}\n`).join(''));
    console.log(`${name}: ${examples.length}`);
  }
}
