// Builds when a source has changed (Nx knows), then runs one of the entries in this very process:
// `npm start`, `npm run headway -- …`, `npm run scenario -- …`, `npm run bench -- …`, `npm run app -- ingest`.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [entry = 'start', ...args] = process.argv.slice(2);

const ENTRIES = {
  start: ['apps/headway/src/main.js', ['start', ...args]],
  headway: ['apps/headway/src/main.js', args],
  scenario: ['test/scenarios/main.js', args],
  faults: ['test/faults/main.js', args],
  bench: ['bench/main.js', args],
  // The console's own sources are the page; its process is beside them.
  app: [`apps/${args[0] ?? ''}/${args[0] === 'console' ? 'server' : 'src'}/main.js`, args.slice(1)],
};
const APPS = ['ingest', 'fleet', 'assistant', 'learning', 'rollouts', 'vehicle', 'simulation', 'console'];

function fail(message) {
  console.error(message);
  process.exit(2);
}

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) fail(`Headway needs Node 20.19 or newer; this is ${process.versions.node}.`);
if (!(entry in ENTRIES)) fail(`unknown entry "${entry}"; there are ${Object.keys(ENTRIES).join(', ')}`);
if (entry === 'app' && !APPS.includes(args[0])) fail(`name an app: ${APPS.join(', ')}`);

const build = spawnSync(process.execPath, [join(root, 'node_modules/nx/dist/bin/nx.js'), 'run', 'headway:build'], {
  cwd: root,
  encoding: 'utf8',
  env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false', FORCE_COLOR: '0' },
});
if (build.status !== 0) fail(`the build failed:\n${build.stdout}${build.stderr}`);

const [file, argv] = ENTRIES[entry];
const script = join(root, 'dist', file);
process.argv = [process.argv[0], script, ...argv];
await import(pathToFileURL(script).href);
