import { readFile, stat } from 'node:fs/promises';
import type { Evaluation, TrainingRun } from '@headway/contracts';
import { gate, GATE_LIMITS, type MeasuredModel } from '@headway/learning/gate';
import type { SetEvaluation, TrainingHooks } from '@headway/learning/port';
import type { DatasetStore, RunStore } from '@headway/learning/store';
import { AppError } from '@headway/platform/errors';
import type { LearningOptions } from '../learning-options.js';
import type { ModelFiles } from './model-files.js';
import { gatherMaterial, type RunMaterial } from './run-material.js';

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
  private gathered: { run: string; material: Promise<RunMaterial> } | undefined;

  constructor(private readonly parts: StageParts) {}

  /** Fine-tunes the candidate, or goes on with it. */
  async train(run: TrainingRun, hooks: TrainingHooks): Promise<Changes> {
    const { options, files } = this.parts;
    const { examples, rehearsal, tested } = await this.material(run);
    const job = {
      folder: files.runFolder(run.id),
      parent: await this.parent(run),
      family: run.family,
      examples,
      rehearsal,
      excluded: tested,
      version: versionOf(run),
      trainedAt: new Date(run.createdAt).toISOString(),
    };
    await options.trainer.fineTune(job, hooks);
    return { state: 'evaluating' };
  }

  /** Runs parent and candidate over all sets and asks the gate. */
  async evaluate(run: TrainingRun, signal: AbortSignal): Promise<Changes> {
    const { options, files } = this.parts;
    const candidate = await options.trainer.finished(files.runFolder(run.id));
    if (!candidate) return { state: 'training' };
    const { sets } = await this.material(run);
    const parentFile = await this.parent(run);
    const parentSets = await options.trainer.evaluate(parentFile, sets, signal);
    const candidateSets = await options.trainer.evaluate(candidate.file, sets, signal);
    this.gathered = undefined;
    const report = gate({
      parent: measured({ digest: run.parentDigest, bytes: (await stat(parentFile)).size }, parentSets),
      candidate: measured(candidate, candidateSets),
      limits: options.gateLimits?.[run.family] ?? GATE_LIMITS[run.family],
      riskOf: (intent) => options.ontology.riskOf(intent),
    });
    return { state: report.passed ? 'passed' : 'rejected', gate: report, evaluation: evaluations(candidateSets) };
  }

  /** Uploads a candidate that has passed. */
  async register(run: TrainingRun): Promise<Changes> {
    if (!run.gate?.passed) throw new AppError('gate-not-passed', `run ${run.id} has no gate report that passed`);
    const { datasets, options, files } = this.parts;
    const candidate = await options.trainer.finished(files.runFolder(run.id));
    if (!candidate) return { state: 'training' };
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

  /** Training and evaluation of one run use the same material; it is large, so only the run in hand has it. */
  private material(run: TrainingRun): Promise<RunMaterial> {
    if (this.gathered?.run !== run.id) {
      const material = gatherMaterial(run, { ...this.parts, corpus: this.parts.options.corpus });
      this.gathered = { run: run.id, material };
      material.catch(() => (this.gathered = undefined));
    }
    return this.gathered.material;
  }

  private parent(run: TrainingRun): Promise<string> {
    return this.parts.files.model(run.parentDigest, () => this.parts.options.registry.download(run.parentDigest));
  }
}

const measured = (model: { digest: string; bytes: number }, sets: Record<string, SetEvaluation>): MeasuredModel => ({
  digest: model.digest,
  bytes: model.bytes,
  sets,
});

const evaluations = (sets: Record<string, SetEvaluation>): Record<string, Evaluation> =>
  Object.fromEntries(Object.entries(sets).map(([name, { evaluation }]) => [name, evaluation]));
