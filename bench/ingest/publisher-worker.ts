import { randomUUID } from 'node:crypto';
import { upTopic } from '@headway/contracts';
import { type FrameTemplate, frameTemplate, stampFrame } from './frames.js';
import type { PublisherCommand, PublisherOptions, PublisherReport } from './publisher-protocol.js';
import { publishHead, VehicleSocket } from './vehicle-socket.js';

/** Connections opened at the same time: a broker's accept queue is not endless. */
const OPEN_AT_ONCE = 200;
const TICK_MS = 1;
const MOST_PER_TICK = 4_000;
const REPORT_MS = 50;

interface Vehicle {
  socket: VehicleSocket;
  head: Buffer;
  sequence: number;
}

/** The vehicles of a benchmark, in a process of their own: their cost is not the pipe's. */
class Publisher {
  private vehicles: Vehicle[] = [];
  private template!: FrameTemplate;
  private sent = 0;
  private target = 0;
  private committed = 0;
  private lost = 0;
  private acknowledgedBefore = 0;
  private turn = 0;

  constructor(private readonly report: (report: PublisherReport) => void) {
    setInterval(() => this.progress(), REPORT_MS).unref();
  }

  async open({ mqttUrl, vehicles, payloadBytes, catalogue, signals, channel }: PublisherOptions): Promise<void> {
    this.acknowledgedBefore += this.acknowledged;
    const former = this.vehicles;
    this.vehicles = [];
    this.template = frameTemplate(payloadBytes, { boot: randomUUID(), catalogue, signals });
    for (let first = 0; first < vehicles; first += OPEN_AT_ONCE) {
      const next = Array.from({ length: Math.min(OPEN_AT_ONCE, vehicles - first) }, (_, index) => vinOf(first + index));
      const opening = next.map((vin) => {
        const socket = new VehicleSocket(mqttUrl, vin, () => this.lost++);
        return { socket, head: publishHead(upTopic(vin, channel), payloadBytes), sequence: former[this.vehicles.length]?.sequence ?? 0 };
      });
      await Promise.all(opening.map(({ socket }) => socket.opened));
      this.vehicles.push(...opening);
    }
    this.report({ type: 'opened' });
  }

  send({ messages, perSecond, window, burst }: Extract<PublisherCommand, { type: 'send' }>): void {
    this.target = this.sent + messages;
    const startedMs = performance.now();
    const before = this.sent;
    const tick = () => {
      const due = perSecond === undefined ? Infinity : before + ((performance.now() - startedMs) / 1000) * perSecond;
      const allowed = Math.min(this.target, due, this.committed + window, this.sent + MOST_PER_TICK);
      while (this.sent < allowed) this.sendBurst(Math.min(burst, Math.ceil(allowed - this.sent)));
      if (this.sent < this.target) setTimeout(tick, TICK_MS);
      else this.progress();
    };
    tick();
  }

  hear(committed: number): void {
    this.committed = committed;
  }

  cut(): void {
    for (const { socket } of this.vehicles) socket.cut();
  }

  private sendBurst(count: number): void {
    const vehicle = this.vehicles[this.turn++ % this.vehicles.length] as Vehicle;
    const { head, socket } = vehicle;
    const size = head.length + this.template.bytes.length;
    const packets = Buffer.allocUnsafe(size * count);
    const epochMs = Date.now();
    for (let index = 0, at = 0; index < count; index++, at += size) {
      head.copy(packets, at);
      packets.writeUInt16BE(socket.nextIdentifier(), at + head.length - 2);
      this.template.bytes.copy(packets, at + head.length);
      const values = { sequence: vehicle.sequence++, number: this.sent++, epochMs };
      stampFrame(this.template, packets, at + head.length, values);
    }
    socket.write(packets);
  }

  private get acknowledged(): number {
    return this.vehicles.reduce((sum, { socket }) => sum + socket.acknowledged, 0);
  }

  private progress(): void {
    this.report({ type: 'progress', sent: this.sent, acknowledged: this.acknowledgedBefore + this.acknowledged, lost: this.lost });
  }
}

const vinOf = (index: number) => `LBENCH${String(index).padStart(11, '0')}`;

const publisher = new Publisher((report) => process.send?.(report));
process.on('message', (command: PublisherCommand) => {
  const failed = (error: Error) => process.send?.({ type: 'failed', reason: error.message } satisfies PublisherReport);
  if (command.type === 'open') publisher.open(command.options).catch(failed);
  else if (command.type === 'send') publisher.send(command);
  else if (command.type === 'committed') publisher.hear(command.total);
  else publisher.cut();
});
process.on('disconnect', () => process.exit(0));
