import { off, on, shift } from './patterns.js';

const HEAT =
  '(seat heating|seat heater|heated seat|heated seats|seat warmer|seat heat|seat warmers|seat heaters|[zone:<seat>] seat heater|[zone:<seat>] seat heating|[zone:<seat>] heated seat|[zone:<seat>] seat warmer|seat heating <for>|seat heater <for>|seat heat <for>|bun warmer|bum warmer|butt warmer)';
const VENT =
  '(seat ventilation|ventilated seat|ventilated seats|seat cooling|seat cooler|cooled seat|cooled seats|seat fan|[zone:<seat>] seat ventilation|[zone:<seat>] seat cooling|[zone:<seat>] ventilated seat|seat ventilation <for>|seat cooling <for>|air conditioned seat|seat vents)';
const MASSAGE =
  '(massage|seat massage|massage seat|massager|back massage|[zone:<seat>] seat massage|[zone:<seat>] massage|massage <for>|seat massager|massage function|massaging seat)';
const WHEEL =
  '(steering wheel heating|steering wheel heater|heated steering wheel|steering wheel heat|wheel heater|heated wheel|wheel heating|steering wheel warmer)';
const SEAT = '([zone:my] seat|the seat|the [zone:<seat>] seat|seat|[zone:<seat>] seat|my chair)';
const BACK =
  '([zone:my] seat|the seat|the [zone:<seat>] seat|the backrest|my backrest|[zone:my] seat back|the seat back|the [zone:<seat>] seat back|the [zone:<seat>] backrest|my chair)';
const LEVEL = '(<level>|<level>|<high>|<low>|medium|<small>|high|low)';

const levels = (thing: string): string[] => [
  `<on> <the> ${thing} (to|at|on) [value:${LEVEL}]`,
  `(set|put|turn) <the> ${thing} (to|on|at) [value:${LEVEL}]`,
  `${thing} (to|on|) [value:${LEVEL}]`,
  `[value:<level>] ${thing}`,
];

const LUMBAR =
  '(lumbar|lumbar support|back support|lower back support|[zone:<seat>] lumbar|[zone:my] lumbar support|[zone:<seat>] lumbar support)';
const NUMBER = '(one|two|three|1|2|3)';

