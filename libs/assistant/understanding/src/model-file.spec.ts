import { describe, expect, it } from '@jest/globals';
import { encodeModel, Graph } from '@headway/learning/onnx';
import { keywordModel } from '@headway/testing';
import { modelDigest, readModelCard } from './model-file.js';

const model = keywordModel({ version: '1.2.3', keywords: { open: { intent: 'window.open', tag: 'B-zone' } } });

describe('model file', () => {
  it('carries its card', () => {
    expect(readModelCard(model)).toMatchObject({ version: '1.2.3', family: 'vehicle', intents: ['none', 'window.open'] });
  });

  it('is known by the SHA-256 of its bytes', () => {
    expect(modelDigest(new TextEncoder().encode('abc'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  it.each([
    ['other bytes', Uint8Array.of(255, 255, 255)],
    ['a model cut off in the middle', model.subarray(0, model.length / 2)],
    ['an ONNX model without a card', encodeModel(new Graph('empty').toModel({}))],
  ])('is refused when it is %s', (_, bytes) => {
    expect(() => readModelCard(bytes)).toThrow(expect.objectContaining({ code: 'invalid-model' }));
  });
});
