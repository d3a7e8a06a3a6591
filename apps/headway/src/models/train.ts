import { resumableStep, train } from '@headway/learning/training';
import type { TrainCommand } from '@headway/learning/training';
import type { Command } from 'commander';
import { cockpitActions } from './cockpit-actions.js';
import { Interrupted } from './failure.js';
import { interruption } from './interruption.js';
import { percent } from './tables.js';

export interface TrainOptions {
  dataset: string[];
  dev?: string[];
  base?: string;
  rehearsal: string[];
  teacher?: string;
  unlabelled: string[];
  confidence: number;
  distil: string[];
  distilShare: number;
  out: string;
  preset: 'vehicle' | 'region';
  name: string;
  trainedAt: string;
  seed: number;
  epochs?: number;
  substitutions?: number;
  members?: number;
  sizes?: TrainCommand['sizes'];
  threads: number;
  precision?: 'float32' | 'int8';
  checkpointEvery: number;
  resume: boolean;
}

export async function runTrain(options: TrainOptions, command: Command): Promise<void> {
  if ((options.teacher === undefined) !== (options.unlabelled.length === 0)) command.error('error: --teacher and --unlabelled go together');
  if (options.base !== undefined && (options.members !== undefined || options.sizes !== undefined))
    command.error('error: a model that is trained on keeps the sizes and members of its --base');
  using stop = interruption();
  const { base, teacher, rehearsal, unlabelled, confidence } = options;
  const screen = new ProgressLine();
  try {
    const { model, card, modelFile, figures } = await train({
      ...options,
      version: options.name,
      options: { threads: options.threads },
      base: base ? { model: base, rehearsal } : undefined,
      distil: options.distil.length > 0 ? { models: options.distil, share: options.distilShare } : undefined,
      teacher: teacher ? { model: teacher, unlabelled, confidence } : undefined,
      resolver: cockpitActions,
      signal: stop.signal,
      onNote: (note) => console.error(note),
      onProgress: (progress) => screen.show(progress),
    });
    screen.end();
    console.log(`${modelFile}: ${card.parameters} parameters, ${(model.byteLength / 1e6).toFixed(2)} MB, ${card.intents.length} intents`);
    for (const [name, result] of Object.entries(figures?.evaluation ?? {})) {
      const { examples, intentAccuracy, slotF1, wholeSentence } = result;
      const shares = `intents ${percent(intentAccuracy)}, slot F1 ${percent(slotF1)}, whole sentence ${percent(wholeSentence)}`;
      console.log(`${name}: ${examples} examples, ${shares}`);
    }
  } catch (error) {
    screen.end();
    throw stop.signal.aborted ? new Interrupted(await farewell(options.out)) : error;
  }
}

async function farewell(out: string): Promise<string> {
  const step = await resumableStep(out);
  if (step === undefined) return 'interrupted before the first step; there is no checkpoint';
  const args = process.argv.slice(2).filter((arg) => arg !== '--resume');
  return `interrupted after step ${step}; go on with: npm run headway -- ${[...args, '--resume'].map(quoted).join(' ')}`;
}

const quoted = (arg: string): string => (/^[\w./:=@%+,-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", "'\\''")}'`);

/** How far training is, at most once a second: in place on a terminal, line by line elsewhere. */
class ProgressLine {
  #shownAt = -Infinity;
  #open = false;

  show({ step, steps, loss, examplesPerSecond, etaMs }: Parameters<NonNullable<TrainCommand['onProgress']>>[0]): void {
    if (performance.now() - this.#shownAt < 1000 && step < steps) return;
    this.#shownAt = performance.now();
    const line = `step ${step} of ${steps}, loss ${loss.toFixed(3)}, ${Math.round(examplesPerSecond)} examples/s, ${Math.ceil(etaMs / 1000)} s left`;
    this.#open = process.stderr.isTTY;
    process.stderr.write(this.#open ? `\r${line.padEnd(90)}` : `${line}\n`);
  }

  /** Leaves the line, so that what follows begins its own. */
  end(): void {
    if (this.#open) process.stderr.write('\n');
    this.#open = false;
  }
}
