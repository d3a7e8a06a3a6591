import type { Risk, SignalValue } from '@headway/contracts';

/** How the seats that a target has are named in its VSS path. */
export type ZoneStyle =
  /** `Row1.DriverSide`: doors, windows, seats, cabin lights. */
  | 'side'
  /** `Row1.Driver`: climate stations. */
  | 'station'
  /** `Front`, `Rear`. */
  | 'end'
  /** `DriverSide`, `PassengerSide`: door mirrors. */
  | 'mirror';

/** Seats an intent means when the driver names none. */
export type DefaultZone = 'speaker' | 'front' | 'all';

/** Lists of words that name a value, see `choices.ts`. */
export type ChoiceList =
  | 'airflow'
  | 'ambientColor'
  | 'climateMode'
  | 'dayNight'
  | 'direction'
  | 'driveMode'
  | 'mediaSource'
  | 'playOrder'
  | 'routeAvoid'
  | 'routePrefer'
  | 'wiper';

/** What an intent does to each of its targets. */
export type Effect =
  /** Writes one fixed value. */
  | { kind: 'constant'; value: SignalValue }
  /** Writes the quantity of the slot `value`; asks back when it is missing. */
  | { kind: 'set' }
  /** Moves the current value by the slot `value` or by the target's usual step. */
  | { kind: 'step'; direction: 1 | -1 }
  /** Writes the quantity of the slot `value`, or the target's usual level when none is said. */
  | { kind: 'turn-on' }
  /** Opens (1) or closes (-1): fully, to a share ("half"), or by a little. */
  | { kind: 'travel'; direction: 1 | -1 }
  /** Writes the signal value that the words of the slot `mode` or `color` name. */
  | { kind: 'choice'; slot: 'mode' | 'color'; choices: ChoiceList }
  /** Turns towards the direction that the slot `mode` names: moves the one target that lies on its axis, see `choices.ts`. */
  | { kind: 'aim'; slot: 'mode'; choices: 'direction' }
  /** Writes the words of a slot as they were said. */
  | { kind: 'text'; slot: 'place' | 'query' | 'contact' }
  /** Reads the targets and answers. */
  | { kind: 'answer' }
  /** Speaks about the dialogue itself. */
  | { kind: 'dialogue' };

/** Names of the slots a model may find. */
export const SLOT_NAMES = ['zone', 'value', 'mode', 'color', 'place', 'query', 'contact', 'time'] as const;
export type SlotName = (typeof SLOT_NAMES)[number];

/** Text in both languages of the cockpit. */
export interface Bilingual {
  zh: string;
  en: string;
}

/** One thing the cockpit can be asked for. Everything about it is data; `resolve*.ts` interprets it. */
export interface IntentDefinition {
  /** Stable label, `<thing>.<what>`. */
  id: string;
  /** What it does, for engineers. */
  description: Bilingual;
  risk: Risk;
  /** VSS paths; `{zone}` stands for the seats that `zones` describes. */
  targets: readonly string[];
  zones?: { style: ZoneStyle; fallback: DefaultZone };
  effect: Effect;
  /** -1 where the VSS scale runs against the driver's words, e.g. ventilation on `HeatingCooling`. */
  sign?: -1;
  /** What the cockpit says when it does this; `{zone}` and `{value}` are filled in. */
  speech: Bilingual;
}
