import { mqttTls, runApp, startIngest, startService } from '@headway/composition';
import { parseSettings } from '@headway/platform/settings';
import { settingsShape } from './settings.js';

const BYTES_PER_MIB = 1_048_576;

/** Telemetry from the broker into the event log. */
await runApp('headway-ingest', async () => {
  const settings = parseSettings(settingsShape, process.env);
  return startService({
    name: 'ingest',
    settings,
    lingerMs: settings.HEADWAY_LINGER_MS,
    compose: async (context, { stack }) => {
      const scope = settings.HEADWAY_NAMESPACE || 'headway';
      const ingest = await startIngest(context, {
        mqttUrl: settings.HEADWAY_MQTT_URL,
        tls: mqttTls(settings, { logger: context.logger }),
        instance: `${scope}-${settings.HEADWAY_INSTANCE}`,
        sharedGroup: `${scope}-ingest`,
        protocolVersion: settings.HEADWAY_MQTT_VERSION === '5' ? 5 : 4,
        maxInFlightBytes: settings.HEADWAY_IN_FLIGHT_MIB * BYTES_PER_MIB,
        vehicles: settings.HEADWAY_VEHICLES,
      });
      stack.add(() => ingest.close());
      return { modules: [] };
    },
  });
});
