import { ackSchema, downTopic, resendSchema, type Ack, type DownChannel, type Resend } from '@headway/contracts';
import { DOWN_CHANNELS } from '@headway/contracts';
import type { AgentLog } from './ports.js';

interface DownlinkHandlers {
  ack(ack: Ack): void;
  resend(request: Resend): void;
  /** Not parsed here: only the signature says what it is worth. */
  model(message: unknown): void;
  /** Not parsed here: a command that cannot be read in whole may still be answered. */
  command(message: unknown): void;
  /** Not parsed here: a set that is broken is answered. */
  campaign(message: unknown): void;
}

/** Reads what the platform sends to one vehicle. What cannot be read is logged and left. */
export class Downlink {
  readonly #channels: Map<string, DownChannel>;

  constructor(
    vin: string,
    private readonly handlers: DownlinkHandlers,
    private readonly log: AgentLog,
  ) {
    this.#channels = new Map(DOWN_CHANNELS.map((channel) => [downTopic(vin, channel), channel]));
  }

  receive(topic: string, payload: Uint8Array): void {
    const channel = this.#channels.get(topic);
    if (!channel) return;
    try {
      this.#dispatch(channel, JSON.parse(Buffer.from(payload).toString('utf8')));
    } catch (error) {
      this.log.warn('agent.downlink-unreadable', { channel, error });
    }
  }

  #dispatch(channel: DownChannel, message: unknown): void {
    switch (channel) {
      case 'ack':
        return this.handlers.ack(ackSchema.parse(message));
      case 'resend':
        return this.handlers.resend(resendSchema.parse(message));
      case 'model':
        return this.handlers.model(message);
      case 'command':
        return this.handlers.command(message);
      case 'campaign':
        return this.handlers.campaign(message);
    }
  }
}
