import { off, on } from './patterns.js';

const GATE = '(trunk|tailgate|boot|trunk lid|hatch|liftgate|rear hatch|back hatch|trunk door|power liftgate|boot lid)';
const FRUNK = '(frunk|front trunk|front boot|front storage)';
const CHARGE =
  '(charge port|charging port|charge flap|charging flap|charge port door|charging door|charger port|charge door|charger door|charging port cover|ev port)';
const FUEL = '(fuel flap|gas cap|fuel door|gas flap|fuel cap|fuel filler|gas tank door|fuel lid|petrol cap|tank flap|filler cap)';
const MIRROR =
  '(mirrors|side mirrors|mirrors|wing mirrors|the [zone:(left|right|driver|passenger)] mirror|[zone:(left|right)] mirror|[zone:both] mirrors|outside mirrors|door mirrors|exterior mirrors)';
const MHEAT =
  '(mirror heating|mirror heater|heated mirrors|mirror heat|mirror defrost|side mirror heating|mirror defroster|mirror heaters)';
const WIPER = '(wipers|windshield wipers|windscreen wipers|wiper|[zone:(rear|front|back)] wiper|[zone:(rear|front)] wipers)';
const MODE =
  '(slow|fast|medium|high|low|auto|automatic|intermittent|interval|slow speed|high speed|full speed|auto mode|rain sensing|normal)';

const SIDE = '[zone:(left|right|driver|passenger|driver side|passenger side|left hand|right hand)]';
const TURN = '(up|down|left|right|to the left|to the right|upwards|downwards|higher|lower)';

