import { readFile } from 'node:fs/promises';
import { signalValueSchema } from '@headway/contracts';
import { assetPath } from '@headway/platform/assets';
import { AppError, describeError } from '@headway/platform/errors';
import { convertUnit, type Signal, validateValue } from '@headway/signals';
import type { Signals } from '@headway/signals/loader';
import { z } from 'zod';

const columnNamesSchema = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]);

/** A mapping file; `obd-mapping.md` beside the shipped one explains every key. */
const mappingSchema = z.strictObject({
  $comment: z.string().optional(),
  name: z.string(),
  delimiter: z.string().length(1).default(','),
  time: z.strictObject({ column: columnNamesSchema, unit: z.string().default('s') }).optional(),
  constants: z.record(z.string(), signalValueSchema).default({}),
  columns: z
    .array(
      z.strictObject({
        column: columnNamesSchema,
        signal: z.string(),
        unit: z.string().optional(),
        scale: z.number().default(1),
        offset: z.number().default(0),
        valid: z.tuple([z.number(), z.number()]).optional(),
        staleUntilChange: z.boolean().default(false),
        smoothS: z.number().positive().optional(),
        note: z.string().optional(),
      }),
    )
    .min(1),
});
type MappingFile = z.infer<typeof mappingSchema>;

/** One column → signal rule, ready to use. */
export interface ColumnRule extends Omit<MappingFile['columns'][number], 'column' | 'signal'> {
  /** Normalised spellings of the column. */
  names: string[];
  signal: Signal;
}

/** A checked mapping. */
export interface Mapping {
  name: string;
  delimiter: string;
  /** Spellings of the time column and the seconds in its unit. */
  time: { names: string[]; toSeconds: number } | undefined;
  constants: MappingFile['constants'];
  rules: ColumnRule[];
}

/** The mapping that ships with Headway. */
export const OBD_MAPPING_PATH = assetPath('libs/vehicle/replay/assets/obd-mapping.json');

/** A column's name without case, surrounding blanks and a unit in brackets. */
export const normaliseColumn = (name: string): string =>
  name
    .replace(/\([^)]*\)\s*$/, '')
    .trim()
    .toUpperCase();

const namesOf = (column: string | string[]): string[] => [column].flat().map(normaliseColumn);

/**
 * Reads and checks a mapping.
 * @throws AppError `invalid-dataset` with one line that names what is wrong
 */
export async function loadMapping(file: string, { catalogue, ids }: Signals): Promise<Mapping> {
  try {
    const parsed = mappingSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    const signalOf = (path: string): Signal => {
      const signal = catalogue.get(path);
      if (!signal || ids.idOf(path) === undefined) throw new Error(`${path} is not in the catalogue`);
      return signal;
    };
    for (const [path, value] of Object.entries(parsed.constants)) {
      const check = validateValue(signalOf(path), value);
      if (!check.ok) throw new Error(check.message);
    }
    const rules = parsed.columns.map(({ column, signal: path, ...rest }): ColumnRule => {
      const signal = signalOf(path);
      if (rest.unit) convertUnit(0, rest.unit, signal.unit ?? rest.unit);
      return { ...rest, names: namesOf(column), signal };
    });
    const time = parsed.time && { names: namesOf(parsed.time.column), toSeconds: convertUnit(1, parsed.time.unit, 's') };
    return { name: parsed.name, delimiter: parsed.delimiter, time, constants: parsed.constants, rules };
  } catch (cause) {
    const issue = cause instanceof z.ZodError ? `${cause.issues[0]?.path.join('.')}: ${cause.issues[0]?.message}` : describeError(cause);
    throw new AppError('invalid-dataset', `the mapping ${file} cannot be used: ${issue}`, { cause });
  }
}
