import { hostname } from 'node:os';
import { runApp, serviceSettings, startIngest, startService } from '@headway/composition';
import { parseSettings } from '@headway/platform/settings';
import { z } from 'zod';

const shape = {
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

/** Telemetry from the broker into the event log. */
await runApp('headway-ingest', async () => {
  const settings = parseSettings(shape, process.env);
  return startService({
    name: 'ingest',
    settings,
    compose: async (context, { stack }) => {
      const scope = settings.HEADWAY_NAMESPACE || 'headway';
      const ingest = await startIngest(context, {
        mqttUrl: settings.HEADWAY_MQTT_URL,
        instance: `${scope}-${settings.HEADWAY_INSTANCE}`,
        sharedGroup: `${scope}-ingest`,
        protocolVersion: 5,
      });
      stack.add(() => ingest.close());
      return { modules: [] };
    },
  });
});
