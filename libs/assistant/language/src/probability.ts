/** Logistic function; 1 for +∞. */
export const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** Probabilities proportional to exp(logits / temperature), computed without overflow. */
export function softmax(logits: Float64Array | Float32Array, temperature = 1): Float64Array {
  const result = new Float64Array(logits.length);
  let greatest = Number.NEGATIVE_INFINITY;
  // Plain loops: iterators and callbacks over typed arrays cost several times as much here, and this runs for every token.
  for (let i = 0; i < logits.length; i += 1) greatest = Math.max(greatest, logits[i] ?? 0);
  let sum = 0;
  for (let i = 0; i < logits.length; i += 1) {
    const weight = Math.exp(((logits[i] ?? 0) - greatest) / temperature);
    result[i] = weight;
    sum += weight;
  }
  for (let i = 0; i < result.length; i += 1) result[i] = (result[i] ?? 0) / sum;
  return result;
}

/** Slope and offset of a line through log-odds. */
export type ConfidenceLine = [slope: number, offset: number];

const EDGE = 1e-6;

/** A probability whose log-odds are moved along a line (Platt 1999): how often answers with this confidence are right. */
export function calibratedConfidence(confidence: number, [slope, offset]: Readonly<ConfidenceLine>): number {
  const inside = Math.min(1 - EDGE, Math.max(EDGE, confidence));
  return sigmoid(slope * Math.log(inside / (1 - inside)) + offset);
}

/** Index of the greatest value, the first of equals. */
export function argmax(values: Float64Array): number {
  let best = 0;
  for (let i = 1; i < values.length; i += 1) if ((values[i] ?? 0) > (values[best] ?? 0)) best = i;
  return best;
}
