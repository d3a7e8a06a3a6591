import { off, on, set, shift } from './patterns.js';

const SCREEN =
  '(screen|display|screen|center screen|dashboard|touchscreen|main screen|infotainment screen|centre display|dash|monitor|instrument cluster|touch screen|centre screen|big screen|infotainment|tablet|head unit|infotainment display)';
const PANEL =
  '(screen|display|touchscreen|main screen|center screen|monitor|touch screen|big screen|infotainment screen|centre display|tablet)';
const BRIGHTNESS = `(${PANEL} brightness|brightness of the ${PANEL}|brightness|${SCREEN} brightness|brightness on the ${PANEL}|screen backlight|backlight)`;
const DRIVE =
  '(sport|sport mode|eco|eco mode|economy mode|comfort|comfort mode|normal|normal mode|snow mode|snow|rain mode|standard mode|sports mode|winter mode|energy saving mode|economy|wet mode|standard|sporty|regular mode|ice mode|the eco setting|everyday mode|winter)';
const NAMED =
  '(sport mode|eco mode|comfort mode|normal mode|snow mode|rain mode|economy mode|sports mode|winter mode|wet mode|standard mode|energy saving mode|ice mode|regular mode)';
const DAY =
  '(night mode|day mode|dark mode|light mode|night|day|dark|dark theme|light theme|daytime mode|nighttime mode|night colours|day colours|the dark theme|night theme|day theme)';
const DAY_NAMED = '(night mode|day mode|dark mode|light mode|dark theme|light theme|daytime mode|nighttime mode|night theme)';

