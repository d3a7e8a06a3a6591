import type { IntentDefinition } from '../intent.js';
import { onOff } from './on-off.js';

const openClose = { on: { zh: '打开', en: 'opening' }, off: { zh: '关闭', en: 'closing' }, onId: 'open', offId: 'close' };
const WIPING = 'Vehicle.Body.Windshield.{zone}.Wiping.Mode';
const windscreen = { style: 'end', fallback: 'front' } as const;
const CHARGING = 'Vehicle.Powertrain.TractionBattery.Charging';

/** The car's shell: tailgate, doors, flaps, mirrors, wipers, charging. */
export const BODY: readonly IntentDefinition[] = [
  ...onOff('tailgate', 'Vehicle.Body.Trunk.Rear.IsOpen', { zh: '后备箱', en: 'the tailgate' }, { risk: 'security', verbs: openClose }),
  ...onOff('frunk', 'Vehicle.Body.Trunk.Front.IsOpen', { zh: '前备箱', en: 'the front trunk' }, { risk: 'security', verbs: openClose }),
  ...onOff(
    'door.lock',
    'Vehicle.Cabin.Door.{zone}.IsLocked',
    { zh: '车门', en: 'the doors' },
    {
      risk: 'security',
      zones: { style: 'side', fallback: 'all' },
      verbs: { on: { zh: '锁上', en: 'locking' }, off: { zh: '解锁', en: 'unlocking' } },
    },
  ),
  ...onOff(
    'charge-port',
    `${CHARGING}.ChargingPort.AnyPosition.IsFlapOpen`,
    { zh: '充电口', en: 'the charge port' },
    { risk: 'security', verbs: openClose },
  ),
  ...onOff(
    'fuel-flap',
    'Vehicle.Powertrain.FuelSystem.IsFuelPortFlapOpen',
    { zh: '油箱盖', en: 'the fuel flap' },
    { risk: 'security', verbs: openClose },
  ),
  {
    id: 'charging.limit',
    description: { zh: '设置充电上限', en: 'set the charge limit' },
    risk: 'comfort',
    targets: [`${CHARGING}.ChargeLimit`],
    effect: { kind: 'set' },
    speech: { zh: '充电上限设为{value}', en: 'setting the charge limit to {value}' },
  },
  ...onOff(
    'mirror.fold',
    'Vehicle.Body.Mirrors.{zone}.IsFolded',
    { zh: '后视镜', en: 'the mirrors' },
    {
      risk: 'safety',
      zones: { style: 'mirror', fallback: 'all' },
      verbs: { on: { zh: '折叠', en: 'folding' }, off: { zh: '展开', en: 'unfolding' } },
    },
  ),
  ...onOff(
    'mirror.heat',
    'Vehicle.Body.Mirrors.{zone}.IsHeatingOn',
    { zh: '后视镜加热', en: 'mirror heating' },
    { zones: { style: 'mirror', fallback: 'all' } },
  ),
  {
    id: 'wiper.on',
    description: { zh: '打开雨刮', en: 'turn on the wipers' },
    risk: 'safety',
    targets: [WIPING],
    zones: windscreen,
    effect: { kind: 'constant', value: 'MEDIUM' },
    speech: { zh: '打开{zone}雨刮', en: 'turning on the {zone} wipers' },
  },
  {
    id: 'wiper.off',
    description: { zh: '关闭雨刮', en: 'turn off the wipers' },
    risk: 'safety',
    targets: [WIPING],
    zones: windscreen,
    effect: { kind: 'constant', value: 'OFF' },
    speech: { zh: '关闭{zone}雨刮', en: 'turning off the {zone} wipers' },
  },
  {
    id: 'wiper.mode',
    description: { zh: '雨刮换档', en: 'choose how the wipers wipe' },
    risk: 'safety',
    targets: [WIPING],
    zones: windscreen,
    effect: { kind: 'choice', slot: 'mode', choices: 'wiper' },
    speech: { zh: '{zone}雨刮{value}', en: 'setting the {zone} wipers to {value}' },
  },
  {
    id: 'wiper.wash',
    description: { zh: '喷玻璃水', en: 'wash the windscreen' },
    risk: 'comfort',
    targets: ['Vehicle.Body.Windshield.{zone}.Washer.IsActive'],
    zones: windscreen,
    effect: { kind: 'constant', value: true },
    speech: { zh: '{zone}喷玻璃水', en: 'washing the {zone} windscreen' },
  },
  {
    id: 'mirror.adjust',
    description: { zh: '调节后视镜', en: 'turn the mirrors' },
    risk: 'safety',
    targets: ['Vehicle.Body.Mirrors.{zone}.Tilt', 'Vehicle.Body.Mirrors.{zone}.Yaw'],
    zones: { style: 'mirror', fallback: 'all' },
    effect: { kind: 'aim', slot: 'mode', choices: 'direction' },
    speech: { zh: '调节{zone}后视镜', en: 'turning the mirrors ({zone})' },
  },
  {
    id: 'charging.start',
    description: { zh: '开始充电', en: 'start charging' },
    risk: 'comfort',
    targets: [`${CHARGING}.StartStopCharging`],
    effect: { kind: 'constant', value: 'START' },
    speech: { zh: '开始充电', en: 'starting to charge' },
  },
  {
    id: 'charging.stop',
    description: { zh: '停止充电', en: 'stop charging' },
    risk: 'comfort',
    targets: [`${CHARGING}.StartStopCharging`],
    effect: { kind: 'constant', value: 'STOP' },
    speech: { zh: '停止充电', en: 'no longer charging' },
  },
];