/** English templates of seats and steering wheel. */
export const EN_SEATS: Record<string, readonly string[]> = {
  'seat.heat.on': [
    ...on(HEAT),
    ...on(HEAT),
    ...levels(HEAT),
    '(heat|warm|warm up|heat up|preheat) (the [zone:<seat>] seat|[zone:my] seat|the seat|the seats|[zone:(both|all)] seats|the [zone:(front|rear|back)] seats|[zone:all] the seats)',
    '(my|the) (butt|bum|seat|bottom|backside|rear end|behind) is (cold|freezing|so cold|ice cold|a bit cold)',
    '(heat|warm) (up |)[zone:my] (seat|butt|bum) (up|) (please|)',
    '(warm|heat) [zone:both] (front |)seats',
    'this seat is (cold|freezing|ice cold)',
    '(toast|warm|heat|roast) ([zone:my] (buns|seat|bum|backside)|the [zone:<seat>] seat|[zone:both] seats)',
    '([zone:both] front|[zone:both rear]|[zone:all the]|the [zone:<seat>]) seats (heated|warm|on heat) (please|)',
    '(my|the|this) (backside|bum|butt|seat|chair) is (freezing|like ice|an ice block|frozen solid|chilly)',
    '(seat heat|seat heater|heated seat|bum warmer) [value:(high|low|medium|max|one|two|three|full)]',
  ],
  'seat.heat.off': [
    ...off(HEAT),
    ...off(HEAT),
    '(my|the) (butt|bum|seat|bottom) is (too hot|burning|on fire|too warm|hot)',
    'stop (heating|warming) (the seat|[zone:my] seat|the [zone:<seat>] seat|the seats|[zone:all] seats)',
    'this seat is too (hot|warm)',
  ],
  'seat.heat.up': [
    ...shift(HEAT, 'up', 'increase|raise|boost'),
    `(make|get) (the seat|[zone:my] seat|the [zone:<seat>] seat) ([value:<bit>] |)(warmer|hotter)`,
    '(more|a bit more) seat heat',
    '(the seat|my seat) is not (warm|hot) enough',
  ],
  'seat.heat.down': [
    ...shift(HEAT, 'down', 'decrease|lower|reduce'),
    `(make|get) (the seat|[zone:my] seat|the [zone:<seat>] seat) [value:<bit>] (less hot|less warm)`,
    '(less|a bit less) seat heat',
    '(the seat|my seat|the seat heater) is (a bit|a little) too (warm|hot) turn it down ([value:<bit>]|)',
  ],
  'seat.vent.on': [
    ...on(VENT),
    ...on(VENT),
    ...levels(VENT),
    '(cool|ventilate|cool down|air) (the [zone:<seat>] seat|[zone:my] seat|the seat|the seats|[zone:(both|all)] seats|the [zone:(front|rear|back)] seats|my back)',
    "(my back is|my back's) (sweaty|sweating|all sweaty|soaked|wet)",
    "i'm sweating (into|in) (my|the|this) seat",
  ],
  'seat.vent.off': [...off(VENT), ...off(VENT), 'stop (cooling|ventilating) (the seat|[zone:my] seat|the [zone:<seat>] seat|the seats)'],
  'seat.vent.up': [
    ...shift(VENT, 'up', 'increase|raise|boost'),
    '(more|a bit more) seat (cooling|ventilation)',
    '(make|get) (the seat|[zone:my] seat) ([value:<bit>] |)cooler',
  ],
  'seat.vent.down': [...shift(VENT, 'down', 'decrease|lower|reduce'), '(less|a bit less) seat (cooling|ventilation)'],
  'seat.massage.on': [
    '(my|this) (lower back|back|neck|spine|shoulder) (is killing me|hurts|is stiff|is agony|is sore|aches)',
    ...on(MASSAGE),
    ...on(MASSAGE),
    ...levels(MASSAGE),
    'massage (me|my back|my shoulders|us) (please|)',
    '(start|begin|get) massaging',
    '(give|get) me a (massage|back massage|back rub|quick massage)',
    '(massage|rub) my (back|shoulders|lower back)',
    '(my|the) (back|lower back|spine) (hurts|is sore|is killing me|aches|is stiff|is aching)',
    'i (need|want|could use|would love) a (massage|back massage|back rub)',
    'start massaging (me|the [zone:<seat>] seat|)',
  ],
  'seat.massage.off': [
    ...off(MASSAGE),
    ...off(MASSAGE),
    'stop (massaging|massaging me|rubbing my back)',
    '(enough|no more) (massage|massaging)',
  ],
  'seat.massage.up': [
    ...shift('(massage|massage intensity|massage strength|massage pressure|[zone:<seat>] massage)', 'up', 'increase|raise|boost'),
    '(massage|press|rub) ([value:<bit>] |)(harder|stronger|firmer)',
    '(dig|push|press) in ([value:<bit>] |)(more|harder|deeper)',
    '(a|) (stronger|harder|firmer) massage',
    'make the massage ([value:<bit>] |)(stronger|harder|firmer|more intense)',
    'the massage is too (weak|soft|gentle)',
  ],
  'seat.massage.down': [
    ...shift('(massage|massage intensity|massage strength|massage pressure|[zone:<seat>] massage)', 'down', 'decrease|lower|reduce'),
    '(massage|press|rub) ([value:<bit>] |)(softer|gentler|lighter)',
    '(a|) (softer|gentler|lighter) massage',
    'make the massage ([value:<bit>] |)(softer|gentler|lighter|weaker|less intense)',
    'the massage is too (strong|hard|rough|intense)',
  ],
  'steering.heat.on': [
    ...on(WHEEL),
    ...on(WHEEL),
    '(heat|warm|warm up|heat up) (the|my|) (steering wheel|wheel)',
    '(the|my) (steering wheel|wheel) is (freezing|cold|ice cold|so cold|too cold)',
    '(my|both my) (hands|fingers) are (cold|freezing|frozen|numb)',
    `${WHEEL} (to|on) [value:(high|max|level two|low)]`,
  ],
  'steering.heat.off': [
    ...off(WHEEL),
    ...off(WHEEL),
    'stop (heating|warming) the (steering wheel|wheel)',
    '(the|my) (steering wheel|wheel) is (too hot|too warm|burning my hands|hot now|roasting)',
  ],
  'steering.heat.up': [...shift(WHEEL, 'up', 'increase|raise'), 'make the (steering wheel|wheel) ([value:<bit>] |)(warmer|hotter)'],
  'steering.heat.down': [
    ...shift(WHEEL, 'down', 'decrease|lower|reduce'),
    'make the (steering wheel|wheel) [value:<bit>] (less warm|less hot|cooler)',
  ],
  'seat.forward': [
    `(move|slide|push|scoot|bring|shift|pull) ${SEAT} (forward|forwards|up front|closer) ([value:<bit>]|)`,
    `${SEAT} forward ([value:<bit>]|)`,
    '(move|slide|scoot) me (forward|closer to the wheel) ([value:<bit>]|)',
    `(scooch|scoot|nudge|shuffle|bump) ${SEAT} (up|forward|closer) ([value:<bit>]|)`,
    "i can't reach the (pedals|brake|steering wheel)",
    `${SEAT} is too far back`,
  ],
  'seat.backward': [
    `${SEAT} (all the way|right|further|way) (back|backward|backwards)`,
    `(push|move|slide) ${SEAT} (back|backwards) [value:(a lot|a bit|a little|a touch)]`,
    `(move|slide|push|scoot|bring|shift) ${SEAT} (back|backward|backwards) ([value:<bit>]|)`,
    `${SEAT} (back|backward) ([value:<bit>]|)`,
    '(move|slide|scoot) me (back|backwards) ([value:<bit>]|)',
    '(i need|give me) more (leg room|legroom)',
    `${SEAT} is too (close|far forward|far forwards)`,
  ],
  'seat.recline': [
    '(put|make|lay|get) (the [zone:<seat>] seat|[zone:my] seat|my seat|the seat) (flat|down flat|into a bed|right back flat)',
    `(recline|lean back|lay back|tilt back|lower) ${BACK} ([value:<bit>]|)`,
    `(recline|tilt) ${BACK} (back|further|more|) ([value:<bit>]|)`,
    `(lean|lay|tilt|put) ${BACK} (back|down flat|all the way back|flat) ([value:<bit>]|)`,
    'i (want|need|would like) to (lie down|lay down|lean back|recline|take a nap|lie back)',
    '(recline|lean back) ([value:<bit>]|) (please|)',
    'let me (lie down|lean back|lie back)',
  ],
  'seat.upright': [
    `(straighten|straighten up|raise up) ${BACK}`,
    `(put|bring|set|move) ${BACK} (upright|straight|up straight|straight up|more upright) ([value:<bit>]|)`,
    `(make) ${BACK} ([value:<bit>] |)(straighter|more upright)`,
    '(sit|set|prop) me (up|up straight|upright) ([value:<bit>]|)',
    'i (want|need|would like) to sit (up|up straight|upright)',
    `${BACK} upright`,
  ],
  'seat.raise': [
    "(boost|lift|raise|get) me (up|higher) (i can't see over (the wheel|the dash|the bonnet)|)",
    `(raise|lift|lift up|elevate) ${SEAT} ([value:<bit>]|)`,
    `(move|bring|put) ${SEAT} up ([value:<bit>]|)`,
    `(make) ${SEAT} ([value:<bit>] |)higher`,
    `${SEAT} (higher|up) ([value:<bit>]|)`,
    "i'm sitting too low",
    '(raise|lift) me (up|) ([value:<bit>]|)',
    `${SEAT} is too low`,
  ],
  'seat.lower': [
    'my (head|hair) is (touching|hitting|rubbing) the (roof|ceiling|top) (drop|lower) the seat',
    '(drop|lower) the seat (a bit|)',
    `(lower|drop) ${SEAT} ([value:<bit>]|)`,
    `(move|bring|put) ${SEAT} down ([value:<bit>]|)`,
    `(make) ${SEAT} ([value:<bit>] |)lower`,
    `${SEAT} (lower|down) ([value:<bit>]|)`,
    "i'm sitting too high",
    'lower me ([value:<bit>]|)',
    'my head (is touching|touches|hits) the (roof|ceiling)',
    `${SEAT} is too high`,
  ],
  'seat.lumbar.up': [
    ...shift(LUMBAR, 'up', 'increase|raise|boost'),
    `(more|some more|a bit more|firmer|stronger) ${LUMBAR} (please|)`,
    `(push|move|bring|inflate|pump) <the> ${LUMBAR} (out|forward|up) ([value:<bit>]|)`,
    `${LUMBAR} (out|forward) ([value:<bit>]|)`,
    '(my|) lower back (needs|could use) (more|some) support',
    'there is no (support|lumbar support) (for|behind) my (lower back|back)',
  ],
  'seat.lumbar.down': [
    ...shift(LUMBAR, 'down', 'decrease|lower|reduce'),
    `(less|softer|a bit less|not so much) ${LUMBAR} (please|)`,
    `(pull|move|bring|deflate|let) <the> ${LUMBAR} (in|back|out of my back) ([value:<bit>]|)`,
    `${LUMBAR} (in|back) ([value:<bit>]|)`,
    `(ease off|back off|take out|let out) <the> ${LUMBAR} ([value:<bit>]|)`,
    `<the> ${LUMBAR} is (digging in|pushing too hard|sticking out|too hard|too much|poking me|digging into my back|too strong|hurting me)`,
  ],
  'seat.memory.recall': [
    `(seat |)(memory|memory position|preset|position) [value:${NUMBER}] (please|)`,
    `(set|move|put|change|adjust|bring|return) (the|my|) seat to (memory|memory position|position|preset|my saved position|setting|the saved position)`,
    `(set|move|put|change|adjust|bring) (the|my|) seat to (memory|memory position|position|preset|setting|saved position|number) [value:${NUMBER}]`,
    `(recall|load|restore|use|activate) (the|my|) (seat memory|saved seat position|seat position|seat setting|seat preset|memory seat) ([value:${NUMBER}]|)`,
    '(put|set|move) (the|my) seat (back |)(to|how|where|the way) (my usual position|i like it|i had it|my settings|it was|my own setting)',
    "(i am|i'm) driving (now|) (load|restore|recall) my seat (position|settings)",
  ],
  'seat.memory.store': [
    `(save|store|remember|keep|memorize) (this|my|the|the current|my current) (seat position|seat|seat setting|position of the seat|seating position) (please|)`,
    `(save|store|remember|set|keep) (this|my|the|the current) (seat position|seat|seat setting|position) (as|to|in|under) (memory|position|preset|number|) [value:${NUMBER}]`,
    `(save|store) (seat |)(memory|preset|position) [value:${NUMBER}]`,
    '(remember|save) how (my seat is|i am sitting|i sit)',
  ],
};
