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

export const settings = {
  folder: resolve(process.env.HEADWAY_SERVICES_DIR ?? join(repository, '.services')),
  host: '127.0.0.1',
  kafkaPort: port('HEADWAY_SERVICES_KAFKA_PORT', 19_092),
  kafkaControllerPort: port('HEADWAY_SERVICES_KAFKA_CONTROLLER_PORT', 19_093),
  postgresPort: port('HEADWAY_SERVICES_POSTGRES_PORT', 15_432),
  mqttPort: port('HEADWAY_SERVICES_MQTT_PORT', 11_883),
};
