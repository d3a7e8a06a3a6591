import { ModelFormatError } from '../graph/errors.js';
import { modelType } from './schema.js';
import {
  DATA_TYPES,
  type Attribute,
  type DataType,
  type OnnxModel,
  type OnnxTensor,
  type OnnxValueInfo,
  STORED_TYPES,
  type StoredType,
} from './model.js';

type Wide = number | { toNumber(): number };

interface RawTensor {
  name: string;
  dims: Wide[];
  data_type: number;
  float_data: number[];
  int32_data: number[];
  int64_data: Wide[];
  raw_data: Uint8Array;
}
interface RawAttribute {
  name: string;
  type: number;
  i: Wide;
  f: number;
  s: Uint8Array;
  ints: Wide[];
}
interface RawNode {
  op_type: string;
  domain: string;
  input: string[];
  output: string[];
  attribute: RawAttribute[];
}
interface RawValueInfo {
  name: string;
  type?: { tensor_type?: { elem_type: number; shape?: { dim: { dim_value?: Wide; dim_param?: string }[] } } };
}
interface RawModel {
  ir_version: Wide;
  producer_name: string;
  opset_import: { domain: string; version: Wide }[];
  metadata_props: { key: string; value: string }[];
  graph?: { name: string; node: RawNode[]; initializer: RawTensor[]; input: RawValueInfo[]; output: RawValueInfo[] } | null;
}

const narrow = (value: Wide): number => (typeof value === 'number' ? value : value.toNumber());

/**
 * Reads an `.onnx` file into plain data. Fields this library does not know are dropped.
 * @throws ModelFormatError when the bytes are no ONNX model, or hold element types or attributes outside `OnnxModel`.
 */
export function decodeModel(bytes: Uint8Array): OnnxModel {
  const raw = parse(bytes);
  if (!raw.graph) throw new ModelFormatError('the file holds no graph: it is no ONNX model');
  const { graph } = raw;
  return {
    irVersion: narrow(raw.ir_version),
    opset: narrow(raw.opset_import.find((entry) => entry.domain === '')?.version ?? 0),
    producer: raw.producer_name,
    metadata: Object.fromEntries(raw.metadata_props.map(({ key, value }) => [key, value])),
    graph: {
      name: graph.name,
      nodes: graph.node.map((node) => ({
        op: node.op_type,
        inputs: node.input,
        outputs: node.output,
        attributes: Object.fromEntries(node.attribute.map((attribute) => [attribute.name, decodeAttribute(node.op_type, attribute)])),
      })),
      initializers: Object.fromEntries(graph.initializer.map((tensor) => [tensor.name, decodeTensor(tensor)])),
      inputs: graph.input.map(decodeValueInfo),
      outputs: graph.output.map(decodeValueInfo),
    },
  };
}

/** The metadata of a model file alone. */
export function readMetadata(bytes: Uint8Array): Record<string, string> {
  return Object.fromEntries(parse(bytes).metadata_props.map(({ key, value }) => [key, value]));
}

function parse(bytes: Uint8Array): RawModel {
  try {
    return modelType.decode(bytes) as unknown as RawModel;
  } catch (cause) {
    throw new ModelFormatError('the bytes are no protobuf message: it is no ONNX model', { cause });
  }
}

function decodeAttribute(op: string, { name, type, i, f, s, ints }: RawAttribute): Attribute {
  if (type === 1) return { float: f };
  if (type === 2) return { int: narrow(i) };
  if (type === 3) return { string: Buffer.from(s).toString('utf8') };
  if (type === 7) return { ints: ints.map(narrow) };
  throw new ModelFormatError(`attribute ${name} of ${op} has type ${type}, which is not read here`);
}

function typeIn<T extends string>(types: Readonly<Record<T, number>>, name: string, id: number): T {
  const found = Object.entries(types).find(([, value]) => value === id);
  if (!found) throw new ModelFormatError(`${name} has element type ${id}, which is not read here`);
  return found[0] as T;
}

function decodeTensor(raw: RawTensor): OnnxTensor {
  const type = typeIn<StoredType>(STORED_TYPES, `tensor ${raw.name}`, raw.data_type);
  const dims = raw.dims.map(narrow);
  const data = tensorData(type, raw);
  const size = dims.reduce((product, dim) => product * dim, 1);
  if (data.length !== size) throw new ModelFormatError(`tensor ${raw.name}: ${data.length} values for shape [${dims.join(', ')}]`);
  return { type, dims, data };
}

function tensorData(type: StoredType, raw: RawTensor): OnnxTensor['data'] {
  if (raw.raw_data.length > 0) {
    const bytes = new Uint8Array(raw.raw_data); // a copy: the file's bytes need not be aligned
    if (type === 'bool') return bytes;
    if (type === 'int8') return new Int8Array(bytes.buffer);
    if (bytes.length % (type === 'float32' ? 4 : 8) !== 0)
      throw new ModelFormatError(`tensor ${raw.name}: ${bytes.length} bytes are cut off`);
    return type === 'float32' ? new Float32Array(bytes.buffer) : new BigInt64Array(bytes.buffer);
  }
  if (type === 'float32') return Float32Array.from(raw.float_data);
  if (type === 'bool') return Uint8Array.from(raw.int32_data);
  if (type === 'int8') return Int8Array.from(raw.int32_data);
  return BigInt64Array.from(raw.int64_data.map((value) => BigInt(narrow(value))));
}

function decodeValueInfo({ name, type }: RawValueInfo): OnnxValueInfo {
  const tensor = type?.tensor_type;
  if (!tensor) throw new ModelFormatError(`${name} is no tensor`);
  const shape = (tensor.shape?.dim ?? []).map((dim) => dim.dim_param || narrow(dim.dim_value ?? 0));
  return { name, type: typeIn<DataType>(DATA_TYPES, name, tensor.elem_type), shape };
}
