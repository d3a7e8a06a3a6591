import { vinSchema } from '../identity.js';

/** Channels a vehicle publishes on. */
export const UP_CHANNELS = ['telemetry', 'telemetry/json', 'event', 'batch', 'presence'] as const;
export type UpChannel = (typeof UP_CHANNELS)[number];

/** Channels a vehicle listens on. */
export const DOWN_CHANNELS = ['ack', 'resend', 'command', 'campaign', 'model'] as const;
export type DownChannel = (typeof DOWN_CHANNELS)[number];

const PREFIX = 'headway/v1';

/** Topic of a vehicle's upstream channel. */
export const upTopic = (vin: string, channel: UpChannel) => `${PREFIX}/${vin}/up/${channel}`;

/** Topic of a vehicle's downstream channel. */
export const downTopic = (vin: string, channel: DownChannel) => `${PREFIX}/${vin}/down/${channel}`;

/** Filter for every upstream message of every vehicle. */
export const ALL_UP_TOPICS = `${PREFIX}/+/up/#`;

/** Filter for everything sent to one vehicle. */
export const allDownTopics = (vin: string) => `${PREFIX}/${vin}/down/#`;

/** The vehicle and the channel of an upstream topic. */
interface UpAddress {
  vin: string;
  channel: UpChannel;
}

/** Topics seen last: a fleet's come again and again. */
const addresses = new Map<string, UpAddress>();
const MOST_ADDRESSES = 65_536;

/** Splits an upstream topic; undefined when the topic is not ours or its VIN is malformed. */
export function parseUpTopic(topic: string): Readonly<UpAddress> | undefined {
  const known = addresses.get(topic);
  if (known) return known;
  const match = /^headway\/v1\/([^/]+)\/up\/(.+)$/.exec(topic);
  const channel = UP_CHANNELS.find((name) => name === match?.[2]);
  if (!match?.[1] || !channel || !vinSchema.safeParse(match[1]).success) return undefined;
  if (addresses.size >= MOST_ADDRESSES) addresses.clear();
  const address = { vin: match[1], channel };
  addresses.set(topic, address);
  return address;
}
