/** Logistic function; 1 for +∞. */
export const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** Probabilities proportional to exp(logits), computed without overflow. */
export function softmax(logits: Float64Array | Float32Array): Float64Array {
  let greatest = Number.NEGATIVE_INFINITY;
  for (const x of logits) greatest = Math.max(greatest, x);
  const result = Float64Array.from(logits, (x) => Math.exp(x - greatest));
  let sum = 0;
  for (const p of result) sum += p;
  return result.map((p) => p / sum);
}
