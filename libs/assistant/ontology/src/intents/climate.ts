import type { IntentDefinition } from '../intent.js';
import { onOff } from './on-off.js';

const STATION = 'Vehicle.Cabin.HVAC.Station.{zone}';
const speaker = { style: 'station', fallback: 'speaker' } as const;

/** Air conditioning, heating of the cabin, defrosting. */
export const CLIMATE: readonly IntentDefinition[] = [
  ...onOff('climate', 'Vehicle.Cabin.HVAC.IsAirConditioningActive', { zh: '空调', en: 'the air conditioning' }),
  {
    id: 'climate.temperature.set',
    description: { zh: '把空调温度调到某个值', en: 'set the cabin temperature' },
    risk: 'comfort',
    targets: [`${STATION}.Temperature`],
    zones: speaker,
    effect: { kind: 'set' },
    speech: { zh: '{zone}温度调到{value}', en: 'setting the {zone} temperature to {value}' },
  },
  {
    id: 'climate.temperature.up',
    description: { zh: '调高空调温度', en: 'make the cabin warmer' },
    risk: 'comfort',
    targets: [`${STATION}.Temperature`],
    zones: speaker,
    effect: { kind: 'step', direction: 1 },
    speech: { zh: '{zone}温度调高到{value}', en: 'raising the {zone} temperature to {value}' },
  },
  {
    id: 'climate.temperature.down',
    description: { zh: '调低空调温度', en: 'make the cabin cooler' },
    risk: 'comfort',
    targets: [`${STATION}.Temperature`],
    zones: speaker,
    effect: { kind: 'step', direction: -1 },
    speech: { zh: '{zone}温度调低到{value}', en: 'lowering the {zone} temperature to {value}' },
  },
  {
    id: 'climate.fan.set',
    description: { zh: '把风量调到某个值', en: 'set the fan speed' },
    risk: 'comfort',
    targets: [`${STATION}.FanSpeed`],
    zones: speaker,
    effect: { kind: 'set' },
    speech: { zh: '{zone}风量调到{value}', en: 'setting the {zone} fan to {value}' },
  },
  {
    id: 'climate.fan.up',
    description: { zh: '加大风量', en: 'blow harder' },
    risk: 'comfort',
    targets: [`${STATION}.FanSpeed`],
    zones: speaker,
    effect: { kind: 'step', direction: 1 },
    speech: { zh: '{zone}风量加大到{value}', en: 'turning the {zone} fan up to {value}' },
  },
  {
    id: 'climate.fan.down',
    description: { zh: '减小风量', en: 'blow softer' },
    risk: 'comfort',
    targets: [`${STATION}.FanSpeed`],
    zones: speaker,
    effect: { kind: 'step', direction: -1 },
    speech: { zh: '{zone}风量减小到{value}', en: 'turning the {zone} fan down to {value}' },
  },
  {
    id: 'climate.airflow.set',
    description: { zh: '选择出风方向', en: 'choose where the air blows' },
    risk: 'comfort',
    targets: [`${STATION}.AirDistribution`],
    zones: speaker,
    effect: { kind: 'choice', slot: 'mode', choices: 'airflow' },
    speech: { zh: '{zone}出风改为{value}', en: 'pointing the {zone} air at {value}' },
  },
  ...onOff('climate.recirculation', 'Vehicle.Cabin.HVAC.IsRecirculationActive', { zh: '内循环', en: 'air recirculation' }),
  {
    id: 'climate.mode',
    description: { zh: '空调制冷、制热、通风或除湿', en: 'let the climate control cool, heat, ventilate or dry' },
    risk: 'comfort',
    targets: ['Vehicle.Cabin.HVAC.Mode'],
    effect: { kind: 'choice', slot: 'mode', choices: 'climateMode' },
    speech: { zh: '空调切换到{value}', en: 'switching the climate control to {value}' },
  },
  ...onOff('climate.sync', 'Vehicle.Cabin.HVAC.IsZoneSyncActive', { zh: '温区同步', en: 'the same temperature everywhere' }),
  ...onOff('climate.auto', 'Vehicle.Cabin.HVAC.IsAutoModeActive', { zh: '空调自动模式', en: 'automatic climate control' }),
  ...onOff('defrost.front', 'Vehicle.Cabin.HVAC.IsFrontDefrosterActive', { zh: '前挡风除雾', en: 'the front defroster' }),
  ...onOff('defrost.rear', 'Vehicle.Cabin.HVAC.IsRearDefrosterActive', { zh: '后挡风除雾', en: 'the rear defroster' }),
];
