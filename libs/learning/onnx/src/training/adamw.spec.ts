/** @jest-environment ./libs/learning/engine-testing/src/native-arrays-environment.js */
import { describe, expect, it } from '@jest/globals';
import { withModel, type Feed } from '@headway/learning/engine-testing';
import { gradients } from '../autodiff/gradients.js';
import { Graph } from '../graph/graph.js';
import { mul, sub } from '../ops/elementwise.js';
import { reduceSum } from '../ops/reduction.js';
import { encodeModel } from '../proto/encode.js';
import { adamWUpdate, gradientNorm, updated, UPDATED_VECTORS } from './adamw.js';

const OPTIONS = { beta1: 0.9, beta2: 0.99, epsilon: 1e-8, clipNorm: 1 };
const DECAY = 0.1;
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
    w[i]! -= rate * (step + DECAY * w[i]!);
  });
  return norm;
}

const scalar = (value: number): Feed => ({ data: Float32Array.of(value), shape: [] });

/** The gradients of (w - goal)² and their norm. */
function quadratic(): Uint8Array {
  const graph = new Graph();
  const w = graph.input('w', 'float32', [3]);
  const distance = sub(w, graph.floats(GOAL));
  const raw = gradients(reduceSum(mul(distance, distance)), [w]);
  return encodeModel(graph.toModel({ gradient: raw[0]!, gradientNorm: gradientNorm(raw) }));
}

describe('an AdamW update', () => {
  it('follows the algorithm, step by step', async () => {
    const { graph, outputs } = adamWUpdate(OPTIONS);
    await withModel(quadratic(), (slope) =>
      withModel(encodeModel(graph.toModel(outputs)), async (update) => {
        const state = { w: [0, 0, 0], m: [0, 0, 0], v: [0, 0, 0] };
        let vectors = Object.fromEntries(UPDATED_VECTORS.map((name) => [name, { data: new Float32Array(3), shape: [3] }]));
        for (let t = 1; t <= 50; t++) {
          const rate = 0.1 / t;
          const { gradient, gradientNorm: norm } = await slope({ w: vectors['parameter']! });
          const next = await update({
            ...vectors,
            gradient: { data: Float32Array.from(gradient!.data), shape: [3] },
            gradientNorm: scalar(norm!.data[0]!),
            learningRate: scalar(rate),
            weightDecay: scalar(DECAY),
            correction1: scalar(1 - OPTIONS.beta1 ** t),
            correction2: scalar(1 - OPTIONS.beta2 ** t),
          });
          vectors = Object.fromEntries(
            UPDATED_VECTORS.map((name) => [name, { data: Float32Array.from(next[updated(name)]!.data), shape: [3] }]),
          );
          expect(norm!.data[0]).toBeCloseTo(reference(state.w, state.m, state.v, t, rate), 4);
          state.w.forEach((value, i) => expect(vectors['parameter']!.data[i]).toBeCloseTo(value, 4));
          state.v.forEach((value, i) => expect(vectors['secondMoment']!.data[i]).toBeCloseTo(value, 5));
        }
      }),
    );
  });
});
