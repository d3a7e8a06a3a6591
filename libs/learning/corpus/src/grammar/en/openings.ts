import { close, open } from './patterns.js';
import type { Thing } from './patterns.js';

const ZONED =
  "(the [zone:<seat>] window|the [zone:(rear|back|front|left|right|driver's|passenger's)] windows|[zone:(all|both|all four|all of)] (the|) windows|[zone:my] window|the window on [zone:my side]|the [zone:<seat>] (side|seat) window|the windows in the [zone:(back|rear|front)]|[zone:every] window|the window [zone:(behind me|behind the driver|behind the passenger)]|the window <side>|the windows <side>|[zone:both] front windows|[zone:both rear] windows|[zone:all four]|the kids' window in the [zone:back]|[zone:(her side|his side)] window)";
const W = `(the window|the windows|window|the window|${ZONED}|${ZONED})`;
const WINDOW: Thing = {
  full: W,
  bare: '(window|windows|[zone:<seat>] window|[zone:(rear|back|front|left|right|all|both)] windows|[zone:my] window|window <side>|windows <side>)',
};
const ROOF: Thing =
  '(sunroof|sunroof|moonroof|sun roof|panoramic roof|roof|panoramic sunroof|roof window|moon roof|glass roof|pano roof|roof panel|roof hatch|panorama roof)';
const SUN = '(sunroof|sunroof|moonroof|sun roof|panoramic roof|roof|panoramic sunroof|glass roof|pano roof|moon roof)';
const SHADE =
  '(sunshade|sun shade|roof blind|sunroof shade|roof shade|sunroof blind|sun blind|sunroof cover|shade|roof screen|sunblind|roof cover|overhead shade|blind|sun screen|moonroof shade|panoramic blind|roof curtain)';
const REAR =
  '(rear blind|rear shade|rear window shade|rear sunshade|rear window blind|back window shade|rear sun blind|back blind|back shade|rear screen blind|rear curtain|back window blind|rear sun shade|back sunshade)';
const AIR = '(air|fresh air|breeze|wind|oxygen|cool air)';
const DOWN =
  'open up|roll down|lower|put down|wind down|drop|let down|bring down|slide down|crank down|crack|crack open|pop|pop open|power down|buzz down';
const UP = 'roll up|raise|wind up|put up|close up|bring up|pull up|send up|crank up|power up|buzz up|seal';
const STUFFY =
  '(stuffy|stale|airless|musty|suffocating|stifling|fuggy|smelly|stuffy as hell|a bit whiffy|like a gym bag|like a locker room|stinky)';

/** Things said of the weather or the road that make people close up, followed by the request itself. */
const LOUD =
  "(it's pouring|it's tipping it down|it's raining cats and dogs|it's bucketing down|it's raining|it's starting to rain|it's too loud|it's windy|it's dusty|it's noisy out there|we're getting wet|i'm getting soaked|we're on the (freeway|motorway|highway)|i can't hear (anything|myself think|you|the music)|my hair's getting blown about|there's a wasp|it's blowing a gale|it's freezing out there|there's dust coming in|here comes the rain|we're going through a car wash|bugs are coming in)";

