import { pidOf } from './daemon.mjs';
import { kafka } from './kafka.mjs';
import { mosquitto } from './mosquitto.mjs';
import { postgres } from './postgres.mjs';
import { removeState } from './state-folder.mjs';

const USAGE = `tools/services up|down|status|env|purge [--json]

  up      installs what is missing, starts Kafka, PostgreSQL and Mosquitto, and waits until each answers
  down    stops what "up" started; data stays
  purge   "down", then deletes the data
  status  one line a service; exit status 1 when one is not up
  env     the settings for our apps, for: eval "$(tools/services env)"

Folder .services (HEADWAY_SERVICES_DIR; HEADWAY_SERVICES_CACHE for what is downloaded); ports by HEADWAY_SERVICES_KAFKA_PORT, HEADWAY_SERVICES_KAFKA_CONTROLLER_PORT,
HEADWAY_SERVICES_POSTGRES_PORT, HEADWAY_SERVICES_MQTT_PORT and HEADWAY_SERVICES_MQTT_TLS_PORT.`;

const services = [kafka, postgres, mosquitto];

async function status() {
  return Promise.all(
    services.map(async ({ name, url, log, isReady }) => ({ name, up: await isReady(), url, pid: pidOf(name) ?? null, log })),
  );
}

async function report(asJson) {
  const all = await status();
  if (asJson) console.log(JSON.stringify({ services: all }));
  else
    for (const { name, up, url, pid } of all) console.log(`${name.padEnd(10)} ${up ? 'up  ' : 'down'} ${url}${pid ? ` (pid ${pid})` : ''}`);
  return all.every(({ up }) => up) ? 0 : 1;
}

async function main([command, ...options]) {
  const asJson = options.includes('--json');
  switch (command) {
    case 'up':
      await Promise.all([kafka.up(), postgres.up().then(() => mosquitto.up())]);
      return report(asJson);
    case 'down':
    case 'purge':
      for (const service of [mosquitto, kafka, postgres]) {
        const stopped = await service.down();
        if (!asJson) console.log(`${service.name.padEnd(10)} ${stopped ? 'stopped' : 'was not running'}`);
      }
      if (command === 'purge') removeState();
      return asJson ? report(true).then(() => 0) : 0;
    case 'status':
      return report(asJson);
    case 'env':
      for (const { environment } of services)
        for (const [name, value] of Object.entries(environment)) console.log(`export ${name}=${value}`);
      return 0;
    default:
      console.error(USAGE);
      return command === '--help' ? 0 : 2;
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
