import { ALL_UP_TOPICS } from '@headway/contracts';
import { describeError } from '@headway/platform/errors';
import { DeferredAckSubscriber, type TlsMaterial } from '@headway/platform/mqtt';
import { followVehicleRegistry, IngestService } from '@headway/telemetry/ingest';
import type { Context } from './context.js';

interface IngestPartOptions {
  mqttUrl: string;
  /** Certificates for `mqtts://`. */
  tls?: () => TlsMaterial;
  /** Stable name of this instance: the broker keeps its session. */
  instance: string;
  /** Group that shares the vehicles, where the broker has `$share`. */
  sharedGroup?: string;
  /** 5 where the broker speaks it. */
  protocolVersion: 4 | 5;
  /** Payload bytes that may wait for their commit; the subscriber's default when absent. */
  maxInFlightBytes?: number;
  /** Which vehicles may send. */
  vehicles: 'open' | 'registered';
}

/** Ingest at work. */
export interface IngestPart {
  readonly committedMessages: number;
  close(): Promise<void>;
}

type IngestContext = Pick<Context, 'eventLog' | 'signals' | 'clock' | 'newId' | 'logger' | 'metrics'>;

/** Connects ingest to a broker and to the event log. */
export async function startIngest(context: IngestContext, options: IngestPartOptions): Promise<IngestPart> {
  const { eventLog, signals, clock, newId, logger, metrics } = context;
  // A lost acknowledgement is repeated when the vehicle sends the frame again.
  const publishDown = (topic: string, payload: string) => subscriber.publish(topic, payload);
  const registry = options.vehicles === 'registered' ? await followVehicleRegistry({ eventLog, newId, logger }) : undefined;
  const service = new IngestService({
    eventLog,
    publishDown,
    signals,
    ...(registry ? { vehicles: registry } : {}),
    nowMs: () => clock.epochMs(),
    logger,
    metrics,
  });
  await service.start();
  const subscriber: DeferredAckSubscriber = new DeferredAckSubscriber({
    url: options.mqttUrl,
    clientId: `headway-ingest-${options.instance}`,
    username: 'headway-ingest',
    ...(options.tls ? { tls: options.tls } : {}),
    protocolVersion: options.protocolVersion,
    filters: [ALL_UP_TOPICS],
    ...(options.sharedGroup ? { sharedGroup: options.sharedGroup } : {}),
    ...(options.maxInFlightBytes === undefined ? {} : { maxInFlightBytes: options.maxInFlightBytes }),
    onMessages: (messages) => service.handleAll(messages),
    onState: ({ connected, reason }) => {
      if (connected) logger.info('ingest.connected');
      else logger.warn('ingest.disconnected', { reason: reason ? describeError(reason) : 'closed' });
    },
  });
  await subscriber.ready;
  return {
    get committedMessages() {
      return service.committedMessages;
    },
    close: async () => {
      // Acknowledgements that are due go out first; what cannot be committed any more is not acknowledged and comes again.
      service.close();
      await subscriber.stop();
      await registry?.stop();
    },
  };
}