/** English templates of screen and drive mode. */
export const EN_COCKPIT: Record<string, readonly string[]> = {
  'screen.brightness.set': [
    ...set(BRIGHTNESS, '(<percent>|<percent>|<number>|<high>|<low>|half|<level>|medium|full)'),
    `(set|turn|put|have) (the|) ${SCREEN} (to|at|on) [value:(<percent>|max|full|half|minimum|maximum)] brightness`,
    'brightness (to|at|on|) [value:(max|half|full|<percent>|minimum|low|high|medium|maximum)] (please|)',
    `(dim|brighten) the ${PANEL} to [value:<percent>]`,
    `${PANEL} (at|to|on) [value:(<percent>|full brightness|half brightness|max brightness|minimum brightness)]`,
    `[value:(full|max|half|minimum|maximum)] (screen |display |)brightness (please|)`,
    `(make|have) the ${PANEL} [value:(as bright as possible|as dim as possible)]`,
  ],
  'screen.brightness.up': [
    ...shift(BRIGHTNESS, 'up', 'increase|raise|boost|turn up|lift|crank up'),
    `(make|get|have) (the|) ${SCREEN} ([value:<bit>] |)(brighter|lighter|less dim)`,
    `brighten (up |)(the|my|) ${SCREEN} ([value:<bit>]|)`,
    `brighten (the|my) ${SCREEN} up ([value:<bit>]|)`,
    `(the|my|this|that) ${SCREEN}( is|'s) (too|a bit|so|way too|a bit too|really|far too) (dark|dim|faint|dull)`,
    `(i can't|can't|i can barely|i can hardly|i cannot|you can't) (see|read|make out) (the|this|that|anything on the|a thing on the) ${SCREEN}`,
    `(brighter|lighter) ${SCREEN} (please|)`,
    `${PANEL} ([value:<bit>] |)brighter (please|)`,
    "(the sun's on|there's glare on|the sun is washing out) the (screen|display) (make it brighter|brighten it|brightness up|)",
    `the ${PANEL} (isn't|is not) bright enough`,
    '(crank|bump|turn|nudge) the brightness up ([value:<step>]|)',
  ],
  'screen.brightness.down': [
    ...shift(BRIGHTNESS, 'down', 'decrease|lower|reduce|dim|turn down|cut|tone down'),
    `(make|get|have) (the|) ${SCREEN} ([value:<bit>] |)(dimmer|darker|less bright|less harsh)`,
    `dim (down |)(the|my|this|) ${SCREEN} ([value:<bit>]|)`,
    `(dim|tone|turn) (the|my|this) ${PANEL} down ([value:<bit>]|)`,
    `(the|my|that|this) ${SCREEN}( is|'s) (too|a bit|so|way too|a bit too|really|far too) (bright|blinding|harsh|glaring)`,
    `(dimmer|darker) ${SCREEN} (please|)`,
    `${PANEL} ([value:<bit>] |)(dimmer|darker) (please|)`,
    `(the|that|this) ${PANEL}('s| is) (blinding me|hurting my eyes|lighting up the whole car|glaring at me|dazzling me|too much at night|burning my eyes)`,
    `(the|that) ${PANEL} hurts my eyes`,
    "(my eyes hurt from|i'm blinded by|i'm getting dazzled by) (the|that) (screen|display)",
    `(the brightness|that brightness) is (too|way too) (high|much)`,
  ],
  'screen.mode': [
    `(switch|change|set|put|turn|flip|have) (the|) ${SCREEN} (to|into|in|over to) [mode:${DAY}]`,
    `(switch|change|go|flip) (over |back |)to [mode:${DAY_NAMED}] (please|)`,
    `(turn on|enable|activate|use|switch on|put on|i want|give me|let's have|engage) (the |)[mode:${DAY_NAMED}] (please|on the screen|for the display|)`,
    `(turn|switch|put) [mode:${DAY_NAMED}] on`,
    `[mode:${DAY_NAMED}] (on|please|now|on the screen|for the screen|for the map)`,
    `(screen|display|map|theme|maps|satnav screen|colours) (to|in|on|into) [mode:${DAY}] (please|)`,
    `(make|turn|have) the (screen|display|theme|map|menus|interface) [mode:(dark|light)] (please|)`,
    `(it's dark out|it's night|we're in a tunnel|my eyes hurt) (switch the screen to|put the screen in|use) [mode:(night mode|dark mode)]`,
    `(it's morning|sun's up|it's bright out) (switch the screen to|put the screen in|use) [mode:(day mode|light mode)]`,
    `[mode:(dark|light|night|day)] (screen|display|map) (please|)`,
  ],
  'drive.mode': [
    `(switch|change|go|shift|move|flip) (over |back |)(to|into) [mode:${DRIVE}] (please|)`,
    `(set|put|switch|change|get) (the|) (drive mode|driving mode|car|vehicle|mode|driving style|drive) (to|in|into|on) [mode:${DRIVE}]`,
    `(turn on|enable|activate|engage|use|enter|start|select|give me|i want|let's have|switch on|put on|hit) [mode:${NAMED}] (please|)`,
    `[mode:${NAMED}] (on|please|now|engaged|time)`,
    `(put|stick|get|pop|have|whack|chuck|keep|leave|bung) (it|her|the car|this thing|him|this baby|us|the beast) in(to|) [mode:${DRIVE}] (please|)`,
    `(back|go back|return|take it back|put it back) to [mode:${DRIVE}] (please|)`,
    `(it's|it is) (snowing|slippery|wet|icy|muddy|slushy|chucking it down|like an ice rink) (use|go to|switch to|put it in|try) [mode:(snow mode|rain mode|snow|winter mode|wet mode)]`,
    `(drive|i want to drive|i'd like to drive|let's drive|let me drive|can we drive) in [mode:${DRIVE}]`,
    `(the road is|the roads are|it is) (slippery|icy|snowy) (switch|go|change) to [mode:(snow mode|winter mode|rain mode)]`,
    `(save|i want to save|let's save|we need to save|trying to save) (energy|power|fuel|gas|battery|petrol|juice|range) (with|switch to|go|put it in|use) [mode:(eco mode|eco|economy mode)]`,
    `(let's|i want to) (have some fun|floor it|go fast|feel alive) [mode:(sport mode|sport|sports mode)] (please|)`,
    `(i'm in a hurry|open road|let's rip|time to overtake) (use|put it in|switch to) [mode:(sport mode|sport)]`,
    `(let's|let us) go [mode:(sport|eco|sporty)] (mode|)`,
    `(drive|driving) mode [mode:(sport|eco|comfort|normal|snow|rain|economy|standard)] (please|)`,
    `(no more|out of|get out of) (sport|eco|snow mode|sport mode) (back to|go to|into) [mode:(normal|comfort|normal mode|standard|comfort mode)]`,
    `make (it|the car|the ride) (more |)[mode:(sporty|economical|comfort)]`,
  ],
  'screen.off': [
    ...off(PANEL),
    `(turn off|switch off|shut off|kill|blank|black out) (the|my|) ${SCREEN}`,
    `(turn|switch|shut) (the|my|) ${SCREEN} off`,
    `${SCREEN} off (please|)`,
    `(put|send) the ${PANEL} to sleep`,
    `(blank|black out|kill|darken|blank out|sleep) the ${PANEL} (please|for now|)`,
    `(i don't want to see|i don't need|hide) the ${PANEL} (right now|now|please|)`,
    `(make|turn) the ${PANEL} (black|blank)`,
    '(go dark|lights out) on the (screen|display)',
  ],
  'screen.on': [
    ...on(PANEL),
    `(turn on|switch on|wake|wake up|light up|bring up|bring back) (the|my|) ${SCREEN}`,
    `(turn|switch) (the|my|) ${SCREEN} (on|back on)`,
    `${SCREEN} (on|back on) (please|)`,
    `(wake|light|bring) the ${PANEL} (up|back|back up) (please|)`,
    `the ${PANEL} (is|went|has gone) (black|off|blank|dark|to sleep) (turn it on|wake it up|bring it back|)`,
    `(get|have) the ${PANEL} back (on|)`,
    `(i need|i want|give me|show me) (to see |)the ${PANEL} (again|back)`,
  ],
};
