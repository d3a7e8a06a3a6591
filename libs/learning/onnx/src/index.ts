export { GraphError, ModelFormatError } from './graph/errors.js';
export { Graph, Value } from './graph/graph.js';
export type { GraphNode } from './graph/graph.js';
export type { Dim, Shape } from './graph/shape.js';
export { add, cast, div, exp, greater, log, max, min, mul, neg, relu, sigmoid, softplus, sqrt, sub, tanh } from './ops/elementwise.js';
export { gemm, matmul } from './ops/linear.js';
export { layerNorm, logSoftmax, oneHot, reduceMean, reduceSum, softmax } from './ops/reduction.js';
export {
  concat,
  expandLike,
  gather,
  padZeros,
  rangeOfAxis,
  reshape,
  reshapeLike,
  scatterAdd,
  shapeOf,
  squeeze,
  transpose,
  transposeLast,
  trim,
  unsqueeze,
  zerosLike,
} from './ops/shaping.js';
export { gradients } from './autodiff/gradients.js';
export { adamWUpdate, gradientNorm, UPDATE_SCALARS, updated, UPDATED_VECTORS } from './training/adamw.js';
export type { AdamWOptions } from './training/adamw.js';
export { IR_VERSION, OPSET } from './proto/model.js';
export type { Attribute, DataType, OnnxModel, OnnxNode, OnnxTensor, OnnxValueInfo } from './proto/model.js';
export { floatWeight, quantise } from './quantise/quantise.js';
export { encodeModel } from './proto/encode.js';
export { decodeModel, readMetadata } from './proto/decode.js';
