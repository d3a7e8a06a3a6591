// Every kind of graph we write, through ONNX's own checker with full shape inference (the `onnx` Python package, installed into
// .services/onnx when it is missing): `node tools/check-exports.mjs`, after a build.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { adamWUpdate, encodeModel } from '../dist/libs/learning/onnx/src/index.js';
import { DEFAULT_OPTIONS, gradientGraph, readModelFile, writeModelFile } from '../dist/libs/learning/training/src/index.js';
import { installPackages } from './service-control/install.mjs';
import { settings } from './service-control/settings.mjs';

const ONNX_VERSION = '1.20.1';
const CHECK = `
import sys, onnx
for path in sys.argv[1:]:
    onnx.checker.check_model(onnx.load(path), full_check=True)
    print("ok  ", path.rsplit("/", 1)[-1])
`;

function run(command, args) {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' });
  if (error || status !== 0) throw new Error(`${command} ${args.slice(0, 3).join(' ')} failed`);
}

/** A Python that has the onnx package, in a folder of its own. */
function python() {
  const folder = join(settings.folder, `onnx-${ONNX_VERSION}`);
  const interpreter = join(folder, 'bin/python');
  if (spawnSync(interpreter, ['-c', 'import onnx']).status === 0) return interpreter;
  rmSync(folder, { recursive: true, force: true });
  if (spawnSync('python3', ['-m', 'venv', folder]).status !== 0) {
    installPackages(['python3', 'python3-venv']);
    run('python3', ['-m', 'venv', folder]);
  }
  console.error(`installing onnx ${ONNX_VERSION}`);
  run(interpreter, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `onnx==${ONNX_VERSION}`]);
  return interpreter;
}

/** The shipped models in both precisions, and both graphs of a training step. */
function exportAll(folder) {
  const update = adamWUpdate(DEFAULT_OPTIONS);
  return ['vehicle', 'region'].flatMap((family) => {
    const model = readModelFile(readFileSync(new URL(`../libs/learning/corpus/models/${family}.onnx`, import.meta.url)));
    const graphs = {
      float32: writeModelFile({ ...model, card: { ...model.card, precision: 'float32' } }),
      int8: writeModelFile({ ...model, card: { ...model.card, precision: 'int8' } }),
      gradients: gradientGraph(model.spec, DEFAULT_OPTIONS).bytes,
      update: encodeModel(update.graph.toModel(update.outputs)),
    };
    return Object.entries(graphs).map(([kind, bytes]) => {
      const file = join(folder, `${family}-${kind}.onnx`);
      writeFileSync(file, bytes);
      return file;
    });
  });
}

const folder = mkdtempSync(join(tmpdir(), 'headway-exports-'));
try {
  const files = exportAll(folder);
  run(python(), ['-c', CHECK, ...files]);
  console.log(`${files.length} of ${files.length} exports pass ONNX's checker`);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  if (existsSync(folder)) rmSync(folder, { recursive: true });
}
