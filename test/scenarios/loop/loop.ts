import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  clusterSchema,
  completenessSchema,
  datasetSchema,
  modelVersionSchema,
  pageSchema,
  type Rollout,
  rolloutSchema,
  type TrainingRun,
  trainingRunSchema,
  vehicleSummarySchema,
} from '@headway/contracts';
import { comparePaired } from '@headway/learning/gate';
import { z } from 'zod';
import type { PlatformUrls, Topology } from '../topology/topology.js';
import { call, Fatal, until } from './api.js';
import { type Exam, type Marks, openExam } from './exam.js';
import { judge, type LoopOptions, type LoopResult } from './result.js';

/** Intents the fleet has to teach. */
const NEW_INTENTS = ['fragrance.on', 'fragrance.off'];
/** Least candidates of each new intent before an engineer would accept them. */
const CANDIDATES_NEEDED = 100;
/** New ones of each before another try. */
const MORE_CANDIDATES = 20;
/** Candidates that are trained before the loop is given up. */
const MOST_TRAINING_RUNS = 3;

const turnsSchema = z.object({ vehicle: z.number(), region: z.number(), late: z.number() });
const simulationSchema = z.object({
  vehicles: z.number(),
  online: z.number(),
  assigned: z.number(),
  unacknowledged: z.number(),
  parked: z.boolean(),
  turns: turnsSchema,
});
const totalsSchema = completenessSchema.shape.totals;

/** The whole loop over HTTP: it knows nothing of the processes behind the URLs. */
export class Loop {
  private readonly started = Date.now();
  private said = '';

  constructor(
    private readonly topology: Topology,
    private readonly options: LoopOptions,
  ) {}

  private get urls(): PlatformUrls {
    return this.topology.urls;
  }

  async run(): Promise<LoopResult> {
    await this.topology.start();
    await this.vehiclesOnline();
    const ready = this.elapsed();
    const exam = await openExam(this.options.seed);
    const before = await exam.sit(exam.shippedModel);
    this.say(`ready; the shipped model does ${percent(before.newCommand)} of the new command and ${percent(before.oldSet)} of the old set`);

    await this.teach(CANDIDATES_NEEDED);
    const learned = this.elapsed();
    const { run, trainingRuns } = await this.trainUntilGated();
    const trained = this.elapsed();
    const rollout = await this.rollOut(run.model ?? '');
    const rolledOut = this.elapsed();

    const onNewModel = await this.vehiclesOn(rollout.version);
    const after = await this.examine(exam, rollout.model);
    const telemetry = await this.settle();
    const simulation = await call('GET', `${this.urls.simulation}/v1/simulation`, simulationSchema);
    const result: LoopResult = {
      seed: this.options.seed,
      topology: this.topology.name,
      ok: false,
      failures: [],
      durationsMs: { ready, learned, trained, rolledOut, total: this.elapsed() },
      telemetry,
      turns: simulation.turns,
      newCommand: comparePaired(before.newCommand, after.newCommand),
      oldSet: comparePaired(before.oldSet, after.oldSet),
      rollout: { state: rollout.state, stages: rollout.decisions },
      vehicles: { total: this.options.vehicles, onNewModel },
      trainingRuns,
      kills: this.options.kill,
      peakRssMb: Math.round(this.topology.peakRssMb()),
    };
    result.failures = judge(result);
    result.ok = result.failures.length === 0;
    return result;
  }

  private async vehiclesOnline(): Promise<void> {
    const schema = pageSchema(vehicleSummarySchema);
    await until('every vehicle online', 60_000, async () => {
      const page = await call('GET', `${this.urls.fleet}/v1/vehicles?online=true&limit=1`, schema);
      return page.total >= this.options.vehicles ? true : undefined;
    });
  }

  /** Drivers say what the cockpit does not know and press the button; an engineer accepts what has gathered. */
  private async teach(needed: number): Promise<void> {
    const schema = pageSchema(clusterSchema);
    const list = () => call('GET', `${this.urls.learning}/v1/feedback/clusters?state=open&limit=200`, schema);
    const clusters = await until('enough candidates of the new command', this.left(), async () => {
      const { items } = await list();
      const wanted = items.filter((cluster) => NEW_INTENTS.includes(cluster.label));
      const counts = NEW_INTENTS.map((label) =>
        wanted.filter((cluster) => cluster.label === label).reduce((sum, cluster) => sum + cluster.size, 0),
      );
      this.say(`candidates: ${NEW_INTENTS.map((label, index) => `${label} ${counts[index]}`).join(', ')}`);
      return counts.every((count) => count >= needed) ? wanted : undefined;
    });
    for (const cluster of clusters) {
      await call('POST', `${this.urls.learning}/v1/feedback/clusters/${cluster.id}/accept`, z.unknown(), { by: 'scenario' });
    }
  }

  /** A candidate that the gate turns down sends the engineer back to the fleet for more examples. */
  private async trainUntilGated(): Promise<{ run: TrainingRun; trainingRuns: number }> {
    for (let trainingRuns = 1; ; trainingRuns += 1) {
      const run = await this.train();
      if (run.state === 'registered') return { run, trainingRuns };
      if (trainingRuns === MOST_TRAINING_RUNS) throw new Fatal(`the gate turned ${trainingRuns} candidates down: ${whyRejected(run)}`);
      this.say(`the gate turned the candidate down: ${whyRejected(run)}`);
      await this.teach(MORE_CANDIDATES);
    }
  }

