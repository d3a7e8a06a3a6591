import { type SignalValue, type TurnFinished, type VehicleEvent, vehicleTurnSchema, type VehicleTurn } from '@headway/contracts';
import type { VehicleSample, VehicleUpdate } from '@headway/fleet/store';
import { type Catalogue, type SignalIds, type SignalMaps, validateValue } from '@headway/signals';
import { mergeFrame, type Twin } from '@headway/telemetry/ledger';
import type { Facts, FrameFact } from './facts.js';
import type { PresenceChanges } from './presence.js';

/** What fresh frames change outside the ledger. */
export interface Effects {
  /** By VIN. */
  twins: Map<string, Twin>;
  turns: VehicleTurn[];
  models: Map<string, NonNullable<VehicleUpdate['model']>>;
  started: { vin: string; boot: string; atMs: number }[];
  /** Samples that the catalogue does not know or does not allow. */
  refused: number;
}

/** No effects yet. */
export const noEffects = (): Effects => ({ twins: new Map(), turns: [], models: new Map(), started: [], refused: 0 });

interface Signals {
  catalogue: Catalogue;
  ids: SignalIds;
  maps: SignalMaps;
}

/** The newest samples of all vehicles. */
export const samplesOf = ({ twins }: Effects): VehicleSample[] =>
  [...twins].flatMap(([vin, twin]) => [...twin.values()].map((sample) => ({ ...sample, vin })));

/** Adds the effect of one frame. Call it once for each frame: the ledger knows which are fresh. */
export function addEffect(effects: Effects, { vin, frame, event, storedAtMs }: FrameFact, { catalogue, ids, maps }: Signals): void {
  if (frame.columns.length > 0) {
    const twin: Twin = effects.twins.get(vin) ?? new Map();
    effects.twins.set(vin, twin);
    const accepts = (id: number, value: SignalValue) => {
      const signal = catalogue.get(ids.pathOf(id) ?? '');
      return signal !== undefined && validateValue(signal, value).ok;
    };
    // A vehicle may be on an older catalogue: the twin holds today's names and units.
    const { frame: current, dropped } = maps.translate(frame);
    effects.refused += dropped + mergeFrame(twin, current, { latestMs: storedAtMs, accepts });
  }
  if (event) addEvent(effects, { vin, boot: frame.boot, event, storedAtMs });
}

function addEvent(
  effects: Effects,
  { vin, boot, event, storedAtMs }: { vin: string; boot: string; event: VehicleEvent; storedAtMs: number },
): void {
  const atMs = Math.min(event.at, storedAtMs);
  const noteModel = ({ version, digest }: { version: string; digest: string }) => {
    const known = effects.models.get(vin);
    if (!known || known.atMs <= atMs) effects.models.set(vin, { version, digest, atMs });
  };
  if (event.type === 'turn.finished') effects.turns.push(turnOf(vin, event));
  else if (event.type === 'boot.started') {
    effects.started.push({ vin, boot, atMs });
    noteModel(event.model);
  } else if (event.type === 'model.status' && (event.state === 'active' || event.state === 'healthy')) noteModel(event);
}

function turnOf(vin: string, event: TurnFinished): VehicleTurn {
  const turn = vehicleTurnSchema.parse({ ...event, vin });
  if (!event.consent) delete turn.utterance;
  return turn;
}

/** What all messages of a batch, fresh or not, say of their vehicles. */
export function vehicleUpdates({ frames }: Facts, models: Effects['models'], { standings, announcedAt }: PresenceChanges): VehicleUpdate[] {
  const updates = new Map<string, VehicleUpdate>();
  const seen = (vin: string, atMs: number | null): VehicleUpdate => {
    const update = updates.get(vin) ?? { vin, lastSeenAt: null };
    if (atMs !== null) update.lastSeenAt = Math.max(update.lastSeenAt ?? 0, atMs);
    updates.set(vin, update);
    return update;
  };
  for (const { vin, storedAtMs } of frames) seen(vin, storedAtMs);
  // A last will is the broker's word, and a repeated presence may be years old: neither means that the vehicle was heard.
  for (const [vin, presence] of standings) seen(vin, announcedAt.get(vin) ?? null).presence = presence;
  for (const [vin, model] of models) {
    const update = updates.get(vin);
    if (update) update.model = model;
  }
  return [...updates.values()];
}
