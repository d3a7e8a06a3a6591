import { compare, evaluate, exportModel } from '@headway/learning/training';
import type { EvaluationReport, Figures, OverDatasets, PairedResult, SetComparison } from '@headway/learning/training';
import { cockpitActions as resolver } from './cockpit-actions.js';
import { percent, table } from './tables.js';

export interface EvaluateOptions {
  model: string;
  dataset: string[];
  json: boolean;
}

export async function runEvaluate({ json, ...options }: EvaluateOptions): Promise<void> {
  const report = await evaluate({ ...options, resolver });
  console.log(json ? JSON.stringify(report) : figuresTable(reportRows(report)));
}

export interface CompareOptions {
  parent: string;
  candidate: string;
  dataset: string[];
  json: boolean;
}

export async function runCompare({ json, ...options }: CompareOptions): Promise<void> {
  const comparison = await compare(options);
  console.log(json ? JSON.stringify(comparison) : comparisonTable(comparison));
}

export interface ExportOptions {
  model: string;
  out: string;
  precision: 'float32' | 'int8';
  dataset: string[];
}

export async function runExport(options: ExportOptions): Promise<void> {
  const { model, out, precision, dataset } = options;
  const { bytes, originalBytes } = await exportModel(options);
  const megabytes = (size: number) => `${(size / 1e6).toFixed(2)} MB`;
  console.log(`${out}: ${precision}, ${megabytes(bytes)} (${model}: ${megabytes(originalBytes)})`);
  if (dataset.length === 0) return;
  const named = async (name: string, file: string) =>
    reportRows(await evaluate({ model: file, dataset, resolver })).map(([group, figures]) => [`${name} ${group}`, figures] as const);
  console.log(figuresTable([...(await named('before', model)), ...(await named('after', out))]));
}

type Row = readonly [name: string, figures: Figures];

/** Everything, each language if there are several, each dataset if there are several. */
function reportRows({ byLanguage, datasets = {}, ...all }: OverDatasets<EvaluationReport>): Row[] {
  const languages = Object.entries(byLanguage);
  return [['all', all], ...(languages.length > 1 ? languages : []), ...Object.entries(datasets)];
}

function figuresTable(rows: readonly Row[]): string {
  const actions = rows.some(([, figures]) => figures.actionsExact !== undefined);
  const scope = rows.some(([, figures]) => figures.outOfScope);
  const header = ['', 'examples', 'intents', 'slot F1', 'whole'];
  if (actions) header.push('actions');
  header.push('calibration error');
  if (scope) header.push('out of scope', 'in scope');
  return table(
    header,
    rows.map(([name, figures]) => [
      name,
      String(figures.examples),
      percent(figures.intentAccuracy),
      percent(figures.slotF1),
      percent(figures.wholeSentence),
      ...(actions ? [percent(figures.actionsExact)] : []),
      figures.calibrationError.toFixed(3),
      ...(scope ? [percent(figures.outOfScope?.recall), percent(figures.outOfScope?.inScopeAccuracy)] : []),
    ]),
  );
}

const SAID = { better: 'better', same: 'no difference shown', worse: 'worse' } as const;

function comparisonTable({ overall, byLanguage, byIntent, datasets = {} }: OverDatasets<SetComparison>): string {
  const sets = Object.entries(datasets).map(([name, set]) => [name, set.overall] as const);
  const languages = Object.entries(byLanguage);
  const changed = Object.entries(byIntent).filter(([, { verdict }]) => verdict !== 'same');
  const rows = [['all', overall] as const, ...(languages.length > 1 ? languages : []), ...sets, ...changed];
  return table(['', 'cases', 'parent', 'candidate', 'gained', 'lost', 'p worse', 'p better', 'verdict'], rows.map(comparisonRow));
}

const comparisonRow = ([name, result]: readonly [string, PairedResult]): string[] => [
  name,
  String(result.cases),
  percent(result.parent),
  percent(result.candidate),
  String(result.gained),
  String(result.lost),
  result.pWorse.toFixed(4),
  result.pBetter.toFixed(4),
  SAID[result.verdict],
];
