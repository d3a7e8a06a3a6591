import type { ModelVersion } from '@headway/contracts';

export interface Lineage {
  /** From the model itself to its oldest known ancestor. */
  models: ModelVersion[];
  /** A parent that is named but not known; null when the line ends at a model made from scratch. */
  unknownParent: string | null;
}

/** A model's line of parents among the known models. */
export function lineageOf(model: ModelVersion, known: readonly ModelVersion[]): Lineage {
  const byDigest = new Map(known.map((entry) => [entry.digest, entry]));
  const models = [model];
  let parent = model.parentDigest;
  while (parent !== null) {
    const next = byDigest.get(parent);
    if (!next || models.includes(next)) return { models, unknownParent: parent };
    models.push(next);
    parent = next.parentDigest;
  }
  return { models, unknownParent: null };
}
