import { describeError } from '@headway/platform/errors';
import type { Logger } from '@headway/platform/logging';
import type { TlsMaterial } from '@headway/platform/mqtt';
import { connectAsync, type MqttClient } from 'mqtt';

/** Publishes to vehicles. */
export interface Downlink {
  /** Resolves when the broker has taken it (QoS 1) or it is on its way (QoS 0). Rejects when the broker is away. */
  publish(topic: string, payload: string | Buffer, options?: { qos?: 0 | 1; retain?: boolean }): Promise<void>;
  close(): Promise<void>;
}

interface DownlinkOptions {
  /** `mqtt://host:port` */
  url: string;
  /** User and client name, `headway-…`. */
  name: string;
  logger: Logger;
  /** Certificates for `mqtts://`. */
  tls?: () => TlsMaterial;
}

const RECONNECT_MS = 500;

/** Connects to the broker and stays connected; messages for a broker that is away are refused, not queued. */
export async function openDownlink({ url, name, logger, tls }: DownlinkOptions): Promise<Downlink> {
  const client: MqttClient = await connectAsync(url, {
    ...tls?.(),
    clientId: `${name}-${process.pid}-${Math.random().toString(36).slice(2, 8)}`,
    username: name,
    reconnectPeriod: RECONNECT_MS,
    queueQoSZero: false,
  });
  client.on('error', (error) => logger.warn('downlink.error', { reason: describeError(error) }));
  client.on('close', () => logger.debug('downlink.closed'));
  return {
    publish: async (topic, payload, { qos = 0, retain = false } = {}) => {
      if (!client.connected) throw new Error('the broker is away');
      await client.publishAsync(topic, payload, { qos, retain });
    },
    close: () => client.endAsync(true),
  };
}
