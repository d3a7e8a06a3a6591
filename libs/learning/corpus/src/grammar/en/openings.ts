const Z =
  '(the [zone:<seat>] window|the [zone:(rear|back|front|left|right)] windows|[zone:(all|both|all four|all of)] (the|) windows|[zone:my] window|the window on [zone:my side]|the [zone:<seat>] (side|seat) window|the windows in the [zone:(back|rear|front)]|[zone:every] window|the window [zone:(behind me|in the back)])';
const W = `(the window|the windows|window|the window|${Z}|${Z})`;
const SUN = '(sunroof|sunroof|moonroof|sun roof|panoramic roof|roof|panoramic sunroof)';
const SHADE = '(sunshade|sun shade|roof blind|sunroof shade|roof shade|sunroof blind|sun blind|sunroof cover|shade|roof screen)';
const REAR = '(rear blind|rear shade|rear window shade|rear sunshade|rear window blind|back window shade|rear sun blind|back blind)';
const AMOUNT = '(<percent>|<percent>|a bit|a little|a crack|halfway|half|a little bit|slightly|half way|a third|an inch|just a crack)';

const SUNROOF_OPEN = [
  `(open|slide open|open up|slide back) <the> ${SUN}`,
  `(open|get) <the> ${SUN} (please|up|for me|open)`,
  `open <the> ${SUN} [value:${AMOUNT}]`,
  `(open|set|put) <the> ${SUN} to [value:<percent>]`,
  `${SUN} open`,
  `open <the> ${SUN} [value:(all the way|fully|completely)]`,
  `${SUN} [value:(halfway|half|fifty percent|50%|all the way|a little)] (open|)`,
  `[value:(crack|half open)] <the> ${SUN}`,
  `<want> <the> ${SUN} (open|opened)`,
];

