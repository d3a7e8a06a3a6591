import { REGION_IDS, serviceSettings } from '@headway/composition';
import { z } from 'zod';

/** Environment of `apps/assistant`. */
export const settingsShape = {
  ...serviceSettings,
  HEADWAY_REGION: z.enum(REGION_IDS as [string, ...string[]]).describe('Region that this process serves'),
  HEADWAY_ROLLOUTS_URL: z.url().optional().describe('Model registry to take newer region models from; none by default'),
  HEADWAY_LLM_URL: z.url().optional().describe('OpenAI-compatible server for what is out of scope; none by default'),
  HEADWAY_LLM_MODEL: z.string().default('default').describe('Model name sent to that server'),
  HEADWAY_LLM_KEY: z.string().optional().describe('API key sent to that server'),
};
