import { z } from 'zod';

const port = (fallback: number, text: string) => z.coerce.number().int().min(0).max(65_535).default(fallback).describe(text);

/** Settings every app has. */
export const commonSettings = {
  HEADWAY_DATA: z.string().min(1).default('.headway').describe('Folder for everything that survives a restart'),
  HEADWAY_LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('Least level of the log: debug, info, warn, error, silent'),
  HEADWAY_HOST: z.string().min(1).default('127.0.0.1').describe('Address that servers listen on'),
};

/** Where the servers that Headway stands on are. Empty means: start the embedded one in this process. */
export const serverSettings = {
  HEADWAY_KAFKA_BROKERS: z.string().optional().describe('Kafka bootstrap servers, host:port separated by commas'),
  HEADWAY_DATABASE_URL: z.string().optional().describe('PostgreSQL URL, postgres://user:password@host:port/database'),
  HEADWAY_MQTT_URL: z.string().optional().describe('MQTT broker URL, mqtt://host:port'),
};

/** A setting that holds a port. */
export const portSetting = port;
