import { CAMPAIGNS_MIGRATIONS } from '@headway/campaigns/store';
import { COMMANDS_MIGRATIONS } from '@headway/commands/store';
import {
  campaignsModule,
  commandsModule,
  fleetModule,
  historyBounds,
  historyModule,
  runApp,
  startService,
  withDatabase,
} from '@headway/composition';
import { FLEET_ENTITIES, FLEET_MIGRATIONS } from '@headway/fleet/store';
import { HISTORY_MIGRATIONS } from '@headway/history/store';
import { parseSettings } from '@headway/platform/settings';
import { settingsShape } from './settings.js';

/** Twins, completeness ledger, turns, the telemetry of the last hours, commands, campaigns, and the region directory. */
await runApp('headway-fleet', async () => {
  const settings = parseSettings(settingsShape, process.env);
  return startService({
    name: 'fleet',
    settings,
    compose: async (context, { stack }) => {
      const store = await withDatabase(context, stack, {
        url: settings.HEADWAY_DATABASE_URL,
        entities: FLEET_ENTITIES,
        migrations: [...FLEET_MIGRATIONS, ...HISTORY_MIGRATIONS, ...COMMANDS_MIGRATIONS, ...CAMPAIGNS_MIGRATIONS],
      });
      return {
        modules: [
          fleetModule(store, { regions: settings.HEADWAY_REGIONS, vehicles: settings.HEADWAY_VEHICLES }),
          historyModule(store, historyBounds(settings)),
          commandsModule(store),
          campaignsModule(store),
        ],
      };
    },
  });
});
