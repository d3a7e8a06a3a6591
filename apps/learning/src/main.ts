import { learningModule, runApp, startService, withDatabase } from '@headway/composition';
import { LEARNING_ENTITIES, LEARNING_MIGRATIONS } from '@headway/learning/store';
import { parseSettings } from '@headway/platform/settings';
import { settingsShape } from './settings.js';

/** Feedback, datasets, fine-tuning, gate. */
await runApp('headway-learning', async () => {
  const settings = parseSettings(settingsShape, process.env);
  return startService({
    name: 'learning',
    settings,
    compose: async (context, { stack }) => {
      const store = await withDatabase(context, stack, {
        url: settings.HEADWAY_DATABASE_URL,
        entities: LEARNING_ENTITIES,
        migrations: LEARNING_MIGRATIONS,
      });
      return { modules: [learningModule(store, { rolloutsUrl: () => settings.HEADWAY_ROLLOUTS_URL })] };
    },
  });
});
