import { off, on, shift } from './patterns.js';
import type { Thing } from './patterns.js';
import { EN_SEAT_POSITIONS } from './seat-positions.js';

/** A seat's function: plain, of the speaker's own seat, of a seat that is named, and by the place it is for. */
const ofSeat = (names: string, seat = '<seat>'): Thing => ({
  full: `(the (${names})|the (${names})|[zone:my] (${names})|the [zone:${seat}] (${names})|[zone:my] (${names})|(the|) (${names}) (<for>|<side>))`,
  bare: `((${names})|(${names})|[zone:${seat}] (${names})|(${names}) (<for>|<side>))`,
});

const HEAT = ofSeat(
  'seat heating|seat heater|heated seat|heated seats|seat warmer|seat heat|seat warmers|seat heaters|bun warmer|bum warmer|butt warmer|seat warming|heat seats|bottom warmer|butt heater|toasty seat|buns warmer|heating seat',
);
const VENT = ofSeat(
  'seat ventilation|ventilated seat|ventilated seats|seat cooling|seat cooler|cooled seat|cooled seats|seat fan|seat fans|air conditioned seat|seat vents|cooling seat|cool seat|seat ac|seat coolers|vented seat|ventilating seat|seat air|seat blower',
);
const MASSAGE = ofSeat(
  'massage|seat massage|massage seat|massager|back massage|seat massager|massage function|massaging seat|massage chair|massage thing|massage mode|back rub|back massager|lumbar massage',
  // A back massage is of the spine, not of the rear seats.
  "(driver|driver's|passenger|passenger's|rear|rear left|rear right|front|left|right|rear passenger|front passenger|driver side|passenger side)",
);
const STRENGTH =
  '(massage|massage|seat massage|massage intensity|massage strength|massage pressure|[zone:(driver|passenger|rear left|front)] massage|massager|massage power)';
const WHEEL =
  '(steering wheel heating|steering wheel heater|heated steering wheel|steering wheel heat|wheel heater|heated wheel|wheel heating|steering wheel warmer|wheel warmer|wheel heat|hand warmer|steering heat|steering heating|heat on the steering wheel)';
const OWN = '([zone:my] seat|the seat|the [zone:<seat>] seat|[zone:my] seat|this seat|the seat)';
const WARMABLE =
  "(the [zone:<seat>] seat|[zone:my] seat|the seat|the seats|[zone:(both|all)] seats|the [zone:(front|rear|back)] seats|[zone:all] the seats|[zone:both] front seats|[zone:both rear] seats|the kids' seats in the [zone:back]|the seat <side>|the seats <side>)";
const LEVEL = '(<level>|<level>|<high>|<low>|medium|<small>|high|low|one|two|three|1|2|3|half)';
const HALF = '(butt|bum|bottom|backside|rear end|behind|arse|buns|cheeks|tush|derriere|posterior)';

const levels = (thing: Thing): string[] => {
  const { full, bare } = typeof thing === 'string' ? { full: `<the> ${thing}`, bare: thing } : thing;
  return [
    `<on> ${full} (to|at|on) [value:${LEVEL}]`,
    `(set|put|turn|stick|pop|get|have|whack) ${full} (to|on|at) [value:${LEVEL}]`,
    `${bare} (to|on|at|) [value:${LEVEL}] (please|)`,
    `[value:<level>] ${bare}`,
    `<want> ${full} (on|at) [value:${LEVEL}]`,
    `(turn|crank|bring|take) ${full} (up|down) to [value:${LEVEL}]`,
    `${bare} on [value:(full|full blast|max|high|low|medium)] (please|)`,
  ];
};

const SORE =
  "( is killing me| hurts| is stiff| is agony| is sore| aches| is aching| is in bits| is knackered| is giving me grief| is giving me hell| is acting up| is playing up| feels tight| is so tight| is all knotted up| is cramping| is stiff as a board|'s killing me|'s sore|'s aching|'s stiff|'s gone|'s in knots|'s playing up| has had it)";
