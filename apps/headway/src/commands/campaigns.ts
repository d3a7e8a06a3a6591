import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { DryRun } from '@headway/campaigns/dry-run';
import { CampaignError, compileCampaign, ConditionInputs } from '@headway/campaigns/rules';
import { exitWithError } from '@headway/composition';
import { campaignDefinitionSchema, type Column, type DryRunReport } from '@headway/contracts';
import { AppError } from '@headway/platform/errors';
import { loadBuiltInSignals } from '@headway/signals/loader';
import { loadMapping, OBD_MAPPING_PATH, RecordedDrive } from '@headway/vehicle/replay';
import type { Command } from 'commander';
import { z } from 'zod';

interface DryRunArguments {
  csv: string[];
  mapping: string;
  json: boolean;
}

const DAY_MS = 86_400_000;

/** @throws AppError `invalid-campaign` with one readable line */
async function readDefinition(file: string) {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new AppError('not-found', `${file} cannot be read`, { cause });
  });
  try {
    const { cohort: _cohort, ...campaign } = campaignDefinitionSchema.parse(JSON.parse(text));
    const { catalogue, ids } = loadBuiltInSignals();
    compileCampaign({ ...campaign, revision: 1 }, { catalogue, ids }, new ConditionInputs());
    return { ...campaign, revision: 1 };
  } catch (cause) {
    const issue = cause instanceof z.ZodError ? cause.issues[0] : undefined;
    if (issue) throw new AppError('invalid-campaign', `${file}: ${issue.path.join('.')}: ${issue.message}`);
    if (cause instanceof CampaignError || cause instanceof SyntaxError) throw new AppError('invalid-campaign', `${file}: ${cause.message}`);
    throw cause;
  }
}

async function dryRun(file: string, { csv, mapping: mappingFile, json }: DryRunArguments): Promise<void> {
  const signals = loadBuiltInSignals();
  const campaign = await readDefinition(file);
  const mapping = await loadMapping(mappingFile, signals);
  // Each recording is a vehicle of its own, and its drive begins at midnight: they have no date.
  const fromMs = Math.floor(Date.now() / DAY_MS) * DAY_MS;
  const toMs = fromMs + DAY_MS;
  const run = new DryRun({
    campaign: { ...campaign, expiresAt: Number.MAX_SAFE_INTEGER },
    signals,
    fromMs,
    toMs,
    compressedBytes: (frame) => deflateRawSync(frame).length,
  });
  const started = performance.now();
  for (const path of csv) {
    const drive = new RecordedDrive(path, mapping);
    for await (const { atS, values } of drive.rows()) {
      const columns = Object.entries(values).flatMap(([signal, value]): Column[] => {
        const id = signals.ids.idOf(signal);
        return id === undefined ? [] : [{ signal: id, offsetsMs: [0], values: [value] }];
      });
      run.add(basename(path), fromMs + Math.round(atS * 1000), columns);
    }
    if (drive.summary.problem) throw new AppError('invalid-dataset', `${path}: ${drive.summary.problem}`);
  }
  const report = { ...run.finish(), tookMs: Math.round(performance.now() - started) };
  if (json) console.log(JSON.stringify(report));
  else for (const line of describe(report, fromMs)) console.log(line);
}

const rounded = (value: number) => value.toLocaleString('en', { maximumFractionDigits: 1 });

function describe({ vehicles, samples, observedMs, triggers, bytes, compressedBytes, ...report }: DryRunReport, fromMs: number): string[] {
  const seconds = (at: number) => `${((at - fromMs) / 1000).toFixed(1)} s`;
  return [
    `${rounded(samples)} samples of ${vehicles} recording${vehicles === 1 ? '' : 's'}, ${rounded(observedMs / 60_000)} minutes, read in ${report.tookMs} ms`,
    `triggers: ${triggers.total}, ${rounded(triggers.perHour)} an hour`,
    `bytes: ${rounded(bytes.total)} in ${bytes.frames} frames, ${rounded(bytes.perHour)} an hour, about ${rounded(compressedBytes.perHour)} compressed`,
    ...(report.budgetSpentVehicleDays > 0 ? [`the budget of the day was spent in ${report.budgetSpentVehicleDays} of them`] : []),
    ...(report.absentSignals.length > 0 ? [`never recorded: ${report.absentSignals.join(', ')}`] : []),
    ...report.examples.slice(0, 5).map(({ vin, at }) => `triggered in ${vin} at ${seconds(at)}`),
  ];
}

const collect = (value: string, before: string[] = []) => [...before, value];

/** `campaign dry-run FILE`: what a campaign would have done with recorded drives, without a fleet. */
export function addCampaignCommands(program: Command): void {
  program
    .command('campaign')
    .description('collection campaigns')
    .command('dry-run')
    .description('tells what a campaign would have collected from recorded drives')
    .argument('<file>', 'campaign, JSON as POST /v1/campaigns takes it; see docs/campaigns.md')
    .requiredOption('--csv <file>', 'recorded log, CSV with a header; may be given several times', collect)
    .option('--mapping <file>', 'which column is which signal; see docs/vehicles.md', OBD_MAPPING_PATH)
    .option('--json', 'the report as one JSON object', false)
    .action((file: string, options: DryRunArguments) =>
      dryRun(file, options).catch((error: unknown) => exitWithError('headway campaign', error)),
    );
}