/** English templates of windows, sunroof and shades. */
export const EN_OPENINGS: Record<string, readonly string[]> = {
  'window.open': [
    `(open|open up|roll down|lower|put down|wind down|drop|let down|bring down|slide down) ${W}`,
    `(open|roll down|lower|open) ${W}`,
    `(roll|put|wind|bring|let|take|slide|get) ${W} down`,
    `(open|roll down|lower|put down|drop) ${W} [value:${AMOUNT}]`,
    `(roll|put|bring|wind) ${W} down [value:${AMOUNT}]`,
    `(open|lower|roll down|set|put) ${W} to [value:<percent>]`,
    `[value:crack] ${W} (open|)`,
    `[value:crack] (the|my|a) window (open|)`,
    `(open|roll down) ${W} [value:(all the way|fully|completely)]`,
    '(window|windows) (down|open)',
    `(let|wind|pop|drop|slide|get) (the |)[zone:(back|front|rear|left|right|passenger|driver)] (window|windows) down ([value:${AMOUNT}]|)`,
    '(let|open|crack|drop) (a|the) window ([value:(a bit|a little|a touch|an inch|a crack)]|) (for the (dog|smoke|smell)|i need some air|we are at the (drive through|toll booth|barrier)|)',
    "(open|drop|wind down|roll down) (them|'em) [zone:all]",
    '(who|somebody|someone|the dog) (just |)(farted|let one rip|threw up)(| open the windows| windows down)',
    '(window|windows) (down|open) [value:(halfway|a bit|a little|half|fifty percent|all the way|a crack)]',
    '[zone:<seat>] window (down|open)',
    "(it's|it is) (so|really|a bit|too|getting|pretty|) (stuffy|stale|airless|musty|suffocating) (in here|in the car|)",
    "(i|we) (can't breathe|need some air|need fresh air|can't breathe in here|could use some fresh air|need a breeze|want a breeze|want to feel the wind)",
    "(let's|let us|we should|i want to) (get|let) (some|a little) (air|fresh air|breeze) (in|in here|)",
    '(air out|ventilate) (the car|this car|the cabin|this place)',
    'it (smells|stinks|smells like smoke|smells funny) in here',
  ],
  'window.close': [
    `(close|roll up|shut|raise|wind up|put up|close up|bring up) ${W}`,
    `(close|shut|roll up|close) ${W}`,
    `(roll|put|wind|bring|pull|get) ${W} up`,
    `(close|roll up|raise|shut) ${W} [value:(a bit|a little|halfway|a little bit|<percent>|most of the way|slightly|all the way|completely)]`,
    `(roll|put|bring) ${W} up [value:(a bit|a little|halfway|a little bit|slightly|all the way)]`,
    '(window|windows) (up|closed|shut)',
    "(roll|wind|put|get) (them|'em) [zone:all] up",
    '(wind|pop|slide|get|pull) (the |)[zone:(back|front|rear|left|right|passenger|driver)] (window|windows) up ([value:(a bit|a little|a touch|halfway)]|)',
    "(it's|it is) (pouring|tipping it down|raining cats and dogs|bucketing down|freezing|too loud|windy) (windows up|shut the windows|close up|close the windows)",
    "(we're|i'm) (getting on|joining|on) the (highway|motorway|freeway) (windows up|close the windows)",
    '(window|windows) up [value:(a bit|a little|halfway|all the way)]',
    '[zone:<seat>] window (up|closed)',
    "(it's|it is) (windy|loud|too windy|noisy|raining|dusty|so loud|too noisy) (out there|outside|) (close the windows|roll up the windows|shut the windows|close the window)",
  ],
  'window.lock.on': [
    '(lock|lock up|secure) (the|) (windows|window controls|rear windows|kids windows|window switches|power windows)',
    '(turn on|enable|activate|engage) (the|) (window lock|child window lock|window child lock|child lock for the windows)',
    '(window lock|child window lock) on',
    "(don't let|stop) the (kids|children) (open|from opening|play with|playing with) the windows",
  ],
  'window.lock.off': [
    '(unlock|release) (the|) (windows|window controls|rear windows|window switches|power windows)',
    '(turn off|disable|deactivate|release) (the|) (window lock|child window lock|window child lock|child lock for the windows)',
    '(window lock|child window lock) off',
  ],
  'sunroof.open': SUNROOF_OPEN,
  'sunroof.close': [
    `(close|shut|slide shut|close up) <the> ${SUN}`,
    `(close|shut) <the> ${SUN}`,
    `${SUN} (closed|shut|close)`,
    `close <the> ${SUN} [value:(halfway|a bit|a little|half|fully|all the way)]`,
    `(it's|it is) (raining|starting to rain|about to rain|getting cold) (close|shut) the ${SUN}`,
    `get <the> ${SUN} (closed|shut)`,
  ],
  'sunroof.tilt': [
    `(tilt|vent|tilt up|pop up|tip) <the> ${SUN} (up|open|)`,
    `(tilt|vent) <the> ${SUN}`,
    `${SUN} (tilt|vent|to vent|to tilt|in vent mode|vent position)`,
    `(put|set) <the> ${SUN} (to|in|on) (vent|tilt|the tilt position|the vent position|vent mode)`,
  ],
  'shade.open': [
    `(open|retract|pull back|slide back|roll back) <the> ${SHADE}`,
    `${SHADE} open`,
    `open <the> ${SHADE} [value:(halfway|a bit|half|fifty percent|all the way|<percent>)]`,
    `(put|get) <the> ${SHADE} (away|back|open)`,
  ],
  'shade.close': [
    `(close|shut|extend|pull|draw|slide|pull over) <the> ${SHADE}`,
    `(close|shut) <the> ${SHADE}`,
    `${SHADE} (closed|shut|close)`,
    `close <the> ${SHADE} [value:(halfway|a bit|half|fifty percent|<percent>)]`,
    '(the|) sun is (too bright|blinding me|blinding|burning my head|in my eyes|too strong|killing me|beating down on me) (close the sunshade|shut the roof blind|close the shade|)',
    'too much sun (in here|from above|up there|from the roof|)',
    '(block|shut out|keep out) the sun (please|)',
  ],
  'shade.rear.open': [`(open|retract|lower|put down|bring down|roll down) <the> ${REAR}`, `${REAR} (open|down)`],
  'shade.rear.close': [
    `(close|raise|put up|pull up|bring up|roll up|shut|draw) <the> ${REAR}`,
    `${REAR} (closed|up|shut)`,
    '(shade|cover|block) the (rear|back) window',
  ],
};
