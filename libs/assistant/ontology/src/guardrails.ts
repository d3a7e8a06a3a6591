import type { Action, Risk, SignalValue, VehicleState } from '@headway/contracts';
import { findIntent } from './catalogue.js';
import type { Bilingual } from './intent.js';
import { findLimit, pathMatches } from './limits.js';
import type { Limit } from './limits.js';
import { expandTargets } from './zones.js';

/** Above this the car counts as moving; wheel speed sensors jitter below it. */
export const STANDING_KMH = 3;
const FAST_KMH = 120;

/** A rule about the moment: whether the vehicle's state allows an action at all, or only after the driver has confirmed it. */
export interface VehicleRule {
  id: string;
  paths: readonly string[];
  /** Only writes of these values; every value when absent. */
  values?: (value: SignalValue) => boolean;
  /** The rule bites above this speed; always when absent. */
  aboveKmh?: number;
  outcome: 'refused' | 'needs-confirmation';
  say: Bilingual;
}

const FLAPS = [
  'Vehicle.Powertrain.TractionBattery.Charging.ChargingPort.AnyPosition.IsFlapOpen',
  'Vehicle.Powertrain.FuelSystem.IsFuelPortFlapOpen',
];
const TRUNKS = ['Vehicle.Body.Trunk.Rear.IsOpen', 'Vehicle.Body.Trunk.Front.IsOpen'];
const isTrue = (value: SignalValue) => value === true;
const isFalse = (value: SignalValue) => value === false;

/** In the order in which they are tried; the first that bites decides. */
export const VEHICLE_RULES: readonly VehicleRule[] = [
  {
    id: 'standing-only.openings',
    paths: [...TRUNKS, ...FLAPS],
    values: isTrue,
    aboveKmh: STANDING_KMH,
    outcome: 'refused',
    say: { zh: '行驶中不能打开', en: 'that can only be opened while the car stands' },
  },
  {
    id: 'standing-only.unlock',
    paths: ['Vehicle.Cabin.Door.*.IsLocked'],
    values: isFalse,
    aboveKmh: STANDING_KMH,
    outcome: 'refused',
    say: { zh: '行驶中不能解锁车门', en: 'the doors stay locked while the car moves' },
  },
  {
    id: 'standing-only.mirrors',
    paths: ['Vehicle.Body.Mirrors.*.IsFolded'],
    values: isTrue,
    aboveKmh: STANDING_KMH,
    outcome: 'refused',
    say: { zh: '行驶中不能折叠后视镜', en: 'the mirrors cannot be folded while the car moves' },
  },
  {
    id: 'standing-only.driver-seat',
    paths: [
      'Vehicle.Cabin.Seat.Row1.DriverSide.Position',
      'Vehicle.Cabin.Seat.Row1.DriverSide.Height',
      'Vehicle.Cabin.Seat.Row1.DriverSide.Backrest.Recline',
      'Vehicle.Cabin.Seat.Row1.DriverSide.Memory.Recall',
    ],
    aboveKmh: STANDING_KMH,
    outcome: 'refused',
    say: { zh: '行驶中不能调节驾驶座', en: "the driver's seat cannot be moved while the car moves" },
  },
  {
    id: 'lights-on-while-moving',
    paths: ['Vehicle.Body.Lights.Beam.Low.IsOn'],
    values: isFalse,
    aboveKmh: STANDING_KMH,
    outcome: 'refused',
    say: { zh: '行驶中不能关闭大灯', en: 'the headlights stay on while the car moves' },
  },
  {
    id: 'high-speed.openings',
    paths: ['Vehicle.Cabin.Door.*.Window.Position', 'Vehicle.Cabin.Sunroof.Position'],
    values: (value) => value !== 0,
    aboveKmh: FAST_KMH,
    outcome: 'needs-confirmation',
    say: { zh: '现在车速很快', en: 'the car is going very fast' },
  },
  {
    id: 'drive-mode-while-moving',
    paths: ['Vehicle.Powertrain.Transmission.PerformanceMode'],
    aboveKmh: STANDING_KMH,
    outcome: 'needs-confirmation',
    say: { zh: '车辆正在行驶', en: 'the car is moving' },
  },
  {
    id: 'confirm.openings',
    paths: TRUNKS,
    values: isTrue,
    outcome: 'needs-confirmation',
    say: { zh: '需要您确认', en: 'please confirm' },
  },
  {
    id: 'confirm.unlock',
    paths: ['Vehicle.Cabin.Door.*.IsLocked'],
    values: isFalse,
    outcome: 'needs-confirmation',
    say: { zh: '需要您确认', en: 'please confirm' },
  },
];

/** Guardrails that hold for every action, whatever the vehicle does. */
const STATIC_RULES = {
  'allow-list': { zh: '这个功能不允许语音控制', en: 'I am not allowed to control that' },
  intent: { zh: '这个动作和请求不符', en: 'that action does not belong to the request' },
  type: { zh: '数值类型不对', en: 'the value has the wrong type' },
  unit: { zh: '单位不对', en: 'the unit is wrong' },
  range: { zh: '超出允许范围', en: 'the value is out of range' },
} as const satisfies Record<string, Bilingual>;

/** A rule that depends on the speed, when the speed is not known. */
export const STATE_UNKNOWN = 'vehicle-state-unknown';

