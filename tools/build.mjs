// Compiles apps, libs, test and bench into dist/, drops what has no source any more, and bundles the console.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const sources = ['apps', 'libs', 'test', 'bench'].filter((folder) => existsSync(join(root, folder)));

const consoleOutput = join(root, 'dist/apps/console/public');

function run(command, args) {
  const result = spawnSync(process.execPath, [join(root, 'node_modules', command), ...args], { cwd: root, stdio: 'inherit' });
  if (result.status !== 0) process.exit(result.status ?? 1);
}

run('@swc/cli/bin/swc.js', [
  ...sources,
  '--out-dir',
  'dist',
  '--quiet',
  '--ignore',
  '**/*.d.ts',
  '--ignore',
  'apps/console/src/**/*.tsx',
  '--ignore',
  'test/fixtures/**',
]);

/** A spec or module that was removed or renamed must not live on in dist/. */
function prune(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || !/\.js(\.map)?$/.test(entry.name)) continue;
    const output = join(entry.parentPath, entry.name);
    if (output.startsWith(consoleOutput)) continue;
    const source = join(root, relative(join(root, 'dist'), output)).replace(/\.js(\.map)?$/, '');
    if (!existsSync(`${source}.ts`) && !existsSync(`${source}.tsx`)) rmSync(output);
  }
}
for (const folder of sources) if (existsSync(join(root, 'dist', folder))) prune(join(root, 'dist', folder));

/**
 * Bundles the console into files with a hash of their content in the name; index.html names them by their source, `%main.tsx%`.
 * Its modules without markup are compiled like every other one as well, for their specs.
 */
async function bundleConsole(source, output) {
  const { build } = await import('esbuild');
  const entries = ['main.tsx', 'console.css', 'favicon.svg'];
  const { metafile } = await build({
    entryPoints: entries.map((entry) => join(source, entry)),
    bundle: true,
    minify: true,
    sourcemap: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    outdir: output,
    entryNames: '[name]-[hash]',
    loader: { '.svg': 'copy' },
    metafile: true,
    logLevel: 'warning',
  });
  let page = readFileSync(join(source, 'index.html'), 'utf8');
  for (const [file, { entryPoint, inputs }] of Object.entries(metafile.outputs)) {
    if (file.endsWith('.map')) continue;
    page = page.replaceAll(`%${basename(entryPoint ?? Object.keys(inputs)[0])}%`, `/${basename(file)}`);
  }
  writeFileSync(join(output, 'index.html'), page);
  // Only now: a server that runs while this builds keeps a whole page to serve.
  const current = new Set(['index.html', ...Object.keys(metafile.outputs).map((file) => basename(file))]);
  for (const file of readdirSync(output)) if (!current.has(file)) rmSync(join(output, file));
}

if (existsSync(join(root, 'apps/console/src/main.tsx'))) {
  await bundleConsole(join(root, 'apps/console/src'), consoleOutput);
}
