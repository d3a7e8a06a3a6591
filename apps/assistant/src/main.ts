import { followRegistry, regionModule, runApp, startService } from '@headway/composition';
import { parseSettings } from '@headway/platform/settings';
import { settingsShape } from './settings.js';

/** One region's cockpit assistant. */
await runApp('headway-assistant', async () => {
  const settings = parseSettings(settingsShape, process.env);
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
