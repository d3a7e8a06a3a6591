// Compiles apps, libs, test and bench into dist/, drops what has no source any more, and bundles the console.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const sources = ['apps', 'libs', 'test', 'bench'].filter((folder) => existsSync(join(root, folder)));

function run(command, args) {
  const result = spawnSync(process.execPath, [join(root, 'node_modules', command), ...args], { cwd: root, stdio: 'inherit' });
  if (result.status !== 0) process.exit(result.status ?? 1);
}

run('@swc/cli/bin/swc.js', [...sources, '--out-dir', 'dist', '--quiet', '--ignore', '**/*.d.ts', '--ignore', 'apps/console/src/**', '--ignore', 'test/fixtures/**']);

/** A spec or module that was removed or renamed must not live on in dist/. */
function prune(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || !/\.js(\.map)?$/.test(entry.name)) continue;
    const output = join(entry.parentPath, entry.name);
    const source = join(root, relative(join(root, 'dist'), output)).replace(/\.js(\.map)?$/, '');
    if (!existsSync(`${source}.ts`) && !existsSync(`${source}.tsx`)) rmSync(output);
  }
}
for (const folder of sources) if (existsSync(join(root, 'dist', folder))) prune(join(root, 'dist', folder));

const consoleEntry = join(root, 'apps/console/src/main.tsx');
if (existsSync(consoleEntry)) {
  const { build } = await import('esbuild');
  await build({
    entryPoints: [consoleEntry],
    bundle: true,
    minify: true,
    sourcemap: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    outdir: join(root, 'dist/apps/console/public'),
    loader: { '.svg': 'file' },
    logLevel: 'warning',
  });
}
