import {
  databaseSetting,
  registerShippedModels,
  rolloutsModule,
  runApp,
  serviceSettings,
  startService,
  withDatabase,
} from '@headway/composition';
import { parseSettings } from '@headway/platform/settings';
import { ROLLOUTS_ENTITIES, ROLLOUTS_MIGRATIONS } from '@headway/rollouts/store';
import { z } from 'zod';

const shape = {
  ...serviceSettings,
  ...databaseSetting,
  HEADWAY_PUBLIC_URL: z.url().optional().describe('Where vehicles reach this service; its own address by default'),
};

/** Model registry, signed repository, staged rollouts. */
await runApp('headway-rollouts', async () => {
  const settings = parseSettings(shape, process.env);
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
