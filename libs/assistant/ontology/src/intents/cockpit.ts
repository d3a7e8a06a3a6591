import type { IntentDefinition } from '../intent.js';
import { onOff } from './on-off.js';

const BRIGHTNESS = 'Vehicle.Cabin.Infotainment.HMI.Brightness';

/** Screen and drive mode. */
export const COCKPIT: readonly IntentDefinition[] = [
  {
    id: 'screen.brightness.set',
    description: { zh: '屏幕亮度调到某个值', en: 'set the screen brightness' },
    risk: 'comfort',
    targets: [BRIGHTNESS],
    effect: { kind: 'set' },
    speech: { zh: '屏幕亮度调到{value}', en: 'setting the screen brightness to {value}' },
  },
  {
    id: 'screen.brightness.up',
    description: { zh: '屏幕调亮', en: 'make the screen brighter' },
    risk: 'comfort',
    targets: [BRIGHTNESS],
    effect: { kind: 'step', direction: 1 },
    speech: { zh: '屏幕调亮到{value}', en: 'brightening the screen to {value}' },
  },
  {
    id: 'screen.brightness.down',
    description: { zh: '屏幕调暗', en: 'dim the screen' },
    risk: 'comfort',
    targets: [BRIGHTNESS],
    effect: { kind: 'step', direction: -1 },
    speech: { zh: '屏幕调暗到{value}', en: 'dimming the screen to {value}' },
  },
  {
    id: 'screen.mode',
    description: { zh: '切换白天或夜间模式', en: 'switch the screen between day and night' },
    risk: 'comfort',
    targets: ['Vehicle.Cabin.Infotainment.HMI.DayNightMode'],
    effect: { kind: 'choice', slot: 'mode', choices: 'dayNight' },
    speech: { zh: '屏幕切换到{value}', en: 'switching the screen to {value}' },
  },
  ...onOff('screen', 'Vehicle.Cabin.Infotainment.HMI.IsScreenOn', { zh: '屏幕', en: 'the screen' }),
  {
    id: 'drive.mode',
    description: { zh: '切换驾驶模式', en: 'change the drive mode' },
    risk: 'safety',
    targets: ['Vehicle.Powertrain.Transmission.PerformanceMode'],
    effect: { kind: 'choice', slot: 'mode', choices: 'driveMode' },
    speech: { zh: '驾驶模式切换到{value}', en: 'switching the drive mode to {value}' },
  },
  ...onOff('fragrance', 'Vehicle.Cabin.Fragrance.IsOn', { zh: '香氛', en: 'the fragrance diffuser' }),
];
