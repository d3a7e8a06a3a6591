import type { Bilingual, IntentDefinition } from '../intent.js';

const SEAT = 'Vehicle.Cabin.Seat.{zone}';
const speaker = { style: 'side', fallback: 'speaker' } as const;

interface Strength {
  id: string;
  target: string;
  thing: Bilingual;
  zones?: IntentDefinition['zones'];
  sign?: -1;
}

/** On, off, set, up and down of something with a strength between 0 (off) and 100 percent. */
function strength({ id, target, thing, zones, sign }: Strength): IntentDefinition[] {
  const base = { risk: 'comfort', targets: [target], zones, ...(sign ? { sign } : {}) } as const;
  const zone = zones ? '{zone}' : '';
  const where = zones ? ' ({zone})' : '';
  return [
    {
      ...base,
      id: `${id}.on`,
      description: { zh: `打开${thing.zh}，可带档位`, en: `turn on ${thing.en}, with or without a level` },
      effect: { kind: 'turn-on' },
      speech: { zh: `打开${zone}${thing.zh}，{value}`, en: `turning on ${thing.en}${where} at {value}` },
    },
    {
      ...base,
      id: `${id}.off`,
      description: { zh: `关闭${thing.zh}`, en: `turn off ${thing.en}` },
      effect: { kind: 'constant', value: 0 },
      speech: { zh: `关闭${zone}${thing.zh}`, en: `turning off ${thing.en}${where}` },
    },
    {
      ...base,
      id: `${id}.up`,
      description: { zh: `调高${thing.zh}`, en: `turn up ${thing.en}` },
      effect: { kind: 'step', direction: 1 },
      speech: { zh: `${zone}${thing.zh}调高到{value}`, en: `turning up ${thing.en}${where} to {value}` },
    },
    {
      ...base,
      id: `${id}.down`,
      description: { zh: `调低${thing.zh}`, en: `turn down ${thing.en}` },
      effect: { kind: 'step', direction: -1 },
      speech: { zh: `${zone}${thing.zh}调低到{value}`, en: `turning down ${thing.en}${where} to {value}` },
    },
  ];
}

interface Move {
  id: string;
  part: string;
  direction: 1 | -1;
  description: Bilingual;
  speech: Bilingual;
}

const move = ({ id, part, direction, description, speech }: Move): IntentDefinition => ({
  id,
  description,
  risk: 'safety',
  targets: [`${SEAT}.${part}`],
  zones: speaker,
  effect: { kind: 'step', direction },
  speech,
});

const memory = (id: string, part: string, description: Bilingual, speech: Bilingual): IntentDefinition => ({
  id,
  description,
  risk: 'safety',
  targets: [`${SEAT}.Memory.${part}`],
  zones: speaker,
  effect: { kind: 'turn-on' },
  speech,
});

/** Seats and steering wheel: heating, ventilation, massage, position. Moving a seat is safety-relevant: it may be the driver's. */
export const SEATS: readonly IntentDefinition[] = [
  ...strength({ id: 'seat.heat', target: `${SEAT}.HeatingCooling`, thing: { zh: '座椅加热', en: 'seat heating' }, zones: speaker }),
  ...strength({
    id: 'seat.vent',
    target: `${SEAT}.HeatingCooling`,
    thing: { zh: '座椅通风', en: 'seat ventilation' },
    zones: speaker,
    sign: -1,
  }),
  ...strength({ id: 'seat.massage', target: `${SEAT}.Massage.Level`, thing: { zh: '座椅按摩', en: 'seat massage' }, zones: speaker }),
  ...strength({
    id: 'steering.heat',
    target: 'Vehicle.Chassis.SteeringWheel.HeatingCooling',
    thing: { zh: '方向盘加热', en: 'steering wheel heating' },
  }),
  move({
    id: 'seat.forward',
    part: 'Position',
    direction: -1,
    description: { zh: '座椅向前移', en: 'move the seat forward' },
    speech: { zh: '{zone}座椅前移', en: 'moving the {zone} seat forward' },
  }),
  move({
    id: 'seat.backward',
    part: 'Position',
    direction: 1,
    description: { zh: '座椅向后移', en: 'move the seat back' },
    speech: { zh: '{zone}座椅后移', en: 'moving the {zone} seat back' },
  }),
  move({
    id: 'seat.recline',
    part: 'Backrest.Recline',
    direction: 1,
    description: { zh: '靠背放倒', en: 'recline the seat' },
    speech: { zh: '{zone}靠背放倒一些', en: 'reclining the {zone} seat' },
  }),
  move({
    id: 'seat.upright',
    part: 'Backrest.Recline',
    direction: -1,
    description: { zh: '靠背调直', en: 'put the seat upright' },
    speech: { zh: '{zone}靠背调直一些', en: 'putting the {zone} seat more upright' },
  }),
  move({
    id: 'seat.raise',
    part: 'Height',
    direction: 1,
    description: { zh: '座椅升高', en: 'raise the seat' },
    speech: { zh: '{zone}座椅升高', en: 'raising the {zone} seat' },
  }),
  move({
    id: 'seat.lower',
    part: 'Height',
    direction: -1,
    description: { zh: '座椅降低', en: 'lower the seat' },
    speech: { zh: '{zone}座椅降低', en: 'lowering the {zone} seat' },
  }),
  move({
    id: 'seat.lumbar.up',
    part: 'Backrest.LumbarSupport',
    direction: 1,
    description: { zh: '腰托顶出', en: 'more lumbar support' },
    speech: { zh: '{zone}腰托顶出一些', en: 'more lumbar support ({zone})' },
  }),
  move({
    id: 'seat.lumbar.down',
    part: 'Backrest.LumbarSupport',
    direction: -1,
    description: { zh: '腰托收回', en: 'less lumbar support' },
    speech: { zh: '{zone}腰托收回一些', en: 'less lumbar support ({zone})' },
  }),
  memory(
    'seat.memory.recall',
    'Recall',
    { zh: '座椅调到记忆位置', en: 'move the seat to a stored position' },
    { zh: '{zone}座椅调到记忆位置{value}', en: 'moving the seat ({zone}) to position {value}' },
  ),
  memory(
    'seat.memory.store',
    'Store',
    { zh: '记住座椅位置', en: "store the seat's position" },
    { zh: '{zone}座椅位置存为{value}', en: 'storing the position of the seat ({zone}) as {value}' },
  ),
];
