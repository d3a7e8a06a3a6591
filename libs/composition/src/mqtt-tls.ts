import { AppError } from '@headway/platform/errors';
import type { Logger } from '@headway/platform/logging';
import { readTlsFiles, renewableTls, type TlsListenerOptions, type TlsMaterial } from '@headway/platform/mqtt';
import { z } from 'zod';

const file = (text: string) => z.string().min(1).optional().describe(text);

/** Settings of whatever connects to a broker by `mqtts://`. */
export const mqttTlsSettings = {
  HEADWAY_MQTT_CA: file("PEM file with the authorities of the broker's certificate (mqtts://); those of the system by default"),
  HEADWAY_MQTT_CERT: file('PEM file with our own certificate for the broker; its common name is the user name'),
  HEADWAY_MQTT_KEY: file('PEM file with the key of that certificate'),
};

/**
 * Certificates for connections to the broker, read again for each so that a renewed one needs no restart.
 * @param commonName whose certificate it must be
 * @throws AppError `invalid-settings` when a file cannot be used
 */
export function mqttTls(
  settings: z.infer<z.ZodObject<typeof mqttTlsSettings>>,
  { logger, commonName }: { logger: Logger; commonName?: string },
): () => TlsMaterial {
  const { HEADWAY_MQTT_CA: ca, HEADWAY_MQTT_CERT: cert, HEADWAY_MQTT_KEY: key } = settings;
  const expected = { ...(commonName ? { commonName } : {}), clock: () => Date.now() };
  return renewableTls({ ca, cert, key }, expected, (reason) => logger.warn('mqtt.certificate-unusable', { reason }));
}

/** Settings of the embedded broker's second listener. */
export const brokerTlsSettings = {
  HEADWAY_MQTT_TLS_PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .optional()
    .describe('Port of the embedded broker for vehicles with certificates (mqtts://); none by default'),
  HEADWAY_MQTT_TLS_CA: file("PEM file with the authority of the vehicles' certificates, whose common names must be their VINs"),
  HEADWAY_MQTT_TLS_CERT: file("PEM file with the embedded broker's own certificate"),
  HEADWAY_MQTT_TLS_KEY: file('PEM file with the key of that certificate'),
};

/**
 * What the embedded broker needs for its second listener; undefined when none is asked for.
 * @throws AppError `invalid-settings` when something is missing or a file cannot be used
 */
export function brokerTls(settings: z.infer<z.ZodObject<typeof brokerTlsSettings>>): TlsListenerOptions | undefined {
  const { HEADWAY_MQTT_TLS_PORT: port, HEADWAY_MQTT_TLS_CA: ca, HEADWAY_MQTT_TLS_CERT: cert, HEADWAY_MQTT_TLS_KEY: key } = settings;
  if (port === undefined) return undefined;
  const material = readTlsFiles({ ca, cert, key }, { nowMs: Date.now() });
  const { ca: authority, cert: certificate, key: privateKey } = material;
  if (!authority || !certificate || !privateKey)
    throw new AppError(
      'invalid-settings',
      'HEADWAY_MQTT_TLS_PORT needs HEADWAY_MQTT_TLS_CA, HEADWAY_MQTT_TLS_CERT and HEADWAY_MQTT_TLS_KEY',
    );
  return { port, ca: authority, cert: certificate, key: privateKey };
}
