import { modelType } from './schema.js';
import { DATA_TYPES, STORED_TYPES, type Attribute, type OnnxModel, type OnnxNode, type OnnxTensor, type OnnxValueInfo } from './model.js';

const ATTRIBUTE_TYPES = { float: 1, int: 2, string: 3, ints: 7 } as const;

/** The bytes of an `.onnx` file. */
export function encodeModel(model: OnnxModel): Uint8Array {
  const { graph } = model;
  return modelType
    .encode({
      ir_version: model.irVersion,
      producer_name: model.producer,
      opset_import: [{ domain: '', version: model.opset }],
      metadata_props: Object.entries(model.metadata).map(([key, value]) => ({ key, value })),
      graph: {
        name: graph.name,
        node: graph.nodes.map(encodeNode),
        initializer: Object.entries(graph.initializers).map(([name, tensor]) => encodeTensor(name, tensor)),
        input: graph.inputs.map(encodeValueInfo),
        output: graph.outputs.map(encodeValueInfo),
      },
    })
    .finish();
}

const encodeNode = (node: OnnxNode, index: number) => ({
  name: `n${index}`,
  op_type: node.op,
  input: node.inputs,
  output: node.outputs,
  attribute: Object.entries(node.attributes).map(([name, attribute]) => encodeAttribute(name, attribute)),
});

function encodeAttribute(name: string, attribute: Attribute): object {
  if ('int' in attribute) return { name, i: attribute.int, type: ATTRIBUTE_TYPES.int };
  if ('float' in attribute) return { name, f: attribute.float, type: ATTRIBUTE_TYPES.float };
  if ('ints' in attribute) return { name, ints: attribute.ints, type: ATTRIBUTE_TYPES.ints };
  return { name, s: Buffer.from(attribute.string, 'utf8'), type: ATTRIBUTE_TYPES.string };
}

const encodeTensor = (name: string, { type, dims, data }: OnnxTensor) => ({
  name,
  dims,
  data_type: STORED_TYPES[type],
  raw_data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
});

const encodeValueInfo = ({ name, type, shape }: OnnxValueInfo) => ({
  name,
  type: {
    tensor_type: {
      elem_type: DATA_TYPES[type],
      shape: { dim: shape.map((dim) => (typeof dim === 'number' ? { dim_value: dim } : { dim_param: dim })) },
    },
  },
});
