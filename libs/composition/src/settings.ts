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

/** A setting that holds a port. */
export const portSetting = (fallback: number, text: string) => z.coerce.number().int().min(0).max(65_535).default(fallback).describe(text);
