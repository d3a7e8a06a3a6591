import { z } from 'zod';

/** Settings every app has. */
export const commonSettings = {
  HEADWAY_DATA: z.string().min(1).default('.headway').describe('Folder for everything that survives a restart'),
  HEADWAY_LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('Least level of the log: debug, info, warn, error, silent'),
  HEADWAY_HOST: z.string().min(1).default('127.0.0.1').describe('Address that servers listen on'),
};

/** Settings of the frame history. */
export const historySettings = {
  HEADWAY_HISTORY_HOURS: z.coerce
    .number()
    .min(0)
    .max(168)
    .default(6)
    .describe('Hours of telemetry kept in the database for charts and for trying campaigns; 0 keeps none'),
  HEADWAY_HISTORY_MB: z.coerce.number().int().min(1).default(512).describe('Most megabytes (MiB) of telemetry kept so'),
};

/** How much history an app keeps, as its settings say. */
export const historyBounds = (settings: z.infer<z.ZodObject<typeof historySettings>>) => ({
  keepMs: settings.HEADWAY_HISTORY_HOURS * 3_600_000,
  maxBytes: settings.HEADWAY_HISTORY_MB * 1_048_576,
});
export type HistoryBounds = ReturnType<typeof historyBounds>;

/** Setting of whatever decides which vehicles may send. */
export const vehiclesSetting = {
  HEADWAY_VEHICLES: z
    .enum(['open', 'registered'])
    .default('open')
    .describe('Which vehicles may send telemetry: open (all) or registered (those of POST /v1/vehicles)'),
};

/** A setting that holds a port. */
export const portSetting = (fallback: number, text: string) => z.coerce.number().int().min(0).max(65_535).default(fallback).describe(text);