const WINDOW_OPEN = [
  ...open(WINDOW, DOWN),
  `(${DOWN}|open) ${W}`,
  `(roll|put|wind|bring|let|take|slide|get|pop|pull|have|drop) ${W} down`,
  `(open|roll down|lower|put down|drop|wind down|pop|let down|slide down) ${W} [value:<opening>]`,
  `(roll|put|bring|wind|let|slide|get|have) ${W} down [value:<opening>]`,
  `(roll|put|bring|wind|let|slide|get) ${W} [value:<opening>] (down|open)`,
  `(open|lower|roll down|set|put) ${W} to [value:<percent>]`,
  `(open|roll down|put down) ${W} [value:(all the way|fully|completely|wide open|as far as it goes)]`,
  'crack (a|the|[zone:my]|the [zone:<seat>]) window (open|for me|please|[value:(a bit|a little|an inch|a touch)]|)',
  'crack ([zone:(both|all)] |)(the |)windows (open|please|[value:(a bit|a little|an inch)]|)',
  '(window|windows) (down|open) (please|<side>|now|)',
  '([zone:<seat>]|[zone:(back|rear|front|left|right|all|both)]) (window|windows) (down|open) ([value:<opening>]|)',
  '(window|windows) (down|open) [value:<opening>]',
  '(window|windows) [value:(halfway|half|fifty percent|a crack|a third|a quarter|a bit|a little)] (down|open) (please|)',
  '(let|wind|pop|drop|slide|get) (the |)[zone:(back|front|rear|left|right|passenger|driver)] (window|windows) down ([value:<opening>]|)',
  '(let a window down|let the window down|open a window|open the window|drop the window|get a window open|wind the window down) ([value:(a bit|a little|a touch|an inch|a crack)]|) (for the (dog|smoke|smell|cat)|i need some air|we are at the (drive through|toll booth|barrier|ticket machine)|)',
  "(open|drop|wind down|roll down|crack) (them|'em) [zone:all]",
  "(roll|wind|let|get|put) (them|'em|these) [zone:all] down",
  '[zone:(all|all four|both)] (windows|of the windows) (down|open) (please|)',
  '(who|somebody|someone|the dog|one of you|the baby) (just |has |)(farted|let one rip|threw up|pooped|stinks)(| open the windows| windows down| crack a window)',
  `(it's|it is|it's getting|feels|this car is) (so|really|a bit|too|getting|pretty|awfully|proper|) ${STUFFY} (in here|in the car|back here|)`,
  `(i|we) (can't breathe|need some ${AIR}|need ${AIR}|can't breathe in here|could use some ${AIR}|could do with some ${AIR}|need a breeze|want a breeze|want to feel the wind|can hardly breathe|want some ${AIR}|want the wind in my hair)`,
  "(let's|let us|we should|i want to|can we|shall we) (get|let|have) (some|a little|a bit of) (air|fresh air|breeze) (in|in here|)",
  `let (some|the|a bit of|a little) ${AIR} in (here|please|)`,
  '(air out|ventilate|air|freshen up) (the car|this car|the cabin|this place|it out a bit)',
  '(it|this car|this place) (smells|stinks|smells like smoke|smells funny|reeks|smells like wet dog|pongs|smells of (chips|curry|feet|smoke)) (in here|inside)',
  '(the air in here is|the air is) (stale|stuffy|bad|terrible|thick|awful)',
  "(there's|there is) no (air|oxygen) in here",
  '(let|i want to let) the (smoke|smell|heat|steam|stink|fly|wasp) out',
  "(i'm|we're) (suffocating|choking|stifled) (in here|)",
  "(we're|we are) (at|coming up to) the (toll booth|drive through|barrier|checkpoint|ticket machine) (open [zone:my] window|roll [zone:my] window down|window down)",
];

