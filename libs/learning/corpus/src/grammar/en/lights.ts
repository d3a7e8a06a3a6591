import { off, on, set, shift } from './patterns.js';

const AMBIENT =
  '(ambient light|ambient|ambients|ambient lights|ambient lighting|mood light|mood lighting|mood lights|[zone:<seat>] ambient light|interior mood lighting|accent lights|ambience light)';
const COLOR =
  '(red|blue|green|purple|yellow|white|pink|orange|cyan|sky blue|gold|warm white|turquoise|violet|light blue|teal|golden|ice blue)';
const READ =
  '(reading light|reading lamp|map light|reading lights|[zone:<seat>] reading light|[zone:<seat>] reading lamp|reading light <for>|reading light <for>|overhead reading light|[zone:<seat>] map light)';
const DOME =
  '(interior light|interior lights|cabin light|cabin lights|dome light|inside lights|inside light|ceiling light|lights inside|courtesy lights|roof light|overhead light|car interior lights)';
const LOW = '(headlights|headlights|low beams|low beam|lights|car lights|headlight|front lights|dipped beam|head lamps|main lights)';
const HIGH = '(high beams|high beam|brights|full beams|full beam|main beam|high beam headlights)';
const FOG =
  '(fog lights|fog lights|fog lamps|fog light|[zone:(front|rear)] fog lights|[zone:(front|rear)] fog light|fogs|[zone:rear] fogs)';
const PARKING = '(parking lights|parking light|side lights|position lights|sidelights|marker lights)';
const HAZARD =
  '(hazards|hazard lights|hazard|emergency flashers|hazard flashers|four way flashers|emergency lights|flashers|warning lights|blinkers on both sides)';

/** English templates of lights. */
export const EN_LIGHTS: Record<string, readonly string[]> = {
  'light.ambient.on': [
    ...on(AMBIENT),
    ...on(AMBIENT),
    '(set|create|give me) (the|a|some) (mood|nice mood|romantic mood|cozy atmosphere) (with lights|lighting|)',
  ],
  'light.ambient.off': [...off(AMBIENT), ...off(AMBIENT)],
  'light.ambient.color': [
    `(make|turn|set|change|switch|put) <the> ${AMBIENT} (to|) [color:${COLOR}]`,
    `${AMBIENT} (in|to|) [color:${COLOR}]`,
    `(give me|i want|i'd like|let's have|use|turn on) [color:${COLOR}] ${AMBIENT}`,
    `(change|set|switch) the (color|colour) of <the> ${AMBIENT} to [color:${COLOR}]`,
    `(change|set|make) the (light|lighting|light color|lighting color|interior color|cabin color|interior lights|lights inside) (to|) [color:${COLOR}]`,
    `i want [color:${COLOR}] (lights|lighting|mood)`,
    `(lights|lighting|everything|the cabin|it all|the interior) (in |)[color:${COLOR}] (inside|please|in here|)`,
    `(go|make it|turn it|paint it|something|switch to) [color:${COLOR}] (inside|lights|in here|)`,
  ],
  'light.ambient.set': [
    ...set(
      `(${AMBIENT}|${AMBIENT} brightness|brightness of <the> ${AMBIENT}|ambient brightness)`,
      '(<percent>|<percent>|<high>|<low>|<level>)',
    ),
  ],
  'light.ambient.up': [
    ...shift(`(${AMBIENT}|${AMBIENT} brightness)`, 'up', 'brighten|increase|raise'),
    `(make|get) <the> ${AMBIENT} ([value:<bit>] |)(brighter|stronger)`,
    `brighten (up|) <the> ${AMBIENT} ([value:<bit>]|)`,
    `<the> ${AMBIENT} (is|are) too (dim|dark|weak)`,
    `(brighter|stronger) ${AMBIENT}`,
  ],
  'light.ambient.down': [
    ...shift(`(${AMBIENT}|${AMBIENT} brightness)`, 'down', 'dim|decrease|lower|reduce|soften'),
    `(make|get) <the> ${AMBIENT} ([value:<bit>] |)(dimmer|darker|softer)`,
    `dim <the> ${AMBIENT} ([value:<bit>]|)`,
    `<the> ${AMBIENT} (is|are) too (bright|strong|harsh)`,
    `(softer|dimmer) ${AMBIENT}`,
  ],
  'light.reading.on': [
    ...on(READ),
    ...on(READ),
    'i (want|need|would like) to read (turn on the reading light|something turn on the light|)',
  ],
  'light.reading.off': [...off(READ), ...off(READ)],
  'light.dome.on': [
    ...on(DOME),
    ...on(DOME),
    "(it's|it is) (too|so) dark in (here|the car)",
    "(i can't|i cannot) see (anything|a thing) in here",
    'i dropped something (turn on the light|turn on the lights inside|light please|)',
  ],
  'light.dome.off': [...off(DOME), ...off(DOME)],
  'light.low-beam.on': [
    ...on(LOW),
    ...on(LOW),
    "(it's|it is) (getting dark|dark outside|dark out there|too dark outside) (turn on the lights|headlights on|headlights|lights please|)",
  ],
  'light.low-beam.off': [...off(LOW), ...off(LOW)],
  'light.high-beam.on': [
    ...on(HIGH),
    ...on(HIGH),
    '(switch|change) to (high beam|high beams|full beam|brights)',
    '(hit|flip on|flip) the (brights|high beams)',
  ],
  'light.high-beam.off': [
    ...off(HIGH),
    ...off(HIGH),
    '(switch|change|go) (back |)to (low beam|low beams|dipped beam)',
    '(dip|dim) (the|my) (headlights|lights|high beams|beams)',
    "(there's|there is) a car coming (turn off the|kill the) (high beams|brights)",
  ],
  'light.fog.on': [
    ...on(FOG),
    ...on(FOG),
    "(it's|it is) (foggy|really foggy|so foggy) (outside|out|out there|) (turn on the fog lights|fog lights|fog lights on|)",
  ],
  'light.fog.off': [...off(FOG), ...off(FOG)],
  'light.parking.on': [...on(PARKING)],
  'light.parking.off': [...off(PARKING)],
  'light.hazard.on': [...on(HAZARD), ...on(HAZARD), '(hit|flash|put) the (hazards|flashers|hazard lights) (on|)'],
  'light.hazard.off': [...off(HAZARD), ...off(HAZARD)],
  'light.auto': [
    '(set|put|switch|turn|change) (the|my|) (headlights|lights|headlamps|car lights|exterior lights) (to|on|in) (auto|automatic|auto mode|automatic mode)',
    '(turn on|enable|activate|use) (automatic|auto) (headlights|lights|high beams|headlamps)',
    '(auto|automatic) (headlights|lights) (on|please|)',
    '(headlights|lights) (on auto|auto)',
  ],
};
