import { hostname } from 'node:os';
import { serviceSettings } from '@headway/composition';
import { z } from 'zod';

/** Environment of `apps/ingest`. */
export const settingsShape = {
  ...serviceSettings,
  HEADWAY_INSTANCE: z
    .string()
    .regex(/^[a-zA-Z0-9_-]{1,40}$/, 'letters, digits, _ and -')
    .default(
      hostname()
        .replace(/[^a-zA-Z0-9_-]/g, '-')
        .slice(0, 40),
    )
    .describe('Name of this instance, the same after a restart: the broker keeps its session'),
};
