// What a contributor runs before pushing, and what CI runs: `npm run check [-- --static]`.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const bin = (name) => join(root, 'node_modules', name);
const run = (args, options = {}) => spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', ...options });

/** The fixture breaks the direction rules in three ways; a rule that lets one pass is itself broken. */
function boundariesBite() {
  const fixture = join(root, 'test/fixtures/boundaries');
  const result = run([
    bin('eslint/bin/eslint.js'),
    '--config',
    join(fixture, 'eslint.config.mjs'),
    '--format',
    'json',
    join(fixture, 'src'),
  ]);
  const text = `${result.stdout}`;
  const messages = text.startsWith('[') ? JSON.parse(text).flatMap((file) => file.messages.map((entry) => entry.message)) : [];
  const missed = ['@nestjs/common', 'type:kit', 'mqtt'].filter((_, index) => messages.length <= index);
  if (missed.length === 0) return { status: 0, stdout: '' };
  return {
    status: 1,
    stdout: `the forbidden imports of ${fixture} were not all refused (${messages.length} of 3):\n${messages.join('\n')}\n${result.stderr}`,
  };
}

const steps = [
  ['build', () => run([join(root, 'tools/build.mjs')])],
  ['format', () => run([bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'])],
  ['project graph', () => run([bin('nx/dist/bin/nx.js'), 'show', 'projects'])],
  ['lint', () => run([bin('eslint/bin/eslint.js'), '--max-warnings', '0', '.'])],
  ['boundaries bite', boundariesBite],
  ['types', () => run([bin('typescript/bin/tsc'), '-p', 'tsconfig.json'])],
  ['unused exports and dead code', () => run([bin('knip/bin/knip.js')])],
  ['generated files are current', () => run([join(root, 'tools/generate.mjs'), '--check'])],
];
if (!process.argv.includes('--static')) steps.push(['tests', () => run([join(root, 'tools/test.mjs')], { stdio: 'inherit' })]);

let failed = 0;
for (const [name, step] of steps) {
  const started = Date.now();
  const result = step();
  const ok = result.status === 0;
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  if (!ok) {
    failed += 1;
    console.log(`${result.stdout ?? ''}${result.stderr ?? ''}`);
  }
}
console.log(failed === 0 ? 'check: everything holds' : `check: ${failed} of ${steps.length} failed`);
process.exit(failed === 0 ? 0 : 1);
