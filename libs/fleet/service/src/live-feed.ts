import type { MessageEvent } from '@nestjs/common';
import type { TwinSignal, VehicleTurn } from '@headway/contracts';
import { type ChangeCursor, changeCursor, changesSince, type FleetChanges, type VehicleSample } from '@headway/fleet/store';
import { describeError } from '@headway/platform/errors';
import type { Logger } from '@headway/platform/logging';
import { filter, interval, map, merge, Observable, Subject, takeUntil } from 'rxjs';
import type { DataSource } from 'typeorm';

/** One change as streams carry it. */
export type LiveEvent =
  | { type: 'twin'; vin: string; signals: Record<string, TwinSignal> }
  | { type: 'presence'; vin: string; online: boolean; at: number }
  | { type: 'turn'; vin: string; turn: VehicleTurn };

interface LiveFeedParts {
  dataSource: DataSource;
  describe: (sample: VehicleSample) => [path: string, signal: TwinSignal] | undefined;
  /** Ids of the signals that the fleet's stream shows. */
  fleetSignals: readonly number[];
  logger: Logger;
}

/** Often enough for proxies not to give an idle stream up. */
const PING_EVERY_MS = 15_000;
/** What other processes commit shows after at most this long. */
const LOOK_EVERY_MS = 1_000;
/** What this process commits shows sooner, but the database is not asked more often than this. */
const LOOK_AFTER_MS = 200;
const FLEET = '*';

/**
 * Tells of what is committed, by whichever process of the fleet service: it follows the rows of the database, in which a twin never
 * goes back. Nothing is asked of the database while nobody watches.
 */
export class LiveFeed {
  private readonly events = new Subject<LiveEvent>();
  private readonly closed = new Subject<void>();
  private readonly watchers = new Map<string, number>();
  /** Changes that may come again, by name. */
  private told = new Map<string, string>();
  private cursor: Promise<ChangeCursor> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private dueMs = Infinity;
  private looking: Promise<void> = Promise.resolve();

  constructor(private readonly parts: LiveFeedParts) {}

  /** Something was committed here. */
  wake(): void {
    if (this.cursor) this.lookIn(LOOK_AFTER_MS);
  }

  /**
   * Events that `select` turns into something, of one vehicle or of all, with a ping now and then, until the process stops.
   * `first` is asked for once changes are followed, so that none falls in between.
   */
  stream(
    select: (event: LiveEvent) => object | undefined,
    { vin = FLEET, first }: { vin?: string; first?: () => Promise<MessageEvent> } = {},
  ): Observable<MessageEvent> {
    const chosen = this.events.pipe(
      map((event) => ({ type: event.type as string, data: select(event) })),
      filter((event): event is { type: string; data: object } => event.data !== undefined),
    );
    const begun = new Observable<MessageEvent>((subscriber) => {
      this.watch(vin)
        .then(async () => {
          if (first) subscriber.next(await first());
        })
        .catch((error: unknown) => subscriber.error(error));
      return () => this.unwatch(vin);
    });
    const pings = interval(PING_EVERY_MS).pipe(map(() => ({ type: 'ping', data: {} })));
    return merge(chosen, begun, pings).pipe(takeUntil(this.closed));
  }

  /** Ends every stream, after the look in hand. */
  async close(): Promise<void> {
    this.closed.next();
    clearTimeout(this.timer);
    await this.looking;
  }

  private async watch(vin: string): Promise<void> {
    this.watchers.set(vin, (this.watchers.get(vin) ?? 0) + 1);
    this.cursor ??= this.begin();
    this.lookIn(LOOK_EVERY_MS);
    await this.cursor;
    // The look in hand does not know of this watcher yet: what it passes over must be in the watcher's first event.
    await this.looking;
  }

  private async begin(): Promise<ChangeCursor> {
    try {
      return await changeCursor(this.parts.dataSource);
    } catch (error) {
      this.cursor = undefined;
      throw error;
    }
  }

  private unwatch(vin: string): void {
    const left = (this.watchers.get(vin) ?? 1) - 1;
    if (left > 0) this.watchers.set(vin, left);
    else this.watchers.delete(vin);
    if (this.watchers.size > 0) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.dueMs = Infinity;
    this.cursor = undefined;
    this.told.clear();
  }

  private lookIn(delayMs: number): void {
    const dueMs = performance.now() + delayMs;
    if (dueMs >= this.dueMs) return;
    clearTimeout(this.timer);
    this.dueMs = dueMs;
    this.timer = setTimeout(() => {
      this.dueMs = Infinity;
      this.looking = this.looking.then(() => this.look());
    }, delayMs);
  }

  private async look(): Promise<void> {
    const { dataSource, fleetSignals, logger } = this.parts;
    const from = this.cursor;
    if (!from) return;
    try {
      const vins = [...this.watchers.keys()].filter((vin) => vin !== FLEET);
      const changes = await changesSince(dataSource, await from, {
        vins,
        fleetSignals: this.watchers.has(FLEET) ? fleetSignals : undefined,
      });
      if (this.cursor !== from) return;
      this.cursor = Promise.resolve(changes.next);
      this.publish(changes);
    } catch (error) {
      logger.warn('fleet.stream-failed', { reason: describeError(error) });
    } finally {
      if (this.cursor) this.lookIn(LOOK_EVERY_MS);
    }
  }

  private publish({ samples, presences, turns }: FleetChanges): void {
    const told = this.told;
    this.told = new Map();
    const isNews = (name: string, state: string) => {
      this.told.set(name, state);
      return told.get(name) !== state;
    };
    const twins = new Map<string, Record<string, TwinSignal>>();
    for (const sample of samples) {
      const described = this.parts.describe(sample);
      if (!described || !isNews(`${sample.vin}/${sample.signal}`, `${sample.boot}/${sample.seq}`)) continue;
      const signals = twins.get(sample.vin) ?? {};
      signals[described[0]] = described[1];
      twins.set(sample.vin, signals);
    }
    for (const [vin, signals] of twins) this.events.next({ type: 'twin', vin, signals });
    for (const { vin, online, atMs } of presences) {
      if (isNews(vin, `${online}/${atMs}`)) this.events.next({ type: 'presence', vin, online, at: atMs });
    }
    for (const turn of turns) {
      if (isNews(`${turn.vin}/turn/${turn.turn}`, '')) this.events.next({ type: 'turn', vin: turn.vin, turn });
    }
  }
}
