import type { OnnxModel, OnnxNode, OnnxTensor, OnnxValueInfo } from '../proto/model.js';
import { IR_VERSION, OPSET, type Attribute, type DataType } from '../proto/model.js';
import { GraphError } from './errors.js';
import type { Shape } from './shape.js';

/** One tensor of a graph: the result of a node, an input or a constant. Operators are functions over values. */
export class Value {
  constructor(
    readonly graph: Graph,
    readonly name: string,
    readonly type: DataType,
    readonly shape: Shape,
  ) {}

  get rank(): number {
    return this.shape.length;
  }
}

export interface GraphNode {
  readonly op: string;
  readonly inputs: readonly Value[];
  readonly outputs: readonly Value[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

interface Emission {
  inputs: readonly Value[];
  attributes?: Record<string, Attribute>;
  outputs: readonly { type: DataType; shape: Shape }[];
}

/** A graph under construction. Nodes are appended in an order in which they can run. */
export class Graph {
  readonly nodes: GraphNode[] = [];
  readonly #inputs = new Map<string, Value>();
  readonly #initializers = new Map<string, { value: Value; tensor: OnnxTensor }>();
  readonly #constants = new Map<string, Value>();
  readonly #names = new Set<string>();
  #serial = 0;

  constructor(readonly name = 'graph') {}

  input(name: string, type: DataType, shape: Shape): Value {
    const value = new Value(this, this.#claim(name), type, shape);
    this.#inputs.set(name, value);
    return value;
  }

  /** A named float32 tensor stored in the file: a weight. */
  weight(name: string, shape: readonly number[], data: Float32Array): Value {
    const size = shape.reduce((product, dim) => product * dim, 1);
    if (size !== data.length) throw new GraphError(`weight ${name}: ${data.length} values for shape [${shape.join(', ')}]`);
    return this.#store(this.#claim(name), { type: 'float32', dims: [...shape], data });
  }

  /** A float32 constant, a scalar unless a shape is given; equal constants are stored once. */
  scalar(value: number): Value {
    return this.#constant(`f:${value}`, () => ({ type: 'float32', dims: [], data: Float32Array.of(value) }));
  }

  /** A float32 constant tensor. */
  floats(values: readonly number[], shape: readonly number[] = [values.length]): Value {
    return this.#constant(`f:${values.join()}:${shape.join()}`, () => ({
      type: 'float32',
      dims: [...shape],
      data: Float32Array.from(values),
    }));
  }

  /** An int64 constant: a vector, or a scalar when a number is given. */
  ints(values: number | readonly number[]): Value {
    const list = typeof values === 'number' ? [values] : values;
    const dims = typeof values === 'number' ? [] : [list.length];
    return this.#constant(`i:${list.join()}:${dims.length}`, () => ({ type: 'int64', dims, data: BigInt64Array.from(list.map(BigInt)) }));
  }

  /** The entries of an int64 constant of this graph, or undefined when `value` is none. */
  constantInts(value: Value): number[] | undefined {
    const data = this.#initializers.get(value.name)?.tensor.data;
    return data instanceof BigInt64Array ? Array.from(data, Number) : undefined;
  }

  /** Appends a node and returns its outputs. Called by the operators of `ops/`, which check shapes first. */
  emit(op: string, { inputs, attributes = {}, outputs }: Emission): Value[] {
    for (const input of inputs)
      if (input.graph !== this) throw new GraphError(`${op}: input ${input.name} belongs to another graph (${input.graph.name})`);
    const values = outputs.map(({ type, shape }) => new Value(this, this.#claim(`${op.toLowerCase()}_${++this.#serial}`), type, shape));
    this.nodes.push({ op, inputs, outputs: values, attributes });
    return values;
  }

  /** The ONNX model that computes `outputs`; nodes, constants and inputs that no output needs are left out. */
  toModel(outputs: Readonly<Record<string, Value>>, metadata: Record<string, string> = {}): OnnxModel {
    const { kept, used } = this.#reachable(Object.values(outputs));
    const nodes = kept.map(toOnnxNode);
    for (const [name, value] of Object.entries(outputs)) {
      if (this.#names.has(name) && value.name !== name) throw new GraphError(`output ${name}: the name is taken by another value`);
      if (value.name !== name) nodes.push({ op: 'Identity', inputs: [value.name], outputs: [name], attributes: {} });
    }
    return {
      irVersion: IR_VERSION,
      opset: OPSET,
      producer: 'headway',
      metadata,
      graph: {
        name: this.name,
        nodes: renameOutputs(nodes, outputs),
        initializers: Object.fromEntries(
          [...this.#initializers].filter(([name]) => used.has(name)).map(([name, { tensor }]) => [name, tensor]),
        ),
        inputs: [...this.#inputs.values()].filter((value) => used.has(value.name)).map((value) => valueInfo(value.name, value)),
        outputs: Object.entries(outputs).map(([name, value]) => valueInfo(name, value)),
      },
    };
  }

  #reachable(roots: readonly Value[]): { kept: GraphNode[]; used: Set<string> } {
    const used = new Set(roots.map((value) => value.name));
    const kept: GraphNode[] = [];
    for (let i = this.nodes.length - 1; i >= 0; i--) {
      const node = this.nodes[i]!;
      if (!node.outputs.some((output) => used.has(output.name))) continue;
      for (const input of node.inputs) used.add(input.name);
      kept.unshift(node);
    }
    return { kept, used };
  }

  #claim(name: string): string {
    if (this.#names.has(name)) throw new GraphError(`the name ${name} is used twice`);
    this.#names.add(name);
    return name;
  }

  #constant(key: string, make: () => ComputedTensor): Value {
    const known = this.#constants.get(key);
    if (known) return known;
    const value = this.#store(this.#claim(`constant_${this.#constants.size}`), make());
    this.#constants.set(key, value);
    return value;
  }

  #store(name: string, tensor: ComputedTensor): Value {
    const value = new Value(this, name, tensor.type, tensor.dims);
    this.#initializers.set(name, { value, tensor });
    return value;
  }
}

/** A tensor of a type that the library computes with. */
type ComputedTensor = OnnxTensor & { type: DataType };

const toOnnxNode = (node: GraphNode): OnnxNode => ({
  op: node.op,
  inputs: node.inputs.map((value) => value.name),
  outputs: node.outputs.map((value) => value.name),
  attributes: { ...node.attributes },
});

const valueInfo = (name: string, value: Value): OnnxValueInfo => ({ name, type: value.type, shape: [...value.shape] });

/** Writes an output's public name straight into the node that makes it, where that is the only name it needs. */
function renameOutputs(nodes: OnnxNode[], outputs: Readonly<Record<string, Value>>): OnnxNode[] {
  const names = new Map<string, string>();
  const produced = new Set(nodes.flatMap((node) => (node.op === 'Identity' ? [] : node.outputs)));
  for (const [name, value] of Object.entries(outputs))
    if (value.name !== name && produced.has(value.name) && !names.has(value.name)) names.set(value.name, name);
  const rename = (name: string) => names.get(name) ?? name;
  return nodes
    .map((node) => ({ ...node, inputs: node.inputs.map(rename), outputs: node.outputs.map(rename) }))
    .filter((node) => node.op !== 'Identity' || node.inputs[0] !== node.outputs[0]);
}