/** English templates of windows, sunroof and shades. */
export const EN_OPENINGS: Record<string, readonly string[]> = {
  'window.open': WINDOW_OPEN,
  'window.close': [
    ...close(WINDOW, UP),
    `(close|shut|roll up|close|wind up|put up) ${W}`,
    `(roll|put|wind|bring|pull|get|send|slide|have|crank) ${W} (up|back up|all up|up again)`,
    `(close|roll up|raise|shut|wind up) ${W} [value:(a bit|a little|halfway|a little bit|<percent>|most of the way|slightly|all the way|completely|half|half way|a third)]`,
    `(roll|put|bring|wind) ${W} up [value:(a bit|a little|halfway|a little bit|slightly|all the way|half way|a touch|completely)]`,
    `(roll|put|wind) ${W} [value:(halfway|half way|all the way|a bit)] up`,
    '(window|windows) (up|closed|shut) (please|<side>|now|)',
    "(roll|wind|put|get|shut|close) (them|'em|these) [zone:all] up",
    "(shut|close) (them|'em|these) [zone:all]",
    '(wind|pop|slide|get|pull) (the |)[zone:(back|front|rear|left|right|passenger|driver)] (window|windows) up ([value:(a bit|a little|a touch|halfway)]|)',
    '(window|windows) up [value:(a bit|a little|halfway|all the way|half way|a touch)]',
    '([zone:<seat>]|[zone:(back|rear|front|left|right|all|both)]) (window|windows) (up|closed|shut) (please|)',
    `${LOUD} (windows up|shut the windows|close up|close the windows|roll up the windows|get the windows up|close the window|shut the window|shut [zone:my] window|roll them [zone:all] up)`,
    `(windows up|close the windows|shut the windows|roll the windows up|window up|close [zone:my] window) ${LOUD}`,
    '(close|shut|seal|button) (the car|everything|her|us|it all) up',
    '(stop|keep out|shut out) the (wind|draught|noise|dust|rain|bugs) (coming in|with the windows|)',
    '[zone:(all|all four|both)] (windows|of the windows) (up|shut|closed) (please|)',
    "don't leave the (window|windows) (open|down)",
  ],
  'window.lock.on': [
    "(lock|lock up|secure|disable|block) (the|) (windows|window controls|rear windows|kids windows|window switches|power windows|window buttons|rear window switches|back windows|kids' windows|window controls in the back)",
    '(turn on|enable|activate|engage|switch on|put on|set) (the|) (window lock|child window lock|window child lock|child lock for the windows|child lock on the windows|window lockout)',
    '(window lock|child window lock|window lockout|child lock for the windows) (on|please|on please|engaged)',
    "don't let the (kids|children|toddler|boys) (open|play with|mess with|touch|fiddle with) the (windows|window buttons|window switches)",
    'stop the (kids|children|toddler|boys) (from opening|opening|playing with|messing with|fiddling with|touching) the (windows|window buttons|window switches)',
    'the (kids|children) (keep|are) (opening|playing with|fiddling with|messing with) the (windows|window buttons) (lock them|lock the windows|)',
    '(turn|switch|put) the (window lock|child window lock) on',
    '(make sure|see that) (nobody|no one) can (open|use) the (windows|rear windows)',
  ],
  'window.lock.off': [
    '(unlock|release|enable|free|free up) (the|) (windows|window controls|rear windows|window switches|power windows|window buttons|back windows|kids windows)',
    '(turn off|disable|deactivate|release|switch off|take off|disengage|undo) (the|) (window lock|child window lock|window child lock|child lock for the windows|window lockout|child lock on the windows)',
    '(window lock|child window lock|window lockout|child lock for the windows) (off|off please)',
    '(turn|switch|take) the (window lock|child window lock) off',
    'let the (kids|children|passengers) (open|use|control|work) the(|ir) (windows|window switches) (again|)',
    'the (kids|passengers|back) (can|may) (open|use) the windows (now|again)',
  ],
  'sunroof.open': [
    ...open(ROOF, 'slide open|open up|slide back|retract|roll back|pull back|peel back|crack|crack open'),
    `${SUN} (please|now|time)`,
    `(open|slide back|retract|pull back) <the> ${SUN} [value:<opening>]`,
    `(get|have|slide) <the> ${SUN} open [value:<opening>]`,
    `(open|set|put) <the> ${SUN} to [value:<percent>]`,
    `(slide|roll|pull|put|push) <the> ${SUN} (back|open) ([value:<opening>]|)`,
    `${SUN} [value:<opening>] (open|please|)`,
    `${SUN} (open|back) [value:<opening>]`,
    `[value:half open] <the> ${SUN}`,
    `open <the> ${SUN} [value:(all the way|fully|completely|wide open)]`,
    `let (some|the|a bit of) (sun|sunshine|sunlight|sky|stars) in (through the ${SUN}|through the roof)`,
    `(it's a lovely day|the sun's out|what a day|it's gorgeous out|nice weather) (open the ${SUN}|${SUN} open|get the ${SUN} open|let's have the ${SUN} open)`,
    `let's (have|drive with|go with) the (roof|top|sunroof) (open|down|off)`,
  ],
  'sunroof.close': [
    ...close(ROOF, 'slide shut|close up|slide closed|pull shut|seal'),
    `(close|shut|slide) <the> ${SUN} [value:(halfway|a bit|a little|half|fully|all the way|completely|half way|a third|most of the way)]`,
    `(slide|push|bring|pull) <the> ${SUN} (forward|shut|closed|back over)`,
    `(it's|it is) (raining|starting to rain|about to rain|getting cold|too windy|too sunny|spitting|drizzling|going to rain|noisy) (close|shut|slide shut) the ${SUN}`,
    `(close|shut) the ${SUN} (it's raining|it's about to rain|i felt a drop|before it rains|it's going to pour|it's noisy|my head's burning)`,
    `(i felt a raindrop|i'm getting wet|rain's coming in|water's dripping on me) (close|shut) the ${SUN}`,
  ],
  'sunroof.tilt': [
    `(tilt|vent|tip|angle) <the> ${SUN} (up|open|)`,
    `(tilt up|pop up|prop up|lift|tilt open) <the> ${SUN} (please|for a bit|)`,
    `(tilt|vent) <the> ${SUN}`,
    `(pop|tip|lift|prop|angle|tilt|put) <the> ${SUN} up (for some air|for a bit of air|for ventilation|please|a bit|)`,
    `${SUN} (tilt|vent|to vent|to tilt|in vent mode|vent position|tilted|vented|up at the back|on tilt|on vent|tilt please)`,
    `(put|set|switch|move) <the> ${SUN} (to|in|on|into) (vent|tilt|the tilt position|the vent position|vent mode|ventilation|tilt mode)`,
    `(just|only) (tilt|vent|pop up) (it|the ${SUN}) (don't open it|not open|not all the way|)`,
    `<want> <the> ${SUN} (tilted|vented|tilted up|popped up)`,
    `(raise|lift|tilt) the (back|rear edge|back edge) of the ${SUN}`,
  ],
  'shade.open': [
    ...open(SHADE, 'retract|pull back|slide back|roll back|draw back|put back'),
    `(open|retract|slide back|pull back) <the> ${SHADE} [value:(halfway|a bit|half|fifty percent|all the way|<percent>|a little|completely)]`,
    `(put|get|slide|pull|roll|draw|push) <the> ${SHADE} (away|back|open)`,
    `(open|retract|slide back) the ${SHADE} (i (want to|wanna|want) see (the sky|the stars|the clouds|out)|let some (light|sun) in|it's too dark|it's gloomy in here)`,
    `(i want to|i wanna|let me|let us|we want to) see (the sky|the stars|the clouds) (open the ${SHADE}|)`,
    `(let|get) (some|more|a bit of) (light|daylight|sunlight) in (from above|from the top|from up there|)`,
  ],
  'shade.close': [
    ...close(SHADE, 'extend|pull|draw|slide|pull over|pull across|put across'),
    `(close|draw|pull) <the> ${SHADE} [value:(halfway|a bit|half|fifty percent|<percent>|a little|most of the way)]`,
    `(pull|slide|draw|put|bring) <the> ${SHADE} (over|across|forward|shut|closed)`,
    `(the|that|this|) (sun|sun's|sun is) (too bright|blinding me|blinding|burning my head|in my eyes|too strong|killing me|beating down on me|right above me|cooking my head|glaring down|frying us) (close|shut|draw|pull) the ${SHADE}`,
    "the sun (is|'s) (burning my head|beating down on me|cooking my head|frying my scalp|right on my head|glaring through the roof|coming through the roof|blinding me from above)",
    'too much (sun|light|glare) (in here|from above|up there|from the roof|through the roof|coming in up top|)',
    '(block|shut out|keep out|block out) the (sun|sunlight|glare) (from above|from the roof|up top|please|)',
    '(i need|we need|give me|give us) some shade (in here|up here|from above|please|)',
  ],
  'shade.rear.open': [
    ...open(REAR, 'retract|lower|put down|bring down|roll down|take down'),
    `(put|bring|roll|pull|get|take) <the> ${REAR} (down|back down)`,
    `${REAR} (open|down) (please|)`,
    `open <the> ${REAR} [value:(halfway|half|a bit|<percent>|all the way)]`,
    `i (can't|cannot) see (out|) (behind|the back|out the back) (open|lower|drop) the ${REAR}`,
  ],
  'shade.rear.close': [
    ...close(REAR, 'raise|put up|pull up|bring up|roll up|draw|send up|extend'),
    `(put|bring|roll|pull|get|send) <the> ${REAR} (up|back up)`,
    `${REAR} (closed|up|shut) (please|)`,
    `(close|raise) <the> ${REAR} [value:(halfway|half|a bit|<percent>|all the way)]`,
    '(shade|cover|block|screen) the (rear|back) window (please|)',
    `(the sun's on the kids|the sun's in their eyes|the baby's in the sun|there's glare from behind|the sun's coming in the back) (put up|raise|close|pull up) the ${REAR}`,
    `(give|get) (the kids|the baby|them) some shade (in the back|back there)`,
  ],
};
