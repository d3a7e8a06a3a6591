import { readFile, stat } from 'node:fs/promises';
import type { Evaluation, TrainingRun } from '@headway/contracts';
import { gate, GATE_LIMITS, type MeasuredModel } from '@headway/learning/gate';
import type { CandidateModel, SetEvaluation, TrainingProgress } from '@headway/learning/port';
import type { DatasetStore, RunStore } from '@headway/learning/store';
import { AppError } from '@headway/platform/errors';
import type { LearningOptions } from '../learning-options.js';
import type { ModelFiles } from './model-files.js';
import { gatherMaterial } from './run-material.js';

interface StageParts {
  options: Pick<LearningOptions, 'registry' | 'trainer' | 'corpus' | 'ontology' | 'gateLimits'>;
  files: ModelFiles;
  datasets: DatasetStore;
  runs: RunStore;
}

type Changes = Partial<Omit<TrainingRun, 'id'>>;

const day = (epochMs: number) => new Date(epochMs).toISOString().slice(0, 10).replaceAll('-', '.');

/** Version of the model a run makes: the day it was asked for, and the run. */
const versionOf = (run: TrainingRun) => `${day(run.createdAt)}-${run.id.replace(/^run-/, '').slice(0, 8)}`;

/** What a run does in each of its states. Every stage may be repeated after a crash and comes to the same result. */
export class RunStages {
  constructor(private readonly parts: StageParts) {}

  /** Fine-tunes the candidate, or goes on with it. */
  async train(run: TrainingRun, hooks: { signal: AbortSignal; onProgress: (progress: TrainingProgress) => void }): Promise<Changes> {
    await this.candidate(run, hooks);
    return { state: 'evaluating' };
  }

  /** Runs parent and candidate over all sets and asks the gate. */
  async evaluate(run: TrainingRun, signal: AbortSignal): Promise<Changes> {
    const { options } = this.parts;
    const material = await gatherMaterial(run, { ...this.parts, corpus: options.corpus });
    const candidate = await this.candidate(run, { signal, onProgress: () => undefined });
    const parentFile = await this.parent(run);
    const parentSets = await options.trainer.evaluate(parentFile, material.sets, signal);
    const candidateSets = await options.trainer.evaluate(candidate.file, material.sets, signal);
    const report = gate({
      parent: measured({ digest: run.parentDigest, bytes: (await stat(parentFile)).size }, parentSets),
      candidate: measured(candidate, candidateSets),
      limits: options.gateLimits?.[run.family] ?? GATE_LIMITS[run.family],
      riskOf: (intent) => options.ontology.riskOf(intent),
    });
    return { state: report.passed ? 'passed' : 'rejected', gate: report, evaluation: evaluations(candidateSets) };
  }

  /** Uploads a candidate that has passed. */
  async register(run: TrainingRun, signal: AbortSignal): Promise<Changes> {
    if (!run.gate?.passed) throw new AppError('gate-not-passed', `run ${run.id} has no gate report that passed`);
    const { datasets, options } = this.parts;
    const candidate = await this.candidate(run, { signal, onProgress: () => undefined });
    if (candidate.digest !== run.gate.candidateDigest) {
      throw new AppError('signature-invalid', `the candidate of run ${run.id} is not the file that passed the gate`);
    }
    const { hash } = await datasets.get(run.dataset);
    const model = await readFile(candidate.file);
    return {
      state: 'registered',
      model: await options.registry.register({ family: run.family, model, gate: run.gate, datasetHash: hash }),
    };
  }

  private parent(run: TrainingRun): Promise<string> {
    return this.parts.files.model(run.parentDigest, () => this.parts.options.registry.download(run.parentDigest));
  }

  private async candidate(
    run: TrainingRun,
    hooks: { signal: AbortSignal; onProgress: (progress: TrainingProgress) => void },
  ): Promise<CandidateModel> {
    const { options, files } = this.parts;
    const material = await gatherMaterial(run, { ...this.parts, corpus: options.corpus });
    const job = {
      folder: files.runFolder(run.id),
      parent: await this.parent(run),
      family: run.family,
      examples: material.examples,
      rehearsal: material.rehearsal,
      version: versionOf(run),
      trainedAt: new Date(run.createdAt).toISOString(),
    };
    return options.trainer.fineTune(job, hooks);
  }
}

const measured = (model: { digest: string; bytes: number }, sets: Record<string, SetEvaluation>): MeasuredModel => ({
  digest: model.digest,
  bytes: model.bytes,
  sets,
});

const evaluations = (sets: Record<string, SetEvaluation>): Record<string, Evaluation> =>
  Object.fromEntries(Object.entries(sets).map(([name, { evaluation }]) => [name, evaluation]));
