import { brokerTlsSettings, commonSettings, historySettings, signalSettings, vehiclesSetting } from '@headway/composition';
import { z } from 'zod';

/** Environment of `apps/headway`; command line options come first. */
export const settingsShape = {
  ...commonSettings,
  ...historySettings,
  ...vehiclesSetting,
  ...signalSettings,
  ...brokerTlsSettings,
  HEADWAY_LLM_URL: z
    .url()
    .optional()
    .describe('OpenAI-compatible server for what is out of scope, e.g. http://127.0.0.1:8000/v1; none by default'),
  HEADWAY_LLM_MODEL: z.string().default('default').describe('Model name sent to that server'),
  HEADWAY_LLM_KEY: z.string().optional().describe('API key sent to that server'),
};
export type Settings = z.infer<z.ZodObject<typeof settingsShape>>;
