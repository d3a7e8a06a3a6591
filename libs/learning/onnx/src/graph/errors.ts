/** A graph that cannot be built: names the operator and the shapes that do not fit. */
export class GraphError extends Error {
  override readonly name = 'GraphError';
}

/** Bytes that are no ONNX model, or one that uses what this library does not read. */
export class ModelFormatError extends Error {
  override readonly name = 'ModelFormatError';
}
