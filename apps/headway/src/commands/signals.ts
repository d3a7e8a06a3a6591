import { exitWithError } from '@headway/composition';
import type { CatalogueDifference } from '@headway/signals';
import { checkSignals, type SignalsCheck } from '@headway/signals/loader';
import type { Command } from 'commander';

interface CheckArguments {
  overlay: string[];
  against?: string;
  json: boolean;
}

/** Longest list that is printed whole; --json has them all. */
const MOST_LINES = 40;

function list(title: string, lines: string[]): void {
  if (lines.length === 0) return;
  console.log(`\n${title} (${lines.length})`);
  for (const line of lines.slice(0, MOST_LINES)) console.log(`  ${line}`);
  if (lines.length > MOST_LINES) console.log(`  … and ${lines.length - MOST_LINES} more, with --json all of them`);
}

const shown = (value: unknown) => (value === null ? 'none' : typeof value === 'string' ? value : JSON.stringify(value));

function printDifference({ added, removed, renamed, changed }: CatalogueDifference): void {
  list('added', added);
  list(
    'renamed, values of older vehicles are translated',
    renamed.map(({ from, to }) => `${from} → ${to}`),
  );
  list('removed', removed);
  list(
    'changed',
    changed.map(({ path, property, before, after }) => `${path}: ${property} ${shown(before)} → ${shown(after)}`),
  );
}

function print(file: string, check: SignalsCheck): void {
  const { signals, sensors, actuators, attributes, arrays, deprecated, problems, skipped, unknownUnits, difference } = check;
  console.log(
    `${file}: ${signals} signals: ${sensors} sensors, ${actuators} actuators, ${attributes} attributes; ${arrays} arrays, ${deprecated} deprecated`,
  );
  const told = ({ file: where, path, reason }: { file: string; path: string; reason: string }) =>
    `${where}: ${path}${path ? ': ' : ''}${reason}`;
  list('problems', problems.map(told));
  list('left out', skipped.map(told));
  if (unknownUnits.length > 0) console.log(`\nunits that values are not converted from or to: ${unknownUnits.join(', ')}`);
  if (difference) printDifference(difference);
}

/** `signals check FILE`: whether a catalogue can be used, and how it differs from another one. */
export function addSignalsCommand(program: Command): void {
  program
    .command('signals')
    .description('catalogues of signals (VSS)')
    .command('check')
    .description('whether a catalogue and its overlays can be used, and how they differ from another catalogue')
    .argument('<file>', 'catalogue in the official JSON export')
    .option('--overlay <file...>', 'overlays, applied in order', [])
    .option('--against <file>', 'catalogue to compare with, e.g. the one in use')
    .option('--json', 'everything as one JSON object', false)
    .action((file: string, { overlay, against, json }: CheckArguments) => {
      try {
        const check = checkSignals(file, { overlays: overlay, ...(against ? { against } : {}) });
        if (json) console.log(JSON.stringify({ file, ...check }));
        else print(file, check);
        if (check.problems.length > 0) process.exitCode = 1;
      } catch (error) {
        exitWithError('headway signals check', error);
      }
    });
}