/** English templates of the car's shell. */
export const EN_BODY: Record<string, readonly string[]> = {
  'tailgate.open': [
    `(open|pop|open up|release|unlatch|lift|pop open) <the> ${GATE}`,
    `(open|pop) <the> ${GATE}`,
    `(get|pop) <the> ${GATE} (open|up)`,
    `${GATE} (open|up)`,
    `i need (to get|to put|to load) (something|my bags|the groceries|my luggage) (in|out of|into) the ${GATE}`,
    `<want> <the> ${GATE} (open|opened)`,
  ],
  'tailgate.close': [
    `(close|shut|close up|lower|put down) <the> ${GATE}`,
    `(close|shut) <the> ${GATE}`,
    `(get|put) <the> ${GATE} (closed|down|shut)`,
    `${GATE} (closed|down|shut|close)`,
    `(get|put) the ${GATE} (down|shut) please`,
  ],
  'frunk.open': [`(open|pop|open up|release|unlatch) <the> ${FRUNK}`, `${FRUNK} open`],
  'frunk.close': [`(close|shut|lower) <the> ${FRUNK}`],
  'door.lock.on': [
    '(lock|lock up|secure) (the|my|) (car|doors|vehicle|door|car doors)',
    'lock (the [zone:<seat>] door|the [zone:(rear|front|back)] doors|[zone:(all|all the|all of the|every)] (doors|door))',
    '(lock|lock up|lock it|lock us in|lock everything) (please|)',
    '(doors|car) locked',
    '(turn on|activate|engage) the (door locks|central locking|locks)',
    'make sure the doors are locked',
  ],
  'door.lock.off': [
    '(unlock) (the|my|) (car|doors|vehicle|door|car doors)',
    'unlock (the [zone:<seat>] door|the [zone:(rear|front|back)] doors|[zone:(all|all the|all of the|every)] (doors|door))',
    '(unlock|unlock it|let me out|let us out|let her out|let them out)',
    '(turn off|deactivate|release|disengage) the (door locks|central locking|locks)',
    'doors unlocked',
  ],
  'charge-port.open': [
    `(open|pop|open up|release|unlock) <the> ${CHARGE}`,
    `(open|pop) <the> ${CHARGE}`,
    `${CHARGE} (open|please|open please)`,
    "(i want to|i need to|time to|let me|i'm going to) (charge|plug in) (open the charge port|open the charging flap)",
  ],
  'charge-port.close': [
    `(close|shut|close up) <the> ${CHARGE}`,
    `${CHARGE} (closed|close|shut)`,
    "(i'm|we're|it's) (done|finished) charging (close the charge port|close the flap)",
  ],
  'fuel-flap.open': [
    `(open|pop|open up|release|unlock) <the> ${FUEL}`,
    `${FUEL} (open|please|open please)`,
    '(i need to|time to|let me) (refuel|get gas|fuel up|fill up) (open the gas cap|open the fuel door)',
  ],
  'fuel-flap.close': [`(close|shut) <the> ${FUEL}`, `${FUEL} (closed|close)`],
  'charging.limit': [
    '(set|change|put|adjust|move) the (charge limit|charging limit|charge target|max charge|charging target|battery limit) (to|at) [value:(<percent>|<number>|max|maximum)]',
    '(only|just) charge (it|the car|the battery|) (up |)to [value:<percent>]',
    '(limit|cap) (the|) (charging|charge|battery) (to|at) [value:<percent>]',
    'stop charging at [value:<percent>]',
    "(don't charge|charge no) (more than|past|above|over) [value:<percent>]",
    'charge (limit|target) [value:<percent>]',
  ],
  'mirror.fold.on': [
    `(fold|fold in|close|tuck in|retract|pull in|fold up) (the|my|) ${MIRROR}`,
    '(fold|tuck|pull|bring) (the|my|) (mirrors|side mirrors|wing mirrors) in',
    '(mirrors|side mirrors) (in|folded)',
    '(fold|tuck in) the [zone:(left|right|passenger|driver)] mirror',
  ],
  'mirror.fold.off': [
    `(unfold|open|extend|open up|fold out) (the|my|) ${MIRROR}`,
    '(fold|put|bring|move) (the|my|) (mirrors|side mirrors|wing mirrors) (out|back out)',
    '(mirrors|side mirrors) (out|unfolded)',
  ],
  'mirror.heat.on': [
    ...on(MHEAT),
    ...on(MHEAT),
    `(heat|warm|defrost|defog|warm up|clear) (the|my|) ${MIRROR}`,
    '(the|my) (mirrors|side mirrors|wing mirrors) are (foggy|fogged up|icy|frosted|wet|all wet|frozen)',
  ],
  'mirror.heat.off': [...off(MHEAT), ...off(MHEAT), 'stop (heating|defrosting) the (mirrors|side mirrors)'],
  'wiper.on': [
    ...on(WIPER),
    ...on(WIPER),
    "(it's|it is) (spitting|drizzling|bucketing down|tipping down|lashing it down|sleeting) (wipers|wipers on|turn the wipers on|)",
    "(it's|it is) (raining|starting to rain|pouring|drizzling|raining hard|raining cats and dogs) (turn on the wipers|wipers on|wipers please|wipers|)",
    '(wipe|wipe off) (the|my|) (windshield|windscreen|rain off the windshield|rain|water)',
    "there's (water|rain|snow) (all over|on) (the|my) (windshield|windscreen)",
    '(run|start) the (wipers|windshield wipers)',
    '(the|) (wipers|windshield wipers) (please|too|as well|)',
  ],
  'wiper.off': [
    ...off(WIPER),
    ...off(WIPER),
    "(the rain stopped|it stopped raining|it's not raining|it's dry) (anymore|now|) (turn off the wipers|wipers off|stop the wipers)",
    'stop (wiping|the wiping)',
  ],
  'wiper.mode': [
    `(set|put|change|switch|turn) (the|) ${WIPER} (to|on) [mode:${MODE}]`,
    `${WIPER} (on|to|) [mode:${MODE}]`,
    `${WIPER} [mode:(faster|slower)]`,
    `(make|get) the ${WIPER} (go |)[mode:(faster|slower)]`,
    `[mode:(faster|slower)] (wipers|wiping)`,
    `(the|) ${WIPER} (should go|need to go|have to go) [mode:(faster|slower)]`,
    `(turn on|use) (the|) [mode:(intermittent|automatic|rain sensing|auto)] wipers`,
    `wipe [mode:(faster|slower)]`,
    `[mode:(slow|fast|intermittent|quick|high speed|low speed)] (wipe|wiping|wipers|wiper speed) (please|)`,
    `(speed|slow) (the|) wipers (up|down) [mode:(faster|slower)]`,
    `wipers (go|on|to|just|) [mode:(intermittent|auto|faster|slower|fast|slow)] (please|it is only drizzle|it is pouring|)`,
    `(run) the wipers [mode:(faster|slower|on high|on low|intermittently)]`,
  ],
  'wiper.wash': [
    '(wash|clean|rinse|spray|squirt|wash off|clean off) (the|my|) (windshield|windscreen|front window|front glass|window in front)',
    '(wash|clean|spray|rinse) the [zone:(rear|back|front)] (window|windshield|windscreen|glass)',
    '(spray|use|squirt|give me|run|i need|turn on) (some|the|) (washer fluid|windshield washer|screen wash|washers|washer|wiper fluid|windscreen washer|washer jets)',
    '(the|my) (windshield|windscreen) is (dirty|filthy|covered in bugs|muddy|dusty|smeared) (wash it|clean it|)',
    '(washer fluid|screen wash|windshield washer) (please|now|)',
  ],
  'mirror.adjust': [
    `(move|tilt|angle|turn|adjust|point|swing) (the|my|) ${SIDE} (mirror|side mirror|wing mirror) [mode:${TURN}] ([value:<bit>]|)`,
    `(move|tilt|angle|turn|adjust|point) (the|my|) (mirrors|side mirrors|wing mirrors|both mirrors|mirror) (a bit |)[mode:${TURN}] ([value:<bit>]|)`,
    `${SIDE} mirror [mode:${TURN}] ([value:<bit>]|)`,
    `(mirrors|mirror|side mirrors) [mode:${TURN}] ([value:<bit>]|)`,
    `(bring|put|push) (the|my|) ${SIDE} mirror [mode:(up|down|higher|lower)] ([value:<bit>]|)`,
    `(make|put|set) (the|my) ${SIDE} mirror ([value:<bit>] |)[mode:(higher|lower)]`,
    `(move|adjust|tilt) (the|my|) (mirror|side mirror) on the ${SIDE} [mode:${TURN}] ([value:<bit>]|)`,
  ],
  'charging.start': [
    '(start|begin|resume|continue|initiate) (charging|the charge|the charging|to charge) (the car|the battery|now|please|)',
    '(charge) (the car|the battery|it|my car|now|up) (now|please|)',
    "(it's|i'm|we're|the car is) plugged in (start charging|charge it|begin charging)",
  ],
  'charging.stop': [
    '(stop|end|pause|halt|interrupt|cancel) (charging|the charge|the charging|charging the car|charging session|the charging session) (now|please|)',
    "(don't|do not|no need to) (charge|keep charging) (anymore|any more|any longer)",
    "(that's enough|i have enough) (charge|charging) (stop charging|)",
  ],
};
