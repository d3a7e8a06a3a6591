import { mqttTls, runApp, startIngest, startService } from '@headway/composition';
import { parseSettings } from '@headway/platform/settings';
import { settingsShape } from './settings.js';

/** Telemetry from the broker into the event log. */
await runApp('headway-ingest', async () => {
  const settings = parseSettings(settingsShape, process.env);
  return startService({
    name: 'ingest',
    settings,
    compose: async (context, { stack }) => {
      const scope = settings.HEADWAY_NAMESPACE || 'headway';
      const ingest = await startIngest(context, {
        mqttUrl: settings.HEADWAY_MQTT_URL,
        tls: mqttTls(settings, { logger: context.logger }),
        instance: `${scope}-${settings.HEADWAY_INSTANCE}`,
        sharedGroup: `${scope}-ingest`,
        protocolVersion: 5,
        vehicles: settings.HEADWAY_VEHICLES,
      });
      stack.add(() => ingest.close());
      return { modules: [] };
    },
  });
});
