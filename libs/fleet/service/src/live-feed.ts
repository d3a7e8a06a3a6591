import type { MessageEvent } from '@nestjs/common';
import type { TwinSignal, VehicleTurn } from '@headway/contracts';
import type { VehicleSample, VehicleUpdate } from '@headway/fleet/store';
import { filter, interval, map, merge, type Observable, Subject, takeUntil } from 'rxjs';

/** What one transaction changed. */
export interface Changes {
  samples: VehicleSample[];
  vehicles: VehicleUpdate[];
  turns: VehicleTurn[];
}

/** One change as streams carry it. */
export type LiveEvent =
  | { type: 'twin'; vin: string; signals: Record<string, TwinSignal> }
  | { type: 'presence'; vin: string; online: boolean; at: number }
  | { type: 'turn'; vin: string; turn: VehicleTurn };

/** Often enough for proxies not to give an idle stream up. */
const PING_EVERY_MS = 15_000;

/** Passes on what this process has committed. Each process of the fleet service sees its own partitions. */
export class LiveFeed {
  private readonly events = new Subject<LiveEvent>();
  private readonly closed = new Subject<void>();

  constructor(private readonly describe: (sample: VehicleSample) => [path: string, signal: TwinSignal] | undefined) {}

  publish({ samples, vehicles, turns }: Changes): void {
    if (!this.events.observed) return;
    const twins = new Map<string, Record<string, TwinSignal>>();
    for (const sample of samples) {
      const described = this.describe(sample);
      if (!described) continue;
      const signals = twins.get(sample.vin) ?? {};
      signals[described[0]] = described[1];
      twins.set(sample.vin, signals);
    }
    for (const [vin, signals] of twins) this.events.next({ type: 'twin', vin, signals });
    for (const { vin, presence } of vehicles) {
      if (presence) this.events.next({ type: 'presence', vin, online: presence.online, at: presence.atMs });
    }
    for (const turn of turns) this.events.next({ type: 'turn', vin: turn.vin, turn });
  }

  /** Events that `select` turns into something, with a ping now and then, until the process stops. */
  stream(select: (event: LiveEvent) => object | undefined): Observable<MessageEvent> {
    const chosen = this.events.pipe(
      map((event) => ({ type: event.type as string, data: select(event) })),
      filter((event): event is { type: string; data: object } => event.data !== undefined),
    );
    const pings = interval(PING_EVERY_MS).pipe(map(() => ({ type: 'ping', data: {} })));
    return merge(chosen, pings).pipe(takeUntil(this.closed));
  }

  /** Ends every stream. */
  close(): void {
    this.closed.next();
  }
}
