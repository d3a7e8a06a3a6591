// Where the services live and listen. Every value can be set from the environment.
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = resolve(fileURLToPath(new URL('../..', import.meta.url)));

function port(name, fallback) {
  const text = process.env[name] ?? String(fallback);
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 65_535) throw new Error(`${name} is not a port: ${text}`);
  return value;
}

/** Whoever moves Mosquitto elsewhere has a TLS listener only where it says. */
function tlsPort() {
  const { HEADWAY_SERVICES_MQTT_PORT: moved, HEADWAY_SERVICES_MQTT_TLS_PORT: told } = process.env;
  return moved && !told ? undefined : port('HEADWAY_SERVICES_MQTT_TLS_PORT', 11_884);
}

const folder = resolve(process.env.HEADWAY_SERVICES_DIR ?? join(repository, '.services'));

export const settings = {
  folder,
  /** What was downloaded: several folders of data may share it. */
  cache: resolve(process.env.HEADWAY_SERVICES_CACHE ?? folder),
  host: '127.0.0.1',
  kafkaPort: port('HEADWAY_SERVICES_KAFKA_PORT', 19_092),
  kafkaControllerPort: port('HEADWAY_SERVICES_KAFKA_CONTROLLER_PORT', 19_093),
  postgresPort: port('HEADWAY_SERVICES_POSTGRES_PORT', 15_432),
  mqttPort: port('HEADWAY_SERVICES_MQTT_PORT', 11_883),
  /** Mosquitto's listener for clients with certificates. */
  mqttTlsPort: tlsPort(),
  /** A second listener of Kafka, for clients behind a proxy: where it listens, and the port that it sends clients to. */
  kafkaProxied: process.env.HEADWAY_SERVICES_KAFKA_PROXIED_PORT && {
    port: port('HEADWAY_SERVICES_KAFKA_PROXIED_PORT'),
    advertised: port('HEADWAY_SERVICES_KAFKA_PROXY_PORT'),
  },
  /** Whose clock stamps records: `CreateTime` (the producer's) or `LogAppendTime` (the broker's, at the commit). */
  kafkaTimestamps: process.env.HEADWAY_SERVICES_KAFKA_TIMESTAMPS ?? 'CreateTime',
};
