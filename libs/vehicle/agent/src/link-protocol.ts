import { describeError } from '@headway/platform/errors';
import { type IClientOptions, type IClientPublishOptions, ReasonCodes } from 'mqtt';

/** Level of the MQTT protocol: 3.1.1 is 4. */
export type MqttVersion = 4 | 5;

/** How long a broker keeps what it knows of a vehicle that is away; longer than the will waits, or the will would not. */
const SESSION_EXPIRY_S = 300;
/** A connection that is back within this time was never reported lost (MQTT 5.0, clause 3.1.3.2.2). */
const WILL_DELAY_S = 5;
/** Messages of the platform that we take without having confirmed those before. */
const RECEIVE_MAXIMUM = 256;
/** Reasons from here on are refusals. */
const REFUSED = 0x80;
/** Topic and properties of a message beside its payload. */
const HEADER_BYTES = 128;
/** Without a Receive Maximum of the broker's (clause 3.2.2.3.3). */
const DEFAULT_RECEIVE_MAXIMUM = 65_535;

/**
 * What CONNECT says beside names and keep-alive. A 3.1.1 broker forgets us at the end of a connection: whatever it would have kept is asked
 * for again by sequence. With version 5 a session outlives short breaks, so that the last will is sent after long ones only.
 */
export function connectOptions(version: MqttVersion, boot: { id: string; agentVersion: string; first: boolean }): Partial<IClientOptions> {
  if (version === 4) return { protocolVersion: 4, clean: true };
  return {
    protocolVersion: 5,
    clean: boot.first,
    autoAssignTopicAlias: true,
    properties: {
      sessionExpiryInterval: SESSION_EXPIRY_S,
      receiveMaximum: RECEIVE_MAXIMUM,
      userProperties: { boot: boot.id, agent: boot.agentVersion },
    },
  };
}

/** Properties of the last will. */
export const willOptions = (version: MqttVersion) => (version === 5 ? { properties: { willDelayInterval: WILL_DELAY_S } } : {});

/** A message expires when its frames are sent again, so that a broker without readers does not pile up copies. */
export const publishOptions = (version: MqttVersion, expiryMs: number): IClientPublishOptions =>
  version === 5 ? { qos: 1, properties: { messageExpiryInterval: Math.max(1, Math.ceil(expiryMs / 1000)) } } : { qos: 1 };

/** What the broker takes, as its CONNACK says. */
export interface BrokerLimits {
  unconfirmed: number;
  messageBytes: number;
}

export function limitsOf(properties: { receiveMaximum?: number; maximumPacketSize?: number } | undefined): BrokerLimits {
  return {
    unconfirmed: properties?.receiveMaximum ?? DEFAULT_RECEIVE_MAXIMUM,
    messageBytes: (properties?.maximumPacketSize ?? Number.POSITIVE_INFINITY) - HEADER_BYTES,
  };
}

/** A broker's reason in words, with its number (MQTT 5.0, clause 2.4). */
export function reasonOf(code: number, text?: string): string {
  const name = ReasonCodes[code as keyof typeof ReasonCodes] || 'no reason';
  return `${name} (0x${code.toString(16).padStart(2, '0')})${text ? `: ${text}` : ''}`;
}

/** An error of the client's: the broker's refusal with its number, or what the network said. */
export function describeRefusal(error: Error): string {
  const { code: told, packet } = error as { code?: unknown; packet?: { granted?: readonly number[] } };
  const code = told ?? packet?.granted?.find((granted) => granted >= REFUSED);
  return typeof code === 'number' ? `${describeError(error)} (0x${code.toString(16).padStart(2, '0')})` : describeError(error);
}