const ACHING = '(back|lower back|neck|spine|upper back|whole back|poor back)';

/** English templates of seats and steering wheel. */
export const EN_SEATS: Record<string, readonly string[]> = {
  'seat.heat.on': [
    ...on(HEAT),
    ...levels(HEAT),
    `(heat|warm|warm up|heat up|preheat|toast|toast up|roast|pre warm) ${WARMABLE} (please|for me|)`,
    `(heat|warm|toast) ${WARMABLE} up (please|)`,
    `(get|have|let's get|let's have|i want|i'd like|i need|could we get) ${WARMABLE} (warmed up|heated|warm|warmed|toasty|heated up|toasted|nice and warm|warming up|heating)`,
    `(my|the) ${HALF}('s| is) (cold|freezing|so cold|ice cold|a bit cold|numb|frozen|like ice|an ice block|frozen solid|chilly|going numb|freezing cold)`,
    `(my|the) ${HALF}('s| is) (cold|freezing|frozen|numb) (heat the seat|turn on the seat heater|seat heater on|warm the seat|heated seat please)`,
    `(heat|warm|toast) (up |)(my|our|me) (${HALF}|buns) (up|) (please|)`,
    '(this|my|the) (seat|chair|leather|leather seat) (is|feels) (cold|freezing|ice cold|like ice|an ice block|frozen solid|chilly|stone cold|freezing cold|like sitting on ice)',
    "(it's|feels) like sitting on (ice|a block of ice|a freezer)",
    '([zone:both] front|[zone:both rear]|[zone:all the]|the [zone:<seat>]) seats (heated|warm|on heat|warmed) (please|)',
    '[zone:both] front (seat heaters|heated seats|seats warm|bum warmers) (please|on|)',
    '(heated seat|seat heat|seat heater|heated seats|bum warmer) [value:(high|low|medium|max|one|two|three|full|full blast)] (please|)',
    '(heat|warmth) (in|on|for|under) (the [zone:<seat>] seat|[zone:my] seat|the seats|the seat) (please|)',
    '(put|give|stick|get) (some|a bit of|the) (heat|warmth) (in|into|on) (the [zone:<seat>] seat|[zone:my] seat|the seats|my back)',
    "(it's freezing|i'm cold|it's so cold|it's chilly|brr|cold morning|it's minus ten) (seat heater on|heated seats on|heat [zone:my] seat|turn on the heated seats|bum warmer on|turn [zone:my] seat heater on|seat heating please)",
    "(this seat's|the seat's|my seat's) (cold|freezing|ice cold) (heat it|warm it up|turn the heat on|)",
  ],
  'seat.heat.off': [
    ...off(HEAT),
    `(my|the) ${HALF}('s| is) (too hot|burning|on fire|too warm|hot|roasting|cooking|getting hot|boiling|warm enough|toasted)`,
    `(stop|quit|no more|enough) (heating|warming|toasting|roasting) (${WARMABLE}|my ${HALF})`,
    '(this seat|my seat|the seat) is too (hot|warm)',
    '(the seat|my seat|this seat|the chair) is (burning me|cooking me|burning my legs|roasting me|boiling|hot enough|warm enough|warm enough now)',
    "(i'm|we're) (sitting on|sat on) (a hotplate|fire|a radiator|hot coals)",
    "(i am|i'm) (warm enough|toasty now|warm now) (turn off the seat heater|seat heater off|stop heating the seat|heated seat off)",
    '(no|cut the) heat (in|on) (the [zone:<seat>] seat|[zone:my] seat|the seats|the seat) (please|)',
  ],
  'seat.heat.up': [
    ...shift(HEAT, 'up', 'increase|raise|boost|turn up|crank up'),
    `(make|get|have) ${OWN} ([value:<bit>] |)(warmer|hotter|toastier) (please|)`,
    '(more|some more) (seat heat|heat in the seat|heat in [zone:my] seat|heat on the [zone:<seat>] seat|seat heating|seat warmth) (please|)',
    '[value:(a bit|a little|a touch)] more (seat heat|heat in the seat|heat in [zone:my] seat|seat heating) (please|)',
    "(the seat|my seat|this seat|the seat heater) (is not|isn't|ain't) (warm|hot|toasty) enough",
    "(i can't|i can barely|i can hardly) feel the (seat heater|heated seat|seat heat|bum warmer) (turn it up|)",
    `${OWN} ([value:<bit>] |)(warmer|hotter) (please|)`,
    '(warmer|hotter) seat (please|)',
    '(up|increase|raise) the (heat|warmth) (in|on|of) (the [zone:<seat>] seat|[zone:my] seat|the seat)',
  ],
  'seat.heat.down': [
    ...shift(HEAT, 'down', 'decrease|lower|reduce|turn down|cut down'),
    `(make|get) ${OWN} [value:<bit>] (less hot|less warm)`,
    `(make|get|have) ${OWN} (less hot|less warm)`,
    '(less|not so much) (seat heat|heat in the seat|heat in [zone:my] seat|heat on the [zone:<seat>] seat|seat heating) (please|)',
    '[value:(a bit|a little|a touch)] less (seat heat|heat in the seat|heat in [zone:my] seat|seat heating) (please|)',
    '(the seat|my seat|the seat heater|this seat|the heated seat) is (a bit|a little|) too (warm|hot|strong) turn it down ([value:<bit>]|)',
    'the (seat heater|heated seat|bum warmer|seat heating) is (too|a bit|a bit too|way too) (hot|strong|high|much|warm)',
    '(lower|reduce|turn down|ease off) the (heat|warmth) (in|on|of) (the [zone:<seat>] seat|[zone:my] seat|the seat) ([value:<bit>]|)',
  ],
  'seat.vent.on': [
    ...on(VENT),
    ...levels(VENT),
    `(cool|ventilate|cool down|air|chill|aerate|air out) (${WARMABLE}|my back|my ${HALF}) (please|for me|)`,
    `(get|have|let's get|i want|i'd like) ${WARMABLE} (cooled|ventilated|cooled down|nice and cool|aired)`,
    "(my back is|my back's|my bum is|my backside's) (sweaty|sweating|all sweaty|soaked|wet|drenched|clammy|wet through|damp)",
    "(my back's|my back is) (soaked|sweaty|sweating|wet|drenched) (cool the seat|seat fan on|turn on the seat ventilation|cool [zone:my] seat|seat cooling please)",
    "(i'm|we're) (sweating|sticking|stuck|melting) (into|in|to|onto) (my|the|this) (seat|leather|chair)",
    "(my shirt's|my back's|my shirt is|my legs are) (sticking to the seat|stuck to the leather|stuck to the seat|sticking to the leather)",
    '(blow|send|get) (some|) (cool|cold|fresh|) air (through|into|up) (the [zone:<seat>] seat|[zone:my] seat|the seats|the seat)',
    '(the leather|this leather|this seat) is (sticky|boiling|scorching from the sun|sweaty) (cool it|cool the seat|ventilate it|seat fan on)',
    '(cold|cool) seat (please|on|for me|)',
    '(air|fan|breeze) (in|on|for|under) (the [zone:<seat>] seat|[zone:my] seat|the seats|the seat) (please|)',
  ],
  'seat.vent.off': [
    ...off(VENT),
    '(stop|quit|no more|enough) (cooling|ventilating|chilling|airing) (the seat|[zone:my] seat|the [zone:<seat>] seat|the seats|my back|my backside)',
    '(no|cut the) (air|fan|breeze) (in|on) (the [zone:<seat>] seat|[zone:my] seat|the seats) (please|)',
    '(my back|my backside|my bum) is (cold from the seat fan|cool enough now|too cold from the seat) (turn it off|)',
  ],
  'seat.vent.up': [
    ...shift(VENT, 'up', 'increase|raise|boost|turn up|crank up'),
    '(more|some more) (seat cooling|seat ventilation|air through the seat|seat air|cooling in the seat|air in [zone:my] seat) (please|)',
    '[value:(a bit|a little|a touch)] more (seat cooling|seat ventilation|air through the seat) (please|)',
    `(make|get|have) ${OWN} ([value:<bit>] |)(cooler|colder|fresher)`,
    '(the seat|my seat|this seat) is not (cool|cold) enough',
    "(i can't|i can barely|i can hardly) feel the (seat fan|seat cooling|seat ventilation|seat air) (turn it up|)",
    `${OWN} ([value:<bit>] |)(cooler|colder) (please|)`,
  ],
  'seat.vent.down': [
    ...shift(VENT, 'down', 'decrease|lower|reduce|turn down|slow down'),
    '(less|not so much) (seat cooling|seat ventilation|air through the seat|seat air|air in [zone:my] seat) (please|)',
    '[value:(a bit|a little|a touch)] less (seat cooling|seat ventilation|air through the seat) (please|)',
    'the (seat fan|seat cooling|seat ventilation|seat air) is (too|a bit|a bit too|way too) (strong|loud|cold|high|much)',
    `(make|get) ${OWN} (less cold|less cool|[value:<bit>] less cold)`,
  ],
  'seat.massage.on': [
    `(my|the) ${ACHING}${SORE} (now|today|again|)`,
    `my ${ACHING}${SORE}`,
    `(oh|ow|ouch|ugh|god) my (aching |poor |)(${ACHING})`,
    '(my|the) (shoulders|shoulder blades|muscles) (are stiff|are sore|ache|are killing me|are tight|hurt|are in knots)',
    ...on(MASSAGE),
    ...levels(MASSAGE),
    '(massage|rub|knead|work on|work) (me|my back|my shoulders|us|my lower back|my spine|my neck) (please|for a bit|)',
    '(start|begin|get) massaging (me|my back|the [zone:<seat>] seat|us|)',
    '(give|get) (me|us|my back) a (massage|back massage|back rub|quick massage|rub|good massage|gentle massage|shoulder rub)',
    'i (need|want|could use|would love|fancy|could do with|deserve) (a|some) (massage|back massage|back rub|shoulder rub)',
    `my ${ACHING}${SORE} (give me a massage|massage please|start the massage|massage on|turn on the massage)`,
    '(massage|rub down) (for me|for the [zone:<seat>] seat|please|time|now)',
    "(i've been driving (all day|for hours)|long drive|six hours in this seat) (give me a massage|massage please|massage on)",
  ],
  'seat.massage.off': [
    ...off(MASSAGE),
    '(stop|quit|enough|no more|done) (massaging|massaging me|rubbing my back|rubbing me|kneading|poking my back|with the massaging|the kneading)',
    '(enough|no more) (massage|massaging|of that massage)',
    "(that's enough|i've had enough|i'm done|that'll do) (massage|massaging|of the massage|with the massage)",
    '(stop|quit) (pummelling|kneading|punching|jabbing) (me|my back|my kidneys)',
  ],
  'seat.massage.up': [
    ...shift(STRENGTH, 'up', 'increase|raise|boost|turn up|intensify'),
    '(massage|press|rub|knead|push|work my back) ([value:<bit>] |)(harder|stronger|firmer|deeper|with more force)',
    '(dig|push|press|get|work) in ([value:<bit>] |)(more|harder|deeper) (on that massage|on my back|please|)',
    '(a|) (stronger|harder|firmer|deeper|tougher|more intense) massage (please|)',
    '(make|have) the massage ([value:<bit>] |)(stronger|harder|firmer|more intense|deeper|rougher)',
    '(the massage|this massage|that massage) is (too|a bit|way too|a bit too) (weak|soft|gentle|light) (massage me harder|)',
    "(i can't|i can barely|i can hardly) feel (the|this|that) massage",
    '(put|get) some (more |)(oomph|muscle|power|welly) (in|into) (the|that) massage',
    'massage (stronger|harder|firmer|deeper|up) ([value:<bit>]|) (please|)',
  ],
  'seat.massage.down': [
    ...shift(STRENGTH, 'down', 'decrease|lower|reduce|turn down|soften'),
    '(massage|press|rub|knead|push|work my back) ([value:<bit>] |)(softer|gentler|lighter|less hard|more gently|not so hard)',
    '(a|) (softer|gentler|lighter|milder|easier|less intense) massage (please|)',
    '(make|have) the massage ([value:<bit>] |)(softer|gentler|lighter|weaker|less intense|milder)',
    '(the massage|this massage|that massage) is (too|a bit|way too|a bit too) (strong|hard|rough|intense|much|painful|brutal)',
    '(the massage|this massage|it) is (hurting|killing) (me|my back) (go easy|softer|ease off|)',
    '(ease off|ease up|go easy|go gentler|take it easy|easy) (on the massage|with the massage) ([value:<bit>]|)',
    'massage (softer|gentler|lighter|down) ([value:<bit>]|) (please|)',
    "don't (massage|press|dig in|push) (me |)so hard",
  ],
  'steering.heat.on': [
    ...on(WHEEL),
    ...on(WHEEL),
    '(heat|warm|warm up|heat up|toast|thaw|preheat) (the|my|this|) (steering wheel|wheel|steering) (please|for me|)',
    '(heat|warm) (the|my|) (steering wheel|wheel) up (please|)',
    "(the|my|this) (steering wheel|wheel)('s| is| feels) (freezing|cold|ice cold|so cold|too cold|like ice|frozen|stone cold|icy)",
    '(my|both my) (hands|fingers|fingertips|palms|knuckles) are (cold|freezing|frozen|numb|like ice|stiff with cold|going numb|ice cold|blue)',
    '(my hands|my fingers) (are cold|are freezing|are numb) (heat the wheel|wheel heat on|warm the steering wheel|heated wheel please)',
    "(i can't feel my (hands|fingers) on the wheel|i forgot my gloves|i need gloves to drive) (heat the wheel|warm the wheel|wheel heat on|heated wheel on)",
    `${WHEEL} (to|on|at) [value:(high|max|level two|low|medium|full|two|three)]`,
    '(get|have|i want|i need) (the|my) (steering wheel|wheel) (warm|heated|warmed up|warmed|toasty)',
    '(some|) heat (in|on) the (steering wheel|wheel) (please|)',
    'warm (my hands|my fingers|my hands up) (please|)',
  ],
  'steering.heat.off': [
    ...off(WHEEL),
    ...off(WHEEL),
    '(stop|quit|no more|enough) (heating|warming|toasting) (the|my) (steering wheel|wheel|hands)',
    "(the|my|this|) (steering wheel|wheel)('s| is) (too hot|too warm|burning my hands|hot now|roasting|too hot now|hot enough|warm enough|getting too hot|sweaty|boiling)",
    "(the|my|this|) (steering wheel|wheel)('s| is) (too hot|too warm|hot|burning me|hot enough|warm enough) (now |)(turn it off|switch it off|heat off|stop heating it)",
    '(my hands|my palms) are (too hot|sweating|sweaty|burning|warm enough) (on the wheel|turn off the wheel heater|wheel heat off)',
  ],
  'steering.heat.up': [
    ...shift(WHEEL, 'up', 'increase|raise|boost|turn up'),
    '(make|get|have) the (steering wheel|wheel) ([value:<bit>] |)(warmer|hotter|toastier)',
    '(steering wheel|wheel) [value:<bit>] (warmer|hotter) (please|)',
    "the (steering wheel|wheel) (isn't|is not) (warm|hot) enough",
  ],
  'steering.heat.down': [
    ...shift(WHEEL, 'down', 'decrease|lower|reduce|turn down'),
    '(make|get) the (steering wheel|wheel) ([value:<bit>] |)(less warm|less hot|cooler)',
    '(steering wheel|wheel) ([value:<bit>] |)(less hot|less warm|cooler) (please|)',
    'the (wheel heat|wheel heater|steering wheel heat) is (too|a bit|a bit too) (strong|high|much)',
  ],
  ...EN_SEAT_POSITIONS,
};
