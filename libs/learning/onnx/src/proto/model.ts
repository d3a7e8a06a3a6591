import type { Dim } from '../graph/shape.js';

/** ONNX 1.12: the newest operator set every supported runtime shares. */
export const OPSET = 17;
export const IR_VERSION = 8;

/** Element types the library computes with, and their numbers in `TensorProto.DataType`. */
export const DATA_TYPES = { float32: 1, int64: 7, bool: 9 } as const;
export type DataType = keyof typeof DATA_TYPES;

/** Element types a file's tensors may have: those above, and what quantised weights are stored in. */
export const STORED_TYPES = { ...DATA_TYPES, int8: 3 } as const;
export type StoredType = keyof typeof STORED_TYPES;

export type Attribute = { int: number } | { float: number } | { string: string } | { ints: readonly number[] };

export interface OnnxNode {
  op: string;
  inputs: string[];
  outputs: string[];
  attributes: Record<string, Attribute>;
}

export interface OnnxTensor {
  type: StoredType;
  dims: number[];
  data: Float32Array | BigInt64Array | Uint8Array | Int8Array;
}

export interface OnnxValueInfo {
  name: string;
  type: DataType;
  shape: Dim[];
}

/** A model file as plain data. */
export interface OnnxModel {
  irVersion: number;
  opset: number;
  producer: string;
  metadata: Record<string, string>;
  graph: {
    name: string;
    nodes: OnnxNode[];
    initializers: Record<string, OnnxTensor>;
    inputs: OnnxValueInfo[];
    outputs: OnnxValueInfo[];
  };
}
