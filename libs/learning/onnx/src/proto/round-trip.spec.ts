/** @jest-environment ./libs/learning/engine-testing/src/native-arrays-environment.js */
import { describe, expect, it } from '@jest/globals';
import { withModel } from '@headway/learning/engine-testing';
import protobuf from 'protobufjs';
import { ModelFormatError } from '../graph/errors.js';
import { Graph } from '../graph/graph.js';
import { add, mul } from '../ops/elementwise.js';
import { matmul } from '../ops/linear.js';
import { concat } from '../ops/shaping.js';
import { decodeModel, readMetadata } from './decode.js';
import { encodeModel } from './encode.js';

function affine(): Graph {
  return new Graph('affine');
}

function affineModel() {
  const graph = affine();
  const x = graph.input('x', 'float32', ['B', 2]);
  const y = add(
    matmul(x, graph.weight('w', [2, 3], Float32Array.of(1, 2, 3, 4, 5, 6))),
    graph.weight('b', [3], Float32Array.of(0.5, 0, -0.5)),
  );
  return graph.toModel({ y }, { headway: '{"a":"ä"}' });
}

describe('model files', () => {
  it('come back from bytes as they were', () => {
    const model = affineModel();
    expect(decodeModel(encodeModel(model))).toEqual(model);
    expect(readMetadata(encodeModel(model))).toEqual({ headway: '{"a":"ä"}' });
  });

  it('run in onnxruntime', async () => {
    const { y } = await withModel(encodeModel(affineModel()), (run) => run({ x: { data: Float32Array.of(1, 1), shape: [1, 2] } }));
    expect(y!.data).toEqual([5.5, 7, 8.5]);
  });

  it('tolerate fields this library does not know', () => {
    const extra = protobuf.Writer.create()
      .uint32((6 << 3) | 2)
      .string('doc')
      .uint32((99 << 3) | 0)
      .uint32(7)
      .finish();
    const bytes = Buffer.concat([encodeModel(affineModel()), extra]);
    expect(decodeModel(bytes)).toEqual(affineModel());
  });

  it('are refused with a reason when they are none', () => {
    expect(() => decodeModel(Buffer.from('not a model at all'))).toThrow(ModelFormatError);
    expect(() => decodeModel(new Uint8Array())).toThrow(/holds no graph/);
    const bytes = encodeModel(affineModel());
    expect(() => decodeModel(bytes.subarray(0, bytes.length - 30))).toThrow(ModelFormatError);
  });

  it('leave out what no output needs', () => {
    const graph = affine();
    const [a, b] = [graph.input('a', 'float32', [1]), graph.input('b', 'float32', [1])];
    mul(a, b);
    const { graph: written } = graph.toModel({ c: add(a, 1) });
    expect(written.inputs.map(({ name }) => name)).toEqual(['a']);
    expect(written.nodes.map(({ op, outputs }) => [op, outputs])).toEqual([['Add', ['c']]]);
  });
});

describe('a graph under construction', () => {
  it('refuses shapes that do not fit, and says which', () => {
    const graph = affine();
    const a = graph.input('a', 'float32', ['B', 3]);
    const b = graph.input('b', 'float32', [4, 5]);
    expect(() => matmul(a, b)).toThrow('MatMul: a [B, 3] and b [4, 5]: inner sizes 3 and 4 differ');
    expect(() => add(a, b)).toThrow('Add: shapes [B, 3] and [4, 5] do not broadcast at axis 0 (B against 4)');
    expect(() => concat([a, b], 0)).toThrow('Concat on axis 0: [B, 3] and [4, 5] differ elsewhere');
    expect(() => graph.input('a', 'float32', [])).toThrow('the name a is used twice');
    expect(() => add(a, affine().input('z', 'float32', [3]))).toThrow('belongs to another graph');
  });
});
