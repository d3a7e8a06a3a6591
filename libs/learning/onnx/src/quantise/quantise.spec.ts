/** @jest-environment ./libs/learning/engine-testing/src/native-arrays-environment.js */
import { describe, expect, it } from '@jest/globals';
import { withModel } from '@headway/learning/engine-testing';
import fc from 'fast-check';
import { Graph } from '../graph/graph.js';
import { add, cast } from '../ops/elementwise.js';
import { matmul } from '../ops/linear.js';
import { gather } from '../ops/shaping.js';
import { decodeModel } from '../proto/decode.js';
import { encodeModel } from '../proto/encode.js';
import type { OnnxModel } from '../proto/model.js';
import { floatWeight, quantise } from './quantise.js';

const ROWS = 512;
const WIDTH = 16;
const OUT = 8;

const wave = (size: number, scale: number) => Float32Array.from({ length: size }, (_, i) => scale * Math.sin(i * 1.7) * (1 + (i % 7)));

/** Looks rows up and multiplies them twice with a matrix of its own. */
function lookupModel(table = wave(ROWS * WIDTH, 0.1), first = wave(WIDTH * OUT, 0.05)): OnnxModel {
  const graph = new Graph('lookup');
  const rows = gather(graph.weight('table', [ROWS, WIDTH], table), cast(graph.input('ids', 'float32', ['B']), 'int64'));
  const y = add(
    matmul(rows, graph.weight('first', [WIDTH, OUT], first)),
    matmul(rows, graph.weight('second', [WIDTH, OUT], wave(WIDTH * OUT, 2))),
  );
  return graph.toModel({ y }, { headway: '{}' });
}

const run = (model: OnnxModel, ids: number[]) =>
  withModel(encodeModel(model), async (ask) => (await ask({ ids: { data: Float32Array.from(ids), shape: [ids.length] } }))['y']!.data);

describe('int8 quantisation', () => {
  it('answers nearly as the float model does, from a quarter of the bytes', async () => {
    const model = lookupModel();
    const small = quantise(model);
    const ids = [0, 1, 17, 255, 511];
    const [exact, rough] = [await run(model, ids), await run(small, ids)];
    const largest = Math.max(...exact.map(Math.abs));
    rough.forEach((value, i) => expect(Math.abs(value - exact[i]!)).toBeLessThan(0.02 * largest));
    expect(encodeModel(small).length).toBeLessThan(0.4 * encodeModel(model).length);
  });

  it('does not overflow where every product is as large as it can be', async () => {
    const ones = lookupModel(new Float32Array(ROWS * WIDTH).fill(3), new Float32Array(WIDTH * OUT).fill(5));
    const [exact, rough] = [await run(ones, [4]), await run(quantise(ones), [4])];
    rough.forEach((value, i) => expect(value / exact[i]!).toBeCloseTo(1, 1));
  });

  it('gives the weights back within half a step, and quantises what it gave back to the same bytes', () => {
    const table = wave(ROWS * WIDTH, 0.1).map((value, i) => (i < WIDTH ? 0 : value));
    const small = decodeModel(encodeModel(quantise(lookupModel(table))));
    const back = Float32Array.from(floatWeight(small, 'table')!);
    for (let row = 0; row < ROWS; row++) {
      const own = table.subarray(row * WIDTH, (row + 1) * WIDTH);
      const step = Math.max(...own.map(Math.abs)) / 127;
      own.forEach((value, i) => expect(Math.abs(value - back[row * WIDTH + i]!)).toBeLessThanOrEqual(step / 2 + 1e-7));
    }
    expect(quantise(lookupModel(back)).graph.initializers['table']).toEqual(small.graph.initializers['table']);
    expect(floatWeight(small, 'missing')).toBeUndefined();
  });

  it('leaves alone what is quantised already, small tables, and weights with another use', () => {
    const once = quantise(lookupModel());
    expect(quantise(once)).toEqual(once);
    const graph = new Graph('mixed');
    const both = graph.weight('both', [WIDTH, WIDTH], wave(WIDTH * WIDTH, 1));
    const few = gather(graph.weight('few', [4, WIDTH], wave(4 * WIDTH, 1)), cast(graph.input('ids', 'float32', ['B']), 'int64'));
    const model = graph.toModel({ y: add(matmul(few, both), gather(both, cast(graph.input('at', 'float32', ['B']), 'int64'))) }, {});
    expect(quantise(model)).toEqual(model);
  });

  it('keeps every value of a column within half a step, whatever the weights are', () => {
    const finite = fc.float({ noNaN: true, noDefaultInfinity: true, min: Math.fround(-1e6), max: Math.fround(1e6) });
    fc.assert(
      fc.property(fc.array(finite, { minLength: WIDTH * OUT, maxLength: WIDTH * OUT }), (values) => {
        const weights = Float32Array.from(values);
        const back = floatWeight(quantise(lookupModel(undefined, weights)), 'first')!;
        for (let column = 0; column < OUT; column++) {
          const own = Array.from({ length: WIDTH }, (_, row) => row * OUT + column);
          const step = Math.max(...own.map((i) => Math.abs(weights[i]!))) / 63;
          for (const i of own) expect(Math.abs(weights[i]! - back[i]!)).toBeLessThanOrEqual(step * 0.5001 + 1e-30);
        }
      }),
      { numRuns: 30 },
    );
  });
});
