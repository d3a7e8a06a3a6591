import { off, on, set, shift } from './patterns.js';

const AMBIENT =
  '(ambient light|ambient|ambients|ambient lights|ambient lighting|mood light|mood lighting|mood lights|[zone:<seat>] ambient light|interior mood lighting|accent lights|ambience light|ambience lights|accent lighting|led strips|interior leds|glow lights|ambiance lighting|footwell lights|disco lights)';
const COLOR =
  '(red|blue|green|purple|yellow|white|pink|orange|cyan|sky blue|gold|warm white|turquoise|violet|light blue|teal|golden|ice blue|a warm white|bright red|dark blue|deep purple|hot pink|royal blue|lime green|mint green|a nice blue|pale pink|soft white)';
const GLOW =
  '(light|lighting|light color|lighting color|lighting colour|interior color|interior colour|cabin color|interior lights|lights inside|inside lights|cabin lights|cabin lighting)';
const READ =
  '(reading light|reading lamp|map light|reading lights|[zone:<seat>] reading light|[zone:<seat>] reading lamp|reading light <for>|reading light <side>|overhead reading light|[zone:<seat>] map light|map light <side>|spotlight <side>|reading spot|map lights|book light|little light <side>)';
const DOME =
  '(interior light|interior lights|cabin light|cabin lights|dome light|inside lights|inside light|ceiling light|lights inside|courtesy lights|roof light|overhead light|car interior lights|courtesy light|dome lights|roof lights|inner lights|cabin lighting|lights in here|light in here|overhead lights|inside lamp|ceiling lamp)';
const LOW =
  '(headlights|headlights|low beams|low beam|lights|car lights|headlight|front lights|dipped beam|head lamps|main lights|headlamps|dipped beams|dipped headlights|outside lights|driving lights|front lamps)';
const HIGH =
  '(high beams|high beam|brights|full beams|full beam|main beam|high beam headlights|main beams|long beams|upper beam|far lights|bright lights|full headlights)';
const FOG =
  '(fog lights|fog lights|fog lamps|fog light|[zone:(front|rear)] fog lights|[zone:(front|rear)] fog light|fogs|[zone:rear] fogs|[zone:(rear|front|back)] fog lamps|foglights|foggies|fog lamp|[zone:back] fog light)';
const PARKING =
  '(parking lights|parking light|side lights|position lights|sidelights|marker lights|parkers|parking lamps|side lamps|sidelight|running lights|small lights|marker lamps)';
const HAZARD =
  '(hazards|hazard lights|hazard|emergency flashers|hazard flashers|four way flashers|emergency lights|flashers|warning lights|blinkers on both sides|four ways|emergency blinkers|hazard warning lights|hazard blinkers|hazard lamps|both indicators|double indicators|warning flashers)';
const HEADS = '(headlights|lights|headlamps|car lights|exterior lights|head lights)';
const DARK =
  "(it's getting dark|it's dark outside|it's dark out there|it's too dark outside|it's pitch black|it's dusk|it's dark|tunnel ahead|tunnel coming up|sun's gone down|it's night|it's gloomy out there|we're entering a tunnel|nobody can see me)";

