import { registerShippedModels, rolloutsModule, runApp, startService, withDatabase } from '@headway/composition';
import { parseSettings } from '@headway/platform/settings';
import { ROLLOUTS_ENTITIES, ROLLOUTS_MIGRATIONS } from '@headway/rollouts/store';
import { settingsShape } from './settings.js';

/** Model registry, signed repository, staged rollouts. */
await runApp('headway-rollouts', async () => {
  const settings = parseSettings(settingsShape, process.env);
  return startService({
    name: 'rollouts',
    settings,
    compose: async (context, { stack, url }) => {
      const store = await withDatabase(context, stack, {
        url: settings.HEADWAY_DATABASE_URL,
        entities: ROLLOUTS_ENTITIES,
        migrations: ROLLOUTS_MIGRATIONS,
      });
      return { modules: [await rolloutsModule(store, () => settings.HEADWAY_PUBLIC_URL ?? url())], started: registerShippedModels };
    },
  });
});
