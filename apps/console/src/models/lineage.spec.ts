import { describe, expect, it } from '@jest/globals';
import type { ModelVersion } from '@headway/contracts';
import { lineageOf } from './lineage.js';

const model = (digest: string, parentDigest: string | null) => ({ digest, parentDigest }) as ModelVersion;
const root = model('a', null);
const child = model('b', 'a');
const grandchild = model('c', 'b');

describe('the lineage of a model', () => {
  it('runs from the model to the one made from scratch', () => {
    expect(lineageOf(grandchild, [root, grandchild, child])).toEqual({ models: [grandchild, child, root], unknownParent: null });
    expect(lineageOf(root, [])).toEqual({ models: [root], unknownParent: null });
  });

  it('names a parent that is not known', () => {
    expect(lineageOf(grandchild, [child])).toEqual({ models: [grandchild, child], unknownParent: 'a' });
  });

  it('ends even when parents go in a circle', () => {
    const odd = model('x', 'y');
    expect(lineageOf(odd, [odd, model('y', 'x')]).unknownParent).toBe('x');
  });
});
