function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: tools/services up && eval "$(tools/services env)"`);
  return value;
}

/** Brokers of the real Kafka. */
export const kafkaBrokers = () => required('HEADWAY_KAFKA_BROKERS').split(',');

/** URL of the real PostgreSQL, whose user may create databases. */
export const databaseUrl = () => required('HEADWAY_DATABASE_URL');

/** URL of the real Mosquitto. */
export const mqttUrl = () => required('HEADWAY_MQTT_URL');

/** URL of the real Mosquitto's listener for clients with certificates. */
export const mqttsUrl = () => required('HEADWAY_TEST_MQTTS_URL');

/** Folder with `ca.pem`, `vehicle.pem` and `vehicle.key`. */
export const certificateFolder = () => required('HEADWAY_TEST_CERTIFICATES');