/** English templates of lights. */
export const EN_LIGHTS: Record<string, readonly string[]> = {
  'light.ambient.on': [
    ...on(AMBIENT),
    ...on(AMBIENT),
    '(set|create|give me|give us) (the|a|some) (mood|nice mood|romantic mood|cozy atmosphere|cosy atmosphere|nice ambience) (with lights|lighting|)',
    '(make it|let us have it) (cosy|cozy|romantic) (in here|with the lights|with some lighting)',
    '(a bit of|some) (mood|ambient|accent) (lighting|light) (please|would be nice|)',
  ],
  'light.ambient.off': [...off(AMBIENT), ...off(AMBIENT), '(kill|lose|drop) the (mood lighting|disco|light show|party lights|glow)'],
  'light.ambient.color': [
    `(make|turn|set|change|switch|put|have|get|paint|do|light) <the> ${AMBIENT} (to|) [color:${COLOR}] (please|)`,
    `${AMBIENT} (in|to|go|on|) [color:${COLOR}] (please|)`,
    `(give me|i want|i'd like|let's have|use|turn on|can i have|how about|i fancy|let me have|we want|try|put on) [color:${COLOR}] ${AMBIENT}`,
    `(change|set|switch) the (color|colour) (of <the> ${AMBIENT}|) to [color:${COLOR}]`,
    `(change|set|make|turn|have|get) the ${GLOW} (to|) [color:${COLOR}]`,
    `i (want|like|fancy|prefer|would like) [color:${COLOR}] (lights|lighting|mood|light|ambience) (inside|in here|today|)`,
    `(lights|lighting|everything|the cabin|it all|the interior|the inside|cabin) (in |)[color:${COLOR}] (inside|please|in here|)`,
    `(go|make it|turn it|paint it|something|switch to|change it to) [color:${COLOR}] (inside|lights|in here|with the lights|with the ambient lights|lighting)`,
    `(go|go for) [color:${COLOR}] (with the|on the|for the) ${AMBIENT}`,
    `[color:${COLOR}] (ambient|mood|ambience|accent) (light|lights|lighting) (please|on|)`,
    `[color:${COLOR}] (light|lights|lighting|glow) (inside|in here|in the cabin|for the cabin) (please|)`,
    `(let's go|make everything|make the cabin|make the interior|bathe us in|light us up in|light it up) [color:${COLOR}] (please|inside|)`,
    `(can we|could we|can you) (have|do|get) [color:${COLOR}] (lights|lighting|ambience) (inside|in here|)`,
    `<the> ${AMBIENT} (should be|needs to be|would look good in|look better in|in a nice) [color:${COLOR}]`,
    `(not|instead of|no more) (red|blue|green|white) [color:(purple|pink|orange|teal|cyan|gold)] (ambient light|lights inside|mood lighting)`,
  ],
  'light.ambient.set': [
    ...set(
      `(${AMBIENT}|${AMBIENT} brightness|brightness of <the> ${AMBIENT}|ambient brightness|${AMBIENT} level|${AMBIENT})`,
      '(<percent>|<percent>|<high>|<low>|<level>|medium|full brightness)',
    ),
    `(dim|brighten|turn) <the> ${AMBIENT} (down to|up to|to) [value:(<percent>|half|low|the minimum|max|<level>)]`,
    `<the> ${AMBIENT} at [value:(half|full|<percent>)] (brightness|) (please|)`,
  ],
  'light.ambient.up': [
    ...shift(`(${AMBIENT}|${AMBIENT} brightness)`, 'up', 'brighten|increase|raise|boost|turn up|lift'),
    `(make|get|have) <the> ${AMBIENT} ([value:<bit>] |)(brighter|stronger|lighter|more intense)`,
    `brighten (up|) <the> ${AMBIENT} ([value:<bit>]|)`,
    `<the> ${AMBIENT}( is| are|'s| looks| seems) (too|a bit|so|way too|a bit too|a little|rather) (dim|dark|weak|faint|low)`,
    `(brighter|stronger|more) ${AMBIENT} (please|)`,
    `${AMBIENT} ([value:<bit>] |)(brighter|stronger) (please|)`,
    "(i can't|i can barely|you can hardly) see the (ambient lights|mood lighting|ambient lighting|accent lights)",
    "the (ambient light|mood lighting) (isn't|is not) (bright|strong) enough",
  ],
  'light.ambient.down': [
    ...shift(`(${AMBIENT}|${AMBIENT} brightness)`, 'down', 'dim|decrease|lower|reduce|soften|turn down|tone down'),
    `(make|get|have) <the> ${AMBIENT} ([value:<bit>] |)(dimmer|darker|softer|less bright|gentler|more subtle)`,
    `dim (down |)<the> ${AMBIENT} ([value:<bit>]|)`,
    `<the> ${AMBIENT}( is| are|'s| looks| seems) (too|a bit|so|way too|a bit too|a little|rather) (bright|strong|harsh|intense|much|glaring)`,
    `(softer|dimmer|less) ${AMBIENT} (please|)`,
    `${AMBIENT} ([value:<bit>] |)(dimmer|softer|lower) (please|)`,
    'the (ambient light|mood lighting|ambients|accent lights) (is|are) (distracting me|blinding me|hurting my eyes|too distracting) (dim it|dim them|tone it down|)',
    '(the disco|the light show) is too (bright|much)',
  ],
  'light.reading.on': [
    ...on(READ),
    ...on(READ),
    'i (want|need|would like|am trying) to (read|read something|see the map|read my book|read this) (turn on the reading light|reading light on|map light please|)',
    "(i can't|he can't|she can't|i can hardly) read (my book|this|the map|the menu|a thing) (in the dark|in this light|) (reading light please|map light on|)",
    '(some|a bit of|a little|give me|give me some|i need a) (light|more light) (to read by|to read|for reading|for my book|for the map) (please|<side>|)',
    '(she|he|my wife|the kid|my daughter) wants to read (reading light on <side>|reading light <side>)',
  ],
  'light.reading.off': [
    ...off(READ),
    ...off(READ),
    "(i'm|we're|she's|he's) (done|finished) reading (turn off the reading light|reading light off|light off|)",
    'that (reading light|map light) is (blinding me|in my eyes|distracting|reflecting in the window) (turn it off|)',
  ],
  'light.dome.on': [
    ...on(DOME),
    ...on(DOME),
    "(it's|it is|so|bit) (too|so|very|pitch|really|awfully) dark in (here|the car)",
    "(i can't|i cannot|can't|i can hardly) see (anything|a thing|what i'm doing|my hand in front of my face|where i put it) (in here|inside|in the car)",
    "(i dropped|i lost|i can't find|where did i put|looking for) (something|my phone|my keys|my card|the ticket) (turn on the light|turn on the lights inside|light please|inside light on|light on in here)",
    '(some|a bit of|more|give us some|we need some) light in (here|the cabin|the car) (please|)',
    '(light|brighten) (up |)the (cabin|interior|inside) (please|)',
    '(who turned the lights off|why is it so dark) in here',
  ],
  'light.dome.off': [
    ...off(DOME),
    ...off(DOME),
    "(turn off|kill|lose) the (inside light|interior light|dome light) (it's distracting|i can't see the road|it's reflecting|they're asleep|it's blinding me)",
    "the (inside light|interior light|dome light|roof light) (is|'s) (distracting|on still|blinding me|reflecting in the windscreen|left on) (turn it off|)",
  ],
  'light.low-beam.on': [
    ...on(LOW),
    ...on(LOW),
    `${DARK} (turn on the lights|headlights on|headlights|lights please|lights on|stick the lights on|put the headlights on|turn the headlights on)`,
    "(it's|it is) (getting dark|dark outside|dark out there|too dark outside|getting dark out)",
    '(light|lights) (up the road|the road|the way ahead|on the road) (please|)',
    '(hit|pop|flick|get) the (lights|headlights) (on|) (please|)',
    "(i'm driving without|we have no|i've got no) (lights|headlights) (on|) (turn them on|)",
  ],
  'light.low-beam.off': [
    ...off(LOW),
    ...off(LOW),
    "it's (light|daylight|bright) (enough|now|outside) (turn the lights off|headlights off|lights off)",
  ],
  'light.high-beam.on': [
    ...on(HIGH),
    ...on(HIGH),
    '(switch|change|go|move) (up |over |)to (high beam|high beams|full beam|brights|main beam|full beams)',
    '(hit|flip on|flip|throw on|give me|flick on|pop on) (the|my|) (brights|high beams|full beam|full beams)',
    "(i can't see|can't see a thing on|it's pitch dark on) (this country lane|this back road|the road ahead|far enough ahead) (high beams|full beam on|brights on|main beam on)",
    '(light|lights) (further ahead|all the way up|on full beam|to full beam|on full|on main beam)',
  ],
  'light.high-beam.off': [
    ...off(HIGH),
    ...off(HIGH),
    '(switch|change|go|drop|move) (back |down |)(to|onto) (low beam|low beams|dipped beam|dipped headlights|dipped|the low beams)',
    '(dip|dim|drop|lower) (the|my|) (headlights|lights|high beams|beams|full beam|brights|main beam|headlamps) (please|)',
    "(there's|there is) (a car|a truck|traffic|someone|a lorry|a bike) (coming|oncoming|coming the other way|ahead) (turn off the|kill the|drop the|dip the) (high beams|brights|full beam)",
    "(i'm|we're) (blinding|dazzling) (him|them|people|the car in front|everybody) (turn off the high beams|dip the lights|brights off|full beam off|)",
    "(someone's|they're|he's) (flashing me|flashing at me) (dip the lights|turn off the brights|full beam off|high beams off)",
  ],
  'light.fog.on': [
    ...on(FOG),
    ...on(FOG),
    "(it's|it is) (foggy|really foggy|so foggy|misty|like pea soup|thick fog|very foggy) (outside|out|out there|) (turn on the fog lights|fog lights|fog lights on|fogs on|put the fogs on)",
    "(i can't see|can't see|can hardly see) (a thing |anything |)(in|through) (this|the) (fog|mist|soup|murk) (fog lights on|fog lights|turn on the fogs|)",
    '(heavy|thick|dense|patchy) fog (ahead|coming up|out here|) (fog lights|fog lights on|fogs on|put the fog lamps on)',
  ],
  'light.fog.off': [
    ...off(FOG),
    ...off(FOG),
    "(the fog's|the fog has|the mist has|fog's) (lifted|cleared|gone|cleared up) (turn off the fog lights|fogs off|fog lights off|kill the fogs)",
  ],
  'light.parking.on': [
    ...on(PARKING),
    ...on(PARKING),
    '(just|only) the (sidelights|side lights|parking lights) (please|on|)',
    '(switch|change|go) to (side lights|sidelights|parking lights)',
  ],
  'light.parking.off': [...off(PARKING)],
  'light.hazard.on': [
    ...on(HAZARD),
    ...on(HAZARD),
    '(hit|flash|put|bang|throw|whack|press|pop) (the|my|) (hazards|flashers|hazard lights|emergency lights|four ways|warning lights) (on|quick|now|)',
    '(flashers|hazards|hazard lights|emergency lights|four ways) (on|now|quick|please)',
    "(there's been a crash|there's a deer on the road|accident ahead|we've broken down|we broke down|i've got a flat|i've broken down|traffic's stopped dead|queue ahead|they're all braking|sudden jam|i'm pulling over|i'm double parked|there's something on the road|emergency stop ahead) (hazards|hazards on|flashers on|put the hazards on|hit the hazards|turn on the hazard lights)",
    "(hazards|flashers on|hazards on|hit the hazards) (there's been a crash|accident ahead|deer on the road|we've broken down|traffic's stopped|something on the road|i'm pulling over|there's a queue)",
    '(warn|alert) (the cars|everyone|the people|the traffic) behind (me|us) (with the hazards|hazards on|)',
    '(start|get) the (hazards|flashers) (flashing|blinking|going)',
  ],
  'light.hazard.off': [...off(HAZARD), ...off(HAZARD), '(stop|quit) (the flashing|flashing|blinking|the blinking|flashing the hazards)'],
  'light.auto': [
    `(set|put|switch|turn|change|leave|stick|have|keep) (the|my|) ${HEADS} (to|on|in|back on|back to) (auto|automatic|auto mode|automatic mode)`,
    '(turn on|enable|activate|use|switch on) (automatic|auto) (headlights|lights|high beams|headlamps|light mode)',
    '(auto|automatic) (headlights|lights|headlamps|light mode) (on|please|mode|)',
    `${HEADS} (on auto|auto|to auto|automatic|on automatic) (please|)`,
    `let the (car|headlights|lights) (decide|work out|figure out|control|sort out) (the lights|when to come on|the headlights|themselves)`,
    `(control|manage|handle) the ${HEADS} (automatically|yourself|by yourself|for me)`,
    `<want> (auto|automatic) (lights|headlights|headlamps)`,
    `(just|) (let|have) the ${HEADS} (come on|work|go) (by themselves|automatically|on their own)`,
  ],
};
