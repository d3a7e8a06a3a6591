import { InferenceSession, Tensor } from 'onnxruntime-node';

/** A float32 tensor to feed: its values and its shape. */
export interface Feed {
  data: Float32Array;
  shape: readonly number[];
}

/** Runs the model: values and shape of each output. */
export type Run = (feeds: Readonly<Record<string, Feed>>) => Promise<Record<string, { data: number[]; shape: readonly number[] }>>;

/** Loads the bytes of a model into the real engine, for specs of graphs, and releases it when `use` has ended. */
export async function withModel<T>(bytes: Uint8Array, use: (run: Run) => Promise<T>): Promise<T> {
  const session = await InferenceSession.create(bytes, { intraOpNumThreads: 1 });
  try {
    return await use(async (feeds) => {
      const tensors = Object.entries(feeds).map(([name, { data, shape }]) => [name, new Tensor('float32', data, shape)]);
      const outputs = await session.run(Object.fromEntries(tensors) as Record<string, Tensor>);
      return Object.fromEntries(
        Object.entries(outputs).map(([name, { data, dims }]) => [
          name,
          { data: Array.from(data as ArrayLike<number | bigint>, Number), shape: dims },
        ]),
      );
    });
  } finally {
    await session.release();
  }
}
