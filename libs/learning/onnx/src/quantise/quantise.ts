import type { OnnxModel, OnnxNode, OnnxTensor } from '../proto/model.js';

/** Tables with fewer values than this stay as they are: their scales would cost more than is saved. */
const SMALLEST_TABLE = 4096;
/** Largest magnitude of a table's values: a lookup adds nothing up. */
const TABLE_LIMIT = 127;
/**
 * Largest magnitude of a matrix's values, seven bits: x86 without VNNI adds pairs of 8-bit products in 16 bits, and
 * 2 × 255 × 63 still fits there (ONNX Runtime documentation, "Quantize ONNX Models", reduced range).
 */
const MATRIX_LIMIT = 63;

/** Which values share a scale: a row of a table, or a column of a matrix. */
type Channel = 'row' | 'column';

/** Name of the scales that belong to an int8 weight: value = int8 × scale, shape [R, 1] by row or [N] by column. */
export const scaleName = (weight: string): string => `${weight}.scale`;

/**
 * Dynamic int8 quantisation in standard operators of opset 17, symmetric and per channel: lookup tables get a scale a row,
 * matrices a scale a column; activations are quantised while the model runs (DynamicQuantizeLinear, MatMulInteger).
 * Everything else stays float32, and what is quantised already stays as it is.
 * @param model not changed
 */
export function quantise(model: OnnxModel): OnnxModel {
  const initializers = { ...model.graph.initializers };
  const chosen = chooseWeights(model);
  for (const [name, channel] of chosen) Object.assign(initializers, quantised(name, initializers[name]!, channel));
  const rewriter = new Rewriter(chosen);
  return { ...model, graph: { ...model.graph, nodes: model.graph.nodes.flatMap((node) => rewriter.rewrite(node)), initializers } };
}

/** The float32 values of a weight, stored so or quantised; undefined when the model has no such weight. */
export function floatWeight({ graph }: OnnxModel, name: string): Float32Array | undefined {
  const stored = graph.initializers[name];
  if (stored?.data instanceof Float32Array) return stored.data;
  const scale = graph.initializers[scaleName(name)];
  if (!(stored?.data instanceof Int8Array) || !(scale?.data instanceof Float32Array)) return undefined;
  const [values, scales, columns] = [stored.data, scale.data, stored.dims.at(-1) ?? 1];
  const isByRow = scale.dims.length > 1;
  return Float32Array.from(values, (value, i) => value * scales[isByRow ? Math.floor(i / columns) : i % columns]!);
}

/** Float matrices that are only looked up in by row, or only multiplied with from the left. */
function chooseWeights({ graph }: OnnxModel): Map<string, Channel> {
  const uses = new Map<string, Set<Channel | 'other'>>();
  const note = (name: string, use: Channel | 'other') => uses.set(name, (uses.get(name) ?? new Set()).add(use));
  for (const { op, inputs, attributes } of graph.nodes) {
    const axis = attributes.axis;
    const isLookup = op === 'Gather' && (axis === undefined || ('int' in axis && axis.int === 0));
    inputs.forEach((name, place) => note(name, isLookup && place === 0 ? 'row' : op === 'MatMul' && place === 1 ? 'column' : 'other'));
  }
  const chosen = new Map<string, Channel>();
  for (const [name, tensor] of Object.entries(graph.initializers)) {
    const [use, ...further] = uses.get(name) ?? [];
    if (use === undefined || use === 'other' || further.length > 0) continue;
    const isMatrix = tensor.type === 'float32' && tensor.dims.length === 2;
    if (isMatrix && (use === 'column' || tensor.data.length >= SMALLEST_TABLE)) chosen.set(name, use);
  }
  return chosen;
}

function quantised(name: string, { dims, data }: OnnxTensor, channel: Channel): Record<string, OnnxTensor> {
  const weights = data as Float32Array;
  const [rows = 0, columns = 0] = dims;
  const limit = channel === 'row' ? TABLE_LIMIT : MATRIX_LIMIT;
  const channelOf = (i: number) => (channel === 'row' ? Math.floor(i / columns) : i % columns);
  const scales = new Float32Array(channel === 'row' ? rows : columns);
  weights.forEach((weight, i) => (scales[channelOf(i)] = Math.max(scales[channelOf(i)]!, Math.abs(weight) / limit)));
  const values = Int8Array.from(weights, (weight, i) => (weight === 0 ? 0 : Math.round(weight / scales[channelOf(i)]!)));
  return {
    [name]: { type: 'int8', dims, data: values },
    [scaleName(name)]: { type: 'float32', dims: channel === 'row' ? [rows, 1] : [columns], data: scales },
  };
}

class Rewriter {
  private readonly activations = new Map<string, [value: string, scale: string, zero: string]>();
  private count = 0;

  constructor(private readonly chosen: ReadonlyMap<string, Channel>) {}

  rewrite(node: OnnxNode): OnnxNode[] {
    if (node.op === 'Gather' && this.chosen.has(node.inputs[0]!)) return this.lookup(node);
    if (node.op === 'MatMul' && this.chosen.has(node.inputs[1]!)) return this.product(node);
    return [node];
  }

  private lookup({ inputs, outputs, attributes }: OnnxNode): OnnxNode[] {
    const [table = '', indices = ''] = inputs;
    const [values, floats, scales] = [this.fresh(), this.fresh(), this.fresh()];
    return [
      { op: 'Gather', inputs: [table, indices], outputs: [values], attributes },
      castToFloat(values, floats),
      { op: 'Gather', inputs: [scaleName(table), indices], outputs: [scales], attributes },
      { op: 'Mul', inputs: [floats, scales], outputs, attributes: {} },
    ];
  }

  private product({ inputs, outputs }: OnnxNode): OnnxNode[] {
    const [activation = '', matrix = ''] = inputs;
    const nodes: OnnxNode[] = [];
    let known = this.activations.get(activation);
    if (!known) {
      known = [this.fresh(), this.fresh(), this.fresh()];
      this.activations.set(activation, known);
      nodes.push({ op: 'DynamicQuantizeLinear', inputs: [activation], outputs: [...known], attributes: {} });
    }
    const [value, scale, zero] = known;
    const [sums, floats, scales] = [this.fresh(), this.fresh(), this.fresh()];
    return [
      ...nodes,
      { op: 'MatMulInteger', inputs: [value, matrix, zero], outputs: [sums], attributes: {} },
      castToFloat(sums, floats),
      { op: 'Mul', inputs: [scale, scaleName(matrix)], outputs: [scales], attributes: {} },
      { op: 'Mul', inputs: [floats, scales], outputs, attributes: {} },
    ];
  }

  private fresh(): string {
    return `int8_${this.count++}`;
  }
}

/** `TensorProto.DataType` of float32. */
const FLOAT = 1;
const castToFloat = (from: string, to: string): OnnxNode => ({
  op: 'Cast',
  inputs: [from],
  outputs: [to],
  attributes: { to: { int: FLOAT } },
});
