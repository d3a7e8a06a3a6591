import type { Bilingual, IntentDefinition } from '../intent.js';
import { onOff } from './on-off.js';

interface Opening {
  id: string;
  target: string;
  thing: Bilingual;
  zones?: { open: NonNullable<IntentDefinition['zones']>; close: NonNullable<IntentDefinition['zones']> };
  /** Shades count the other way round: VSS gives them 0 = retracted. */
  sign?: -1;
}

function opening({ id, target, thing, zones, sign }: Opening): IntentDefinition[] {
  const zone = zones ? '{zone}' : '';
  const base = { risk: 'comfort', targets: [target], ...(sign ? { sign } : {}) } as const;
  return [
    {
      ...base,
      id: `${id}.open`,
      description: { zh: `打开${thing.zh}，可带开度`, en: `open ${thing.en}, fully or by a share` },
      zones: zones?.open,
      effect: { kind: 'travel', direction: 1 },
      speech: { zh: `${zone}${thing.zh}打开到{value}`, en: `opening ${thing.en}${zones ? ' ({zone})' : ''} to {value}` },
    },
    {
      ...base,
      id: `${id}.close`,
      description: { zh: `关闭${thing.zh}，可带开度`, en: `close ${thing.en}, fully or by a share` },
      zones: zones?.close,
      effect: { kind: 'travel', direction: -1 },
      speech: { zh: `关闭${zone}${thing.zh}，开度{value}`, en: `closing ${thing.en}${zones ? ' ({zone})' : ''} to {value}` },
    },
  ];
}

const DOOR = 'Vehicle.Cabin.Door.{zone}';

/** Windows, sunroof and shades. Without a zone, opening means the speaker's window, closing means all of them. */
export const OPENINGS: readonly IntentDefinition[] = [
  ...opening({
    id: 'window',
    target: `${DOOR}.Window.Position`,
    thing: { zh: '车窗', en: 'the window' },
    zones: { open: { style: 'side', fallback: 'speaker' }, close: { style: 'side', fallback: 'all' } },
  }),
  ...onOff('window.lock', 'Vehicle.Cabin.IsWindowChildLockEngaged', { zh: '车窗锁', en: 'the window lock' }),
  ...opening({ id: 'sunroof', target: 'Vehicle.Cabin.Sunroof.Position', thing: { zh: '天窗', en: 'the sunroof' } }),
  {
    id: 'sunroof.tilt',
    description: { zh: '天窗翘起通风', en: 'tilt the sunroof' },
    risk: 'comfort',
    targets: ['Vehicle.Cabin.Sunroof.Position'],
    effect: { kind: 'constant', value: -100 },
    speech: { zh: '天窗翘起', en: 'tilting the sunroof' },
  },
  ...opening({ id: 'shade', target: 'Vehicle.Cabin.Sunroof.Shade.Position', thing: { zh: '遮阳帘', en: 'the sunroof shade' }, sign: -1 }),
  ...opening({ id: 'shade.rear', target: 'Vehicle.Cabin.RearShade.Position', thing: { zh: '后遮阳帘', en: 'the rear shade' }, sign: -1 }),
];
