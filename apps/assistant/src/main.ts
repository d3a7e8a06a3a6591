import { followRegistry, REGION_IDS, regionModule, runApp, serviceSettings, startService } from '@headway/composition';
import { parseSettings } from '@headway/platform/settings';
import { z } from 'zod';

const shape = {
  ...serviceSettings,
  HEADWAY_REGION: z.enum(REGION_IDS as [string, ...string[]]).describe('Region that this process serves'),
  HEADWAY_ROLLOUTS_URL: z.url().optional().describe('Model registry to take newer region models from; none by default'),
  HEADWAY_LLM_URL: z.url().optional().describe('OpenAI-compatible server for what is out of scope; none by default'),
  HEADWAY_LLM_MODEL: z.string().default('default').describe('Model name sent to that server'),
  HEADWAY_LLM_KEY: z.string().optional().describe('API key sent to that server'),
};

/** One region's cockpit assistant. */
await runApp('headway-assistant', async () => {
  const settings = parseSettings(shape, process.env);
  const { HEADWAY_LLM_URL: url, HEADWAY_LLM_MODEL: model, HEADWAY_LLM_KEY: apiKey, HEADWAY_ROLLOUTS_URL: registry } = settings;
  return startService({
    name: 'assistant',
    settings,
    compose: async (context, { stack }) => {
      const region = await regionModule(context, {
        id: settings.HEADWAY_REGION,
        ...(url ? { languageModel: { url, model, apiKey } } : {}),
      });
      stack.add(region.close);
      return {
        modules: [region.module],
        started: ({ app }) => {
          if (registry) stack.add(followRegistry(app, { registryUrl: () => registry, logger: context.logger }));
        },
      };
    },
  });
});
