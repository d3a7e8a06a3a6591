import type { IntentDefinition } from '../intent.js';

const NAVIGATION = 'Vehicle.Cabin.Infotainment.Navigation';

/** Where to go. The destination is handed to the navigation system as it was said; finding it on a map is that system's part. */
export const NAVIGATION_INTENTS: readonly IntentDefinition[] = [
  {
    id: 'navigation.to',
    description: { zh: '导航到某地', en: 'navigate to a place' },
    risk: 'comfort',
    targets: [`${NAVIGATION}.DestinationText`],
    effect: { kind: 'text', slot: 'place' },
    speech: { zh: '导航去{value}', en: 'navigating to {value}' },
  },
  {
    id: 'navigation.via',
    description: { zh: '途经某地', en: 'stop somewhere on the way' },
    risk: 'comfort',
    targets: [`${NAVIGATION}.ViaText`],
    effect: { kind: 'text', slot: 'place' },
    speech: { zh: '途经{value}', en: 'stopping at {value} on the way' },
  },
  {
    id: 'navigation.avoid',
    description: { zh: '避开高速、收费、拥堵或轮渡', en: 'avoid motorways, tolls, traffic or ferries' },
    risk: 'comfort',
    targets: [`${NAVIGATION}.Avoid`],
    effect: { kind: 'choice', slot: 'mode', choices: 'routeAvoid' },
    speech: { zh: '避开{value}', en: 'avoiding {value}' },
  },
  {
    id: 'navigation.prefer',
    description: { zh: '优先最快、最短路线或高速', en: 'prefer the fastest or shortest route, or motorways' },
    risk: 'comfort',
    targets: [`${NAVIGATION}.Prefer`],
    effect: { kind: 'choice', slot: 'mode', choices: 'routePrefer' },
    speech: { zh: '优先{value}', en: 'preferring {value}' },
  },
  {
    id: 'navigation.cancel',
    description: { zh: '结束导航', en: 'stop the route guidance' },
    risk: 'comfort',
    targets: [`${NAVIGATION}.DestinationText`],
    effect: { kind: 'constant', value: '' },
    speech: { zh: '结束导航', en: 'ending the route guidance' },
  },
  {
    id: 'navigation.mute',
    description: { zh: '关闭导航播报', en: 'silence the route guidance' },
    risk: 'comfort',
    targets: [`${NAVIGATION}.Mute`],
    effect: { kind: 'constant', value: 'MUTED' },
    speech: { zh: '关闭导航播报', en: 'silencing the route guidance' },
  },
  {
    id: 'navigation.unmute',
    description: { zh: '打开导航播报', en: 'let the route guidance speak' },
    risk: 'comfort',
    targets: [`${NAVIGATION}.Mute`],
    effect: { kind: 'constant', value: 'UNMUTED' },
    speech: { zh: '打开导航播报', en: 'letting the route guidance speak' },
  },
];