  private async train(): Promise<TrainingRun> {
    const dataset = await call('POST', `${this.urls.learning}/v1/datasets`, datasetSchema, {});
    this.say(`dataset of ${dataset.examples} examples, ${dataset.heldOut} held out`);
    const { id } = await call('POST', `${this.urls.learning}/v1/training-runs`, trainingRunSchema, {
      dataset: dataset.id,
      family: 'vehicle',
    });
    let toKill = this.options.kill.includes('training');
    return until('a registered model', this.left(), async () => {
      const run = await call('GET', `${this.urls.learning}/v1/training-runs/${id}`, trainingRunSchema);
      this.say(
        `training: ${run.state}, step ${run.progress.step} of ${run.progress.steps}, ${Math.round(run.progress.examplesPerSecond)} examples/s`,
      );
      if (toKill && run.state === 'training' && run.progress.step > run.progress.steps * 0.3) {
        toKill = false;
        await this.killAndRestart('in the middle of training');
      }
      if (run.state === 'failed' || run.state === 'cancelled')
        throw new Fatal(`the training run ended as ${run.state}: ${run.error ?? ''}`);
      return run.state === 'rejected' || (run.state === 'registered' && run.model) ? run : undefined;
    });
  }

  private async rollOut(model: string): Promise<Rollout> {
    const { id } = await call('POST', `${this.urls.rollouts}/v1/rollouts`, rolloutSchema, {
      model,
      note: 'the fleet has taught a new command',
    });
    await call('POST', `${this.urls.rollouts}/v1/rollouts/${id}/approve`, rolloutSchema, { by: 'scenario' });
    let toKill = this.options.kill.includes('rollout');
    return until('the rollout complete', this.left(), async () => {
      const rollout = await call('GET', `${this.urls.rollouts}/v1/rollouts/${id}`, rolloutSchema);
      const stage = rollout.stages[rollout.currentStage ?? 0];
      this.say(
        `rollout: ${rollout.state}, stage ${stage?.name ?? '-'}: ${stage?.healthy ?? 0} of ${stage?.vehicles ?? 0} healthy, ${stage?.turns ?? 0} turns`,
      );
      if (toKill && rollout.state === 'running' && (rollout.currentStage ?? 0) >= 1) {
        toKill = false;
        await this.killAndRestart('in the middle of the rollout');
      }
      if (['halted', 'rolled-back', 'cancelled'].includes(rollout.state)) {
        throw new Fatal(`the rollout ended as ${rollout.state}: ${rollout.decisions.at(-1)?.reason ?? ''}`);
      }
      return rollout.state === 'complete' ? rollout : undefined;
    });
  }

  private async vehiclesOn(version: string): Promise<number> {
    const schema = pageSchema(vehicleSummarySchema);
    const count = async () => {
      const { items } = await call('GET', `${this.urls.fleet}/v1/vehicles?limit=500`, schema);
      return items.filter((vehicle) => vehicle.model?.version === version).length;
    };
    await until('every vehicle on the new model', 60_000, async () => ((await count()) >= this.options.vehicles ? true : undefined)).catch(
      () => undefined,
    );
    return count();
  }

  private async examine(exam: Exam, model: string): Promise<Marks> {
    const version = await call('GET', `${this.urls.rollouts}/v1/models/${model}`, modelVersionSchema);
    const artifact = await fetch(`${this.urls.rollouts}/v1/models/${version.id}/artifact`);
    const file = join(tmpdir(), `headway-exam-${version.digest.slice(0, 12)}.onnx`);
    await writeFile(file, new Uint8Array(await artifact.arrayBuffer()));
    return exam.sit(file);
  }

  /** The fleet parks, every frame is acknowledged, and the ledger is compared with the vehicles' own count. */
  private async settle(): Promise<LoopResult['telemetry']> {
    await call('POST', `${this.urls.simulation}/v1/simulation/quiesce`, z.unknown(), {});
    const counted = await until('every frame acknowledged', 90_000, async () => {
      const status = await call('GET', `${this.urls.simulation}/v1/simulation`, simulationSchema);
      return status.parked && status.unacknowledged === 0 ? status : undefined;
    });
    const read = () => call('GET', `${this.urls.fleet}/v1/completeness`, z.object({ totals: totalsSchema }));
    await until('the ledger closed', 60_000, async () => {
      const { totals } = await read();
      return totals.missing === 0 && totals.stored + totals.declaredLost >= counted.assigned ? true : undefined;
    }).catch((error: unknown) => this.say(String(error)));
    const { totals } = await read();
    return {
      assigned: counted.assigned,
      stored: totals.stored,
      declaredLost: totals.declaredLost,
      unknown: counted.assigned - totals.stored - totals.declaredLost,
      duplicatesVisible: totals.duplicatesVisible,
      duplicatesDropped: totals.duplicatesDropped,
    };
  }

  private async killAndRestart(when: string): Promise<void> {
    this.say(`kill -9 ${when}`);
    await this.topology.kill();
    await this.topology.start();
    this.say('restarted');
  }

  private elapsed(): number {
    return Date.now() - this.started;
  }

  private left(): number {
    return Math.max(1000, this.options.limitMs - this.elapsed());
  }

  private say(line: string): void {
    if (line === this.said) return;
    this.said = line;
    this.options.progress(`${(this.elapsed() / 1000).toFixed(1).padStart(6)} s  ${line}`);
  }
}

const whyRejected = ({ gate }: TrainingRun) =>
  (gate?.checks ?? [])
    .filter((check) => !check.passed)
    .map((check) => `${check.rule}: ${check.detail}`)
    .join('; ');

const percent = (right: readonly boolean[]) => `${((100 * right.filter(Boolean).length) / right.length).toFixed(1)} %`;
