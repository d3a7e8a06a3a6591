import type { ModelCard, TokenizerSpec } from '@headway/contracts';
import { z } from 'zod';

/** Sizes that members of a model may differ in. */
const ownSizes = {
  /** Numbers a token is represented by inside the encoder. */
  width: z.number().int().positive(),
  /** Tokens the convolution sees at once, odd. */
  convolution: z.number().int().positive(),
  layers: z.number().int().nonnegative(),
  heads: z.number().int().positive(),
  feedForward: z.number().int().positive(),
  /** Distances between tokens beyond this share one position bias. */
  maxDistance: z.number().int().positive(),
  /** Numbers that a first answer about a token is read again in before the last one is given; 0 = there is one answer only. */
  revision: z.number().int().nonnegative(),
};

const sizes = {
  ...ownSizes,
  /** Numbers a word or n-gram is embedded in. */
  embedding: z.number().int().positive(),
  /** Encoders that read the same embeddings and answer together; each has weights and dropout of its own. */
  members: z.number().int().positive(),
  /** Whether each member has embeddings of its own; without, all read the same ones. */
  ownTables: z.boolean(),
  /** In what members differ: the first has the sizes of the first entry, and so on, over and over; left out, all are alike. */
  variants: z.array(z.strictObject(ownSizes).partial()).min(1).optional(),
};

/** Sizes of the encoder; stored in the model card, so that a model can be rebuilt and fine-tuned from its file alone. */
export const architectureSchema = z.object({
  ...sizes,
  revision: sizes.revision.default(0),
  members: sizes.members.default(1),
  ownTables: sizes.ownTables.default(false),
});
export type Architecture = z.infer<typeof architectureSchema>;

/** Columns of the tables: the embeddings of all members side by side, where each has its own. */
export const tableWidth = ({ embedding, members, ownTables }: Architecture): number => (ownTables ? members * embedding : embedding);

/** A member's own sizes. */
export const ofMember = ({ variants, ...common }: Architecture, member: number): Architecture => ({
  ...common,
  ...variants?.[member % variants.length],
});

/** Some sizes, for others than a preset has. */
export const sizesSchema = z.strictObject(sizes).partial();

/** Sizes that no encoder can be built with. */
export class ArchitectureError extends Error {
  override readonly name = 'ArchitectureError';
}

/**
 * A preset's sizes with some replaced.
 * @throws ArchitectureError
 */
export function withSizes(preset: Architecture, replaced: Partial<Architecture> = {}): Architecture {
  const architecture = { ...preset, ...replaced };
  const { members, variants = [] } = architecture;
  if (variants.length > members) throw new ArchitectureError(`${members} members cannot differ in ${variants.length} ways`);
  for (let member = 0; member < members; member++) {
    const { width, heads, convolution } = ofMember(architecture, member);
    if (width % heads !== 0) throw new ArchitectureError(`a width of ${width} does not divide among ${heads} heads`);
    if (convolution % 2 === 0) throw new ArchitectureError(`a convolution of ${convolution} tokens has no middle: it must be odd`);
  }
  return architecture;
}

export type Family = ModelCard['family'];

export interface Preset {
  architecture: Architecture;
  tokenizer: TokenizerSpec;
  /** Peak learning rate that suits the size. */
  learningRate: number;
}

/** The two sizes in use: what fits a car's budget (8 MB, sub-millisecond) and what a region can afford. */
export const PRESETS: Readonly<Record<Family, Preset>> = {
  vehicle: {
    architecture: {
      embedding: 96,
      width: 256,
      convolution: 9,
      layers: 0,
      heads: 4,
      feedForward: 256,
      maxDistance: 8,
      revision: 48,
      members: 1,
      ownTables: false,
    },
    learningRate: 6e-3,
    tokenizer: { version: 1, wordBuckets: 16384, gramBuckets: 16384, gramsPerToken: 8, maxTokens: 64 },
  },
  region: {
    architecture: {
      embedding: 64,
      width: 256,
      convolution: 9,
      layers: 0,
      heads: 4,
      feedForward: 256,
      maxDistance: 12,
      revision: 64,
      members: 3,
      ownTables: true,
    },
    learningRate: 6e-3,
    tokenizer: { version: 1, wordBuckets: 24576, gramBuckets: 24576, gramsPerToken: 8, maxTokens: 64 },
  },
};
