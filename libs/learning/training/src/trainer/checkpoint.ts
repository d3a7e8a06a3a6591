import { createHash, randomUUID } from 'node:crypto';
import { open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { parameterSpecs, sizeOf, type ModelSpec, type Weights } from '../model/parameters.js';
import type { TrainerOptions, TrainingState } from './trainer.js';

const MAGIC = 'HWTRAIN1';

/** A checkpoint that cannot be used: damaged, or made for another run. */
export class CheckpointError extends Error {
  override readonly name = 'CheckpointError';
}

const headerSchema = z.object({
  /** Names the run: dataset, options and model together. */
  run: z.string(),
  seed: z.number(),
  dataset: z.string(),
  step: z.number().int().positive(),
  loss: z.number(),
  tensors: z.array(z.tuple([z.string(), z.number().int().nonnegative()])),
  /** SHA-256 of everything after the header. */
  digest: z.string(),
});

/** What a run is; a checkpoint continues only the very same one. Random streams are a function of the seed and the step. */
export interface RunIdentity {
  spec: ModelSpec;
  options: TrainerOptions;
  dataset: string;
}

const GROUPS = ['weights', 'firstMoments', 'secondMoments', 'average'] as const;

const runName = (identity: RunIdentity): string => createHash('sha256').update(JSON.stringify(identity)).digest('hex');

/** Writes a checkpoint so that the path holds either the old or the new one, whatever happens: temporary file, fsync, rename. */
export async function writeCheckpoint(path: string, identity: RunIdentity, state: TrainingState): Promise<void> {
  const tensors = GROUPS.flatMap((group) => [...(state[group] ?? [])].map(([name, data]) => [`${group}/${name}`, data] as const));
  const body = Buffer.concat(tensors.map(([, data]) => Buffer.from(data.buffer, data.byteOffset, data.byteLength)));
  const header = Buffer.from(
    JSON.stringify({
      run: runName(identity),
      seed: identity.options.seed,
      dataset: identity.dataset,
      step: state.step,
      loss: state.loss,
      tensors: tensors.map(([name, data]) => [name, data.length]),
      digest: createHash('sha256').update(body).digest('hex'),
    } satisfies z.infer<typeof headerSchema>),
  );
  const prefix = Buffer.alloc(MAGIC.length + 4);
  prefix.write(MAGIC, 'latin1');
  prefix.writeUInt32LE(header.length, MAGIC.length);
  await replaceFile(path, [prefix, header, body]);
}

/** Replaces a file as a whole, durably. */
export async function replaceFile(path: string, parts: readonly Uint8Array[]): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    const file = await open(temporary, 'wx');
    try {
      for (const part of parts) await file.writeFile(part);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Removes what writers of this file that were killed have left of their temporary files. Only one run writes a file at a time. */
export async function removeLeftovers(path: string): Promise<void> {
  const folder = dirname(path);
  const left = (await readdir(folder)).filter((name) => name.startsWith(`${basename(path)}.`) && name.endsWith('.tmp'));
  await Promise.all(left.map((name) => rm(join(folder, name), { force: true })));
}

/** How far the run of a checkpoint is; undefined when there is none. */
export async function checkpointStep(path: string): Promise<number | undefined> {
  const bytes = await readIfThere(path);
  return bytes && parseCheckpoint(path, bytes).header.step;
}

async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Reads a checkpoint of exactly this run; undefined when there is none.
 * @throws CheckpointError when it is damaged or belongs to another run.
 */
export async function readCheckpoint(path: string, identity: RunIdentity): Promise<TrainingState | undefined> {
  const bytes = await readIfThere(path);
  if (!bytes) return undefined;
  const { header, body } = parseCheckpoint(path, bytes);
  if (header.dataset !== identity.dataset)
    throw new CheckpointError(`${path}: was made with another dataset (${header.dataset.slice(0, 12)})`);
  if (header.run !== runName(identity)) throw new CheckpointError(`${path}: was made with other options or another model`);
  const groups = splitTensors(header.tensors, body);
  checkComplete(path, identity.spec, groups);
  const { weights, firstMoments, secondMoments, average } = groups;
  return { weights, firstMoments, secondMoments, average: average.size > 0 ? average : undefined, step: header.step, loss: header.loss };
}

function parseCheckpoint(path: string, bytes: Buffer): { header: z.infer<typeof headerSchema>; body: Buffer } {
  const start = MAGIC.length + 4;
  if (bytes.length < start || bytes.toString('latin1', 0, MAGIC.length) !== MAGIC) throw new CheckpointError(`${path}: is no checkpoint`);
  const end = start + bytes.readUInt32LE(MAGIC.length);
  try {
    const header = headerSchema.parse(JSON.parse(bytes.toString('utf8', start, end)));
    const body = bytes.subarray(end);
    if (createHash('sha256').update(body).digest('hex') !== header.digest)
      throw new CheckpointError(`${path}: is damaged, its digest does not match`);
    return { header, body };
  } catch (cause) {
    if (cause instanceof CheckpointError) throw cause;
    throw new CheckpointError(`${path}: is damaged`, { cause });
  }
}

type Groups = Record<(typeof GROUPS)[number], Weights>;

function splitTensors(tensors: readonly (readonly [string, number])[], body: Buffer): Groups {
  const groups: Groups = { weights: new Map(), firstMoments: new Map(), secondMoments: new Map(), average: new Map() };
  let offset = 0;
  for (const [key, length] of tensors) {
    const slash = key.indexOf('/');
    const data = new Float32Array(length);
    Buffer.from(data.buffer).set(body.subarray(offset, offset + data.byteLength));
    groups[key.slice(0, slash) as keyof Groups].set(key.slice(slash + 1), data);
    offset += data.byteLength;
  }
  return groups;
}

function checkComplete(path: string, spec: ModelSpec, groups: Groups): void {
  for (const group of GROUPS) {
    if (group === 'average' && groups.average.size === 0) continue;
    for (const { name, shape } of parameterSpecs(spec))
      if (groups[group].get(name)?.length !== sizeOf(shape))
        throw new CheckpointError(`${path}: ${group} of ${name} are missing or of another size`);
  }
}