/** Why a rule said no, in words for the driver. */
export function ruleSpeech(rule: string): Bilingual {
  const found = VEHICLE_RULES.find(({ id }) => id === rule)?.say ?? (STATIC_RULES as Record<string, Bilingual>)[rule];
  return found ?? { zh: '需要您确认', en: 'please confirm' };
}

/** What the guardrails say; `rule` names the one that bit. */
export interface Verdict {
  status: Action['status'];
  rule?: string;
}

const refuse = (rule: keyof typeof STATIC_RULES): Verdict => ({ status: 'refused', rule });

function withinLimit(value: SignalValue, limit: Limit): boolean {
  if (typeof value === 'number') return value >= (limit.min ?? -Infinity) && value <= (limit.max ?? Infinity);
  if (typeof value === 'boolean') return true;
  if (limit.allowed) return limit.allowed.includes(value);
  return limit.pattern ? limit.pattern.test(value) : value.length <= (limit.maxLength ?? 0);
}

function staticVerdict(action: Action): Verdict {
  const limit = findLimit(action.path);
  if (!limit) return refuse('allow-list');
  const intent = findIntent(action.intent);
  if (!intent || intent.effect.kind === 'answer' || !expandTargets(intent.targets, intent.zones?.style, 'all').includes(action.path))
    return refuse('intent');
  if (typeof action.value !== limit.datatype || (typeof action.value === 'number' && !Number.isFinite(action.value))) return refuse('type');
  if (action.unit !== limit.unit) return refuse('unit');
  return withinLimit(action.value as SignalValue, limit) ? { status: 'ready' } : refuse('range');
}

/** Whether a rule is about this write at all. */
const bites = (rule: VehicleRule, { path, value }: Pick<Action, 'path' | 'value'>) =>
  rule.paths.some((pattern) => pathMatches(pattern, path)) && (!rule.values || value === undefined || rule.values(value));

function vehicleVerdict(action: Pick<Action, 'path' | 'value'>, state: VehicleState): Verdict {
  const speed = state['Vehicle.Speed'];
  for (const rule of VEHICLE_RULES) {
    if (!bites(rule, action)) continue;
    if (rule.aboveKmh === undefined) return { status: rule.outcome, rule: rule.id };
    if (typeof speed !== 'number') return { status: 'needs-confirmation', rule: STATE_UNKNOWN };
    if (speed > rule.aboveKmh) return { status: rule.outcome, rule: rule.id };
  }
  return { status: 'ready' };
}

const SEVERITY = { ready: 0, 'needs-confirmation': 1, refused: 2 } as const;

/**
 * Runs every guardrail on one action: in the cloud when the plan is made, and again in the car right before it is actuated, with
 * the car's own state. A verdict already on the action stands when it is stricter, except one that was only due to missing state.
 * `confirmed` says that the driver has just confirmed: it lifts `needs-confirmation`, never a refusal. A question (no value,
 * risk `information`) writes nothing and passes.
 */
export function checkAction(action: Action, state: VehicleState, { confirmed = false } = {}): Action {
  const { rule: formerRule, ...bare } = action;
  const intent = findIntent(action.intent);
  if (intent?.effect.kind === 'answer' && action.value === undefined) return action;
  const fixed = staticVerdict(action);
  let verdict = fixed.status === 'ready' ? vehicleVerdict(action, state) : fixed;
  const former: Verdict = formerRule === STATE_UNKNOWN ? { status: 'ready' } : { status: action.status, rule: formerRule };
  if (SEVERITY[former.status] > SEVERITY[verdict.status]) verdict = former;
  if (confirmed && verdict.status === 'needs-confirmation') verdict = { status: 'ready' };
  return {
    ...bare,
    risk: intent?.risk ?? (action.risk satisfies Risk),
    status: verdict.status,
    ...(verdict.rule ? { rule: verdict.rule } : {}),
  };
}

/** A write that no utterance stands behind, e.g. an engineer's command from afar. */
export interface Write {
  path: string;
  value: SignalValue;
}

/**
 * The guardrails that need no vehicle state, on a write without an intent: allow-list, type, range. `needs-confirmation` names a rule
 * by which the cockpit would ask the driver whatever the car does.
 */
export function checkWrite({ path, value }: Write): Verdict {
  const limit = findLimit(path);
  if (!limit) return refuse('allow-list');
  if (typeof value !== limit.datatype || (typeof value === 'number' && !Number.isFinite(value))) return refuse('type');
  if (!withinLimit(value, limit)) return refuse('range');
  const asking = VEHICLE_RULES.find((rule) => rule.aboveKmh === undefined && bites(rule, { path, value }));
  return asking ? { status: asking.outcome, rule: asking.id } : { status: 'ready' };
}

/**
 * Every guardrail on a write, in the car and with the car's own state. Nobody in the car has been asked: where the cockpit would ask
 * because of how the car moves, the write is refused; that somebody outside has confirmed it was settled before it was sent.
 */
export function checkWriteInCar(write: Write, state: VehicleState): Verdict {
  const fixed = checkWrite(write);
  if (fixed.status === 'refused') return fixed;
  const speed = state['Vehicle.Speed'];
  for (const rule of VEHICLE_RULES) {
    if (rule.aboveKmh === undefined || !bites(rule, write)) continue;
    if (typeof speed !== 'number') return { status: 'refused', rule: STATE_UNKNOWN };
    if (speed > rule.aboveKmh) return { status: 'refused', rule: rule.id };
  }
  return { status: 'ready' };
}
