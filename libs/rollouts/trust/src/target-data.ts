import { z } from 'zod';

/**
 * What the image repository says about a target besides its hash and length: strings and integers only, since canonical JSON has no
 * fractions. The car checks it again.
 */
export const targetDataSchema = z.object({
  family: z.enum(['vehicle', 'region']),
  version: z.string(),
  releaseCounter: z.number().int().positive(),
  opset: z.number().int().positive(),
  /** Digest of the model it was fine-tuned from, empty for none. */
  parent: z.string(),
});
export type TargetData = z.infer<typeof targetDataSchema>;

/** A signed file of the image repository. */
export interface Target {
  /** Name of the target, e.g. `vehicle/r3/2026.11.22.onnx`. */
  path: string;
  digest: string;
  bytes: number;
  data: TargetData;
}

/**
 * Path of a target's file below the repository's `targets/`.
 * TUF 1.0, clause 5.7.3: with consistent snapshots the file name is prefixed by the hash.
 */
export function targetFilePath(path: string, digest: string): string {
  const at = path.lastIndexOf('/') + 1;
  return `${path.slice(0, at)}${digest}.${path.slice(at)}`;
}

/** Digest in a target's file path; undefined when there is none. */
export const digestOfTargetFile = (path: string) => /(?:^|\/)([0-9a-f]{64})\.[^/]+$/.exec(path)?.[1];
