import type { IntentDefinition } from '../intent.js';
import { onOff } from './on-off.js';

const AMBIENT = 'Vehicle.Cabin.Light.AmbientLight.{zone}';
const everywhere = { style: 'side', fallback: 'all' } as const;

/** Light inside the cabin and outside the car. */
export const LIGHTS: readonly IntentDefinition[] = [
  ...onOff('light.ambient', `${AMBIENT}.IsLightOn`, { zh: '氛围灯', en: 'the ambient light' }, { zones: everywhere }),
  {
    id: 'light.ambient.color',
    description: { zh: '氛围灯换颜色', en: 'change the colour of the ambient light' },
    risk: 'comfort',
    targets: [`${AMBIENT}.Color`],
    zones: everywhere,
    effect: { kind: 'choice', slot: 'color', choices: 'ambientColor' },
    speech: { zh: '{zone}氛围灯换成{value}', en: 'changing the ambient light ({zone}) to {value}' },
  },
  {
    id: 'light.ambient.set',
    description: { zh: '氛围灯亮度调到某个值', en: 'set the brightness of the ambient light' },
    risk: 'comfort',
    targets: [`${AMBIENT}.Intensity`],
    zones: everywhere,
    effect: { kind: 'set' },
    speech: { zh: '{zone}氛围灯亮度{value}', en: 'setting the ambient light ({zone}) to {value}' },
  },
  {
    id: 'light.ambient.up',
    description: { zh: '氛围灯调亮', en: 'make the ambient light brighter' },
    risk: 'comfort',
    targets: [`${AMBIENT}.Intensity`],
    zones: everywhere,
    effect: { kind: 'step', direction: 1 },
    speech: { zh: '{zone}氛围灯调亮到{value}', en: 'brightening the ambient light ({zone}) to {value}' },
  },
  {
    id: 'light.ambient.down',
    description: { zh: '氛围灯调暗', en: 'dim the ambient light' },
    risk: 'comfort',
    targets: [`${AMBIENT}.Intensity`],
    zones: everywhere,
    effect: { kind: 'step', direction: -1 },
    speech: { zh: '{zone}氛围灯调暗到{value}', en: 'dimming the ambient light ({zone}) to {value}' },
  },
  ...onOff(
    'light.reading',
    'Vehicle.Cabin.Light.Spotlight.{zone}.IsLightOn',
    { zh: '阅读灯', en: 'the reading light' },
    { zones: { style: 'side', fallback: 'speaker' }, offFallback: 'all' },
  ),
  ...onOff('light.dome', 'Vehicle.Cabin.Light.IsDomeOn', { zh: '车内灯', en: 'the dome light' }),
  ...onOff('light.low-beam', 'Vehicle.Body.Lights.Beam.Low.IsOn', { zh: '大灯', en: 'the headlights' }, { risk: 'safety' }),
  ...onOff('light.high-beam', 'Vehicle.Body.Lights.Beam.High.IsOn', { zh: '远光灯', en: 'the high beam' }, { risk: 'safety' }),
  ...onOff(
    'light.fog',
    'Vehicle.Body.Lights.Fog.{zone}.IsOn',
    { zh: '雾灯', en: 'the fog lights' },
    { risk: 'safety', zones: { style: 'end', fallback: 'all' } },
  ),
  ...onOff('light.parking', 'Vehicle.Body.Lights.Parking.IsOn', { zh: '示宽灯', en: 'the parking lights' }, { risk: 'safety' }),
  ...onOff('light.hazard', 'Vehicle.Body.Lights.Hazard.IsSignaling', { zh: '双闪', en: 'the hazard lights' }, { risk: 'safety' }),
  {
    id: 'light.auto',
    description: { zh: '大灯自动模式', en: 'automatic headlights' },
    risk: 'safety',
    targets: ['Vehicle.Body.Lights.LightSwitch'],
    effect: { kind: 'constant', value: 'AUTO' },
    speech: { zh: '大灯设为自动', en: 'setting the headlights to automatic' },
  },
];
