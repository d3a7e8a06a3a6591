/** @jest-environment ./libs/learning/engine-testing/src/native-arrays-environment.js */
import { describe, expect, it } from '@jest/globals';
import { withModel, type Feed } from '@headway/learning/engine-testing';
import { Graph } from '../graph/graph.js';
import { mul, sub } from '../ops/elementwise.js';
import { reduceSum } from '../ops/reduction.js';
import { encodeModel } from '../proto/encode.js';
import { adamWStep, firstMoment, secondMoment, updated } from './adamw.js';

const OPTIONS = { beta1: 0.9, beta2: 0.99, epsilon: 1e-8, clipNorm: 1, weightDecay: () => 0.1, rateScale: () => 2 };
const GOAL = [3, -2, 0.5];

/** One step of (w - goal)², written out by hand (Loshchilov & Hutter 2019, algorithm 2, with clipping). */
function reference(w: number[], m: number[], v: number[], t: number, rate: number) {
  const raw = w.map((value, i) => 2 * (value - GOAL[i]!));
  const norm = Math.hypot(...raw);
  const scale = Math.min(1, OPTIONS.clipNorm / (norm + 1e-6));
  raw.forEach((value, i) => {
    const gradient = value * scale;
    m[i] = OPTIONS.beta1 * m[i]! + (1 - OPTIONS.beta1) * gradient;
    v[i] = OPTIONS.beta2 * v[i]! + (1 - OPTIONS.beta2) * gradient ** 2;
    const step = m[i]! / (1 - OPTIONS.beta1 ** t) / (Math.sqrt(v[i]! / (1 - OPTIONS.beta2 ** t)) + OPTIONS.epsilon);
    w[i]! -= 2 * rate * (step + 0.1 * w[i]!);
  });
  return norm;
}

describe('an AdamW step', () => {
  it('follows the algorithm, step by step', async () => {
    const graph = new Graph();
    const w = graph.input('w', 'float32', [3]);
    const distance = sub(w, graph.floats(GOAL));
    await withModel(encodeModel(graph.toModel(adamWStep(reduceSum(mul(distance, distance)), [w], OPTIONS))), async (model) => {
      const state = { w: [0, 0, 0], m: [0, 0, 0], v: [0, 0, 0] };
      let feeds: Record<string, Feed> = Object.fromEntries(
        ['w', firstMoment('w'), secondMoment('w')].map((name) => [name, { data: new Float32Array(3), shape: [3] }]),
      );
      const scalar = (value: number) => ({ data: Float32Array.of(value), shape: [] });
      for (let t = 1; t <= 50; t++) {
        const rate = 0.05 / t;
        const schedule = { learningRate: scalar(rate), correction1: scalar(1 - 0.9 ** t), correction2: scalar(1 - 0.99 ** t) };
        const outputs = await model({ ...feeds, ...schedule });
        const norm = reference(state.w, state.m, state.v, t, rate);
        feeds = Object.fromEntries(
          Object.keys(feeds).map((name) => [name, { data: Float32Array.from(outputs[updated(name)]!.data), shape: [3] }]),
        );
        expect(outputs['gradientNorm']!.data[0]).toBeCloseTo(norm, 4);
        state.w.forEach((value, i) => expect(feeds['w']!.data[i]).toBeCloseTo(value, 4));
        state.v.forEach((value, i) => expect(feeds[secondMoment('w')]!.data[i]).toBeCloseTo(value, 5));
      }
    });
  });
});
