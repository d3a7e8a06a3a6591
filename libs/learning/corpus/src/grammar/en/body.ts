import { EN_CHARGING } from './charging.js';
import { close, off, on, open } from './patterns.js';
import type { Thing } from './patterns.js';

const GATE =
  '(trunk|tailgate|boot|trunk lid|hatch|liftgate|rear hatch|back hatch|trunk door|power liftgate|boot lid|hatchback|lift gate|tail gate|back door of the trunk|rear gate|power tailgate|boot door|dicky|cargo door)';
const FRUNK = '(frunk|front trunk|front boot|front storage|front trunk lid|front luggage compartment|front compartment|froot|frunk lid)';
const MIRRORS = '(mirrors|side mirrors|wing mirrors|door mirrors|outside mirrors|exterior mirrors)';
const MIRROR =
  '(mirrors|side mirrors|mirrors|wing mirrors|[zone:(left|right|driver|passenger)] mirror|[zone:both] mirrors|outside mirrors|door mirrors|exterior mirrors|[zone:(left|right|driver side|passenger side|nearside|offside)] wing mirror)';
const MHEAT =
  '(mirror heating|mirror heater|heated mirrors|mirror heat|mirror defrost|side mirror heating|mirror defroster|mirror heaters|wing mirror heating|mirror demister|mirror defoggers|heated wing mirrors|[zone:(left|right)] mirror heating|door mirror heating)';
const WIPER =
  '(wipers|windshield wipers|windscreen wipers|wiper|[zone:(rear|front|back)] wiper|[zone:(rear|front)] wipers|wiper blades|wipers)';
const BLADES: Thing = { full: `(the|my|the|) ${WIPER}`, bare: WIPER };
const MODE =
  '(slow|fast|medium|high|low|auto|automatic|intermittent|interval|slow speed|high speed|full speed|auto mode|rain sensing|normal|low speed|intermittently|slow mode)';
const RAIN =
  "(it's raining|it's starting to rain|it's pouring|it's drizzling|it's raining hard|it's raining cats and dogs|it's spitting|it's bucketing down|it's tipping it down|it's lashing it down|it's sleeting|it's chucking it down|it's wet out|it's snowing|that lorry's spray is awful|here comes the rain|the heavens have opened|there's spray everywhere|rain's starting|it's hammering down)";

const SIDE =
  "[zone:(left|right|driver|passenger|driver side|passenger side|left hand|right hand|driver's|passenger's|driver's side|passenger's side|nearside|offside|left side|right side)]";
const ONE = '(mirror|mirror|wing mirror|door mirror)';
const TURN = '(up|down|left|right|to the left|to the right|upwards|downwards|higher|lower|upward|downward)';
const DOORS =
  '(the [zone:<seat>] door|the [zone:(rear|front|back)] doors|[zone:(all|all the|all of the|every|both)] (doors|door)|[zone:my] door|the door <side>|the doors <side>)';

/** English templates of the car's shell. */
export const EN_BODY: Record<string, readonly string[]> = {
  'tailgate.open': [
    ...open(GATE, 'pop|open up|release|unlatch|lift|pop open|raise|spring|unlock and open'),
    `(open|pop) <the> ${GATE}`,
    `(get|pop|put|lift|raise) <the> ${GATE} (open|up) (please|for me|)`,
    `${GATE} (open|up|popped|please|now)`,
    `(i|we) need to get (into|in) the ${GATE}`,
    `i (need|want|have) (to get|to put|to load|to grab|to chuck) (something|my bags|the groceries|my luggage|the shopping|the buggy|the dog|my suitcase) (in|out of|into|from) the ${GATE}`,
    `(open|pop) the ${GATE} (i've got (groceries|bags|shopping|my hands full)|my hands are full|i've got to get the buggy out|so i can load up|while i load up)`,
    `(i've got groceries|my hands are full|i've got bags|we're loading up|i've got the shopping) (open|pop) the ${GATE}`,
  ],
  'tailgate.close': [
    ...close(GATE, 'lower|put down|bring down|slam|pull down|drop|seal'),
    `(close|shut) <the> ${GATE}`,
    `(get|put|bring|pull|let) <the> ${GATE} (closed|down|shut) (please|)`,
    `${GATE} (closed|down|shut|close)`,
    `(we're loaded up|everything's in|that's all the bags|i'm done loading|shopping's in) (close|shut) the ${GATE}`,
  ],
  'frunk.open': [
    ...open(FRUNK, 'pop|open up|release|unlatch|pop open|lift|unlock and open'),
    `(pop|open) <the> ${FRUNK} (please|for me|up|)`,
    `${FRUNK} (open|up|please)`,
    `(frunk|front trunk|frunk lid|front boot)`,
    `(get|put|stick) (something|my bag|the cable|the charging cable) (in|into|out of) the ${FRUNK}`,
  ],
  'frunk.close': [
    ...close(FRUNK, 'lower|put down|bring down|pull down|slam'),
    `(close|shut) <the> ${FRUNK} (please|again|)`,
    `(put|bring|pull) <the> ${FRUNK} (down|shut)`,
  ],
  'door.lock.on': [
    '(lock|lock up|secure|bolt) (the|my|) (car|doors|vehicle|car doors)',
    '(lock|bolt) the door',
    `lock ${DOORS} (please|)`,
    '(lock|lock up|lock it|lock us in|lock everything|lock her up|lock it up|lock the car up|lock me in|lock them up) (please|now|)',
    '(doors|car|door) (locked|lock|locked please)',
    '(turn on|activate|engage|set|put on|switch on) the (door locks|central locking|locks|door lock)',
    '(make sure|check|see that) the (doors|car) (are|is) locked',
    '(central locking|door locks|locks) on (please|)',
    '(this|it|that guy) (looks|is) (dodgy|a rough area|creepy|a sketchy area) lock (the doors|us in|up)',
    "(someone's|there's someone|there's a weird guy) (outside|hanging around|by the car) lock (the doors|us in)",
    "(i want|i'd like|keep|get|have) (the|all the|) doors locked",
    "don't let (anyone|anybody) in",
  ],
  'door.lock.off': [
    '(unlock|undo|unbolt) (the|my|) (car|doors|vehicle|car doors)',
    'unlock the door',
    `unlock ${DOORS} (please|)`,
    '(unlock|unlock it|let me out|let us out|let her out|let them out|let them in|let me in|unlock please|unlock up|let the kids out|let the dog out)',
    '(turn off|deactivate|release|disengage|undo|switch off|take off) the (door locks|central locking|locks|door lock)',
    '(doors|car|door) (unlocked|unlock)',
    '(let them in|let him in|let her in|somebody wants in|she wants to get in|he wants out|my mate is getting in|the kids want out) unlock (the doors|the car|the door|the [zone:(back|rear|passenger)] door)',
    '(central locking|door locks|locks) off (please|)',
    '(i|we) (need|want) to get (out|in) (unlock the doors|unlock|)',
    "(i want|i'd like|get|have) (the|all the|) doors unlocked",
    '(take|get) the locks off (please|)',
  ],
  ...EN_CHARGING,
  'mirror.fold.on': [
    `(fold|fold in|close|tuck in|retract|pull in|fold up|bring in|draw in|fold away) (the|my|) ${MIRROR} (please|)`,
    `(fold|tuck|pull|bring|draw|put|get|pop|take) (the|my|) ${MIRRORS} (in|away|back in|in please)`,
    `${MIRRORS} (in|folded|folded in|fold|tucked in|in please|fold in|closed)`,
    '(fold|tuck in|pull in) the [zone:(left|right|passenger|driver|nearside|offside)] (mirror|wing mirror)',
    `(fold|tuck|pull) ${SIDE} ${ONE} in`,
    `<want> the ${MIRRORS} (in|folded|tucked in|folded in)`,
    `(it's|this is) (tight|narrow|a tight squeeze|a narrow street|a tight gap|a tight garage|a narrow lane) (fold|tuck in|pull in) the ${MIRRORS}`,
    `(i'm parking|car wash|we're in the garage|tight spot) (fold the ${MIRRORS}|${MIRRORS} in|tuck the ${MIRRORS} in)`,
  ],
  'mirror.fold.off': [
    `(unfold|open|extend|open up|fold out|put out|pop out|open out|fold back out|spread) (the|my|) ${MIRROR} (please|)`,
    `(fold|put|bring|move|pop|push|swing|get) (the|my|) ${MIRRORS} (out|back out|open|out again)`,
    `${MIRRORS} (out|unfolded|back out|out please|open|unfold|folded out)`,
    `<want> the ${MIRRORS} (out|unfolded|back out|open)`,
    `(unfold|open) ${SIDE} ${ONE}`,
    `(my|the) ${MIRRORS} are (folded|still folded|still in|tucked in|folded in) (put them out|unfold them|open them|)`,
    `why are the ${MIRRORS} (folded|in|still in)`,
  ],
  'mirror.heat.on': [
    ...on(MHEAT),
    ...on(MHEAT),
    `(heat|warm|defrost|defog|warm up|clear|demist|dry|de-ice|heat up) (the|my|) ${MIRROR} (please|)`,
    `(the|my|) ${MIRRORS} (are|keep getting|have) (foggy|fogged up|icy|frosted|wet|all wet|frozen|misted up|steamed up|iced over|covered in drops|frosted over|covered in frost)`,
    `i (can't|can hardly) see (a thing |anything |)(in|out of) (the|my) ${MIRRORS}(| they're all wet| they're misted up| clear them| heat them)`,
    `(get|clear) the (frost|ice|fog|mist|drops|rain) off the ${MIRRORS}`,
    `(the|my) ${SIDE} ${ONE} is (foggy|fogged up|iced over|misted up|frozen|wet)`,
  ],
  'mirror.heat.off': [
    ...off(MHEAT),
    ...off(MHEAT),
    `(stop|quit|no more) (heating|defrosting|demisting|warming) the ${MIRRORS}`,
    `the ${MIRRORS} are (clear|dry|fine) now (turn off the heat|heating off|mirror heating off|stop heating them)`,
  ],
  'wiper.on': [
    ...on(BLADES),
    ...on(BLADES),
    `${RAIN} (turn on the wipers|wipers on|wipers please|wipers|turn the wipers on|put the wipers on|we need the wipers|get the wipers going)`,
    `(wipers|wipers on|turn on the wipers) ${RAIN}`,
    '(wipe|wipe off|clear) (the|my|) (windshield|windscreen|rain off the windshield|rain|water|snow off the windscreen|spray|drops off the windscreen)',
    "there's (water|rain|snow|spray|slush) (all over|on) (the|my) (windshield|windscreen)",
    "(i can't see|can't see) (a thing |)(through|for) (the|this|all this) (rain|water|spray|snow) (wipers|wipers on|turn the wipers on|)",
    '(the|) (wipers|windshield wipers|windscreen wipers) (please|too|as well|now|quick|)',
    '(give it|give the windscreen|give the windshield|one|a quick) (a wipe|wipe) (please|)',
    '(wipe|clear) the [zone:(rear|back|front)] (window|windscreen|windshield|screen) (please|)',
    '[zone:(rear|back)] (wiper|wipers) (on|please|as well|too)',
  ],
  'wiper.off': [
    ...off(BLADES),
    ...off(BLADES),
    "(the rain stopped|it stopped raining|it's not raining|it's dry|the rain's stopped|it's stopped|rain's gone|it's cleared up|it's dried up|the sun's out) (anymore|now|) (turn off the wipers|wipers off|stop the wipers|kill the wipers)",
    "wipers off (it's stopped|it's dry|it stopped raining|they're squeaking|the rain's stopped)",
    '(stop|quit|enough|no more) (wiping|the wiping|with the wipers)',
    '(the wipers|the blades|those wipers) are (squeaking|scraping|juddering|dry|scratching the glass|running dry) (turn them off|stop them|)',
  ],
  'wiper.mode': [
    `(set|put|change|switch|turn|stick|get|have|leave|keep) (the|) ${WIPER} (to|on|onto|in) [mode:${MODE}] (please|)`,
    `${WIPER} (on|to|at|) [mode:${MODE}] (please|)`,
    `${WIPER} [mode:(faster|slower)] (please|)`,
    `(make|get|have) the ${WIPER} (go |wipe |)[mode:(faster|slower)]`,
    `[mode:(faster|slower)] (wipers|wiping|wiper speed) (please|)`,
    `(the|) ${WIPER} (should go|need to go|have to go|should be|could go|must go) [mode:(faster|slower)]`,
    `(turn on|use|switch on|i want|give me|let's have|activate) (the|) [mode:(intermittent|automatic|rain sensing|auto|slow|fast|high speed)] (wipers|wiping|wipe)`,
    `wipe [mode:(faster|slower|intermittently|slow|fast)] (please|)`,
    `[mode:(slow|fast|intermittent|quick|high speed|low speed|slower|faster|auto|automatic)] (wipe|wiping|wipers|wiper speed) (please|)`,
    `(speed the wipers up [mode:faster]|slow the wipers down [mode:slower]|speed the wipers up go [mode:faster])`,
    `wipers (go|on|to|just|) [mode:(intermittent|auto|faster|slower|fast|slow)] (please|it is only drizzle|it is pouring|it's only spitting|it's just drizzle|it's hammering down|)`,
    `(run|have) the wipers [mode:(faster|slower|on high|on low|intermittently|slow|fast)]`,
    `(it's only drizzle|it's just spitting|it's easing off|light rain now) (wipers|wipers on|put the wipers on|set the wipers to) [mode:(intermittent|slow|slower|low)]`,
    `(it's hammering down|it's really coming down|it's getting heavier|i can't see for rain) (wipers|make the wipers|wipe|put the wipers on) [mode:(faster|fast|full speed|high)]`,
    `the wipers are too (slow|fast) [mode:(faster|slower)] (please|)`,
    `let the wipers (work|run|go) [mode:(on auto|intermittently)]`,
  ],
  'wiper.wash': [
    '(wash|clean|rinse|spray|squirt|wash off|clean off|wash down|hose down|give a squirt to|scrub|spritz) (the|my|) (windshield|windscreen|front window|front glass|window in front|screen in front)',
    '(wash|clean|spray|rinse|squirt) the [zone:(rear|back|front)] (window|windshield|windscreen|glass|screen)',
    '(spray|use|squirt|give me|run|i need|turn on|fire|give it|give us|put some) (some|the|) (washer fluid|windshield washer|screen wash|washers|washer|wiper fluid|windscreen washer|washer jets|screenwash|wash wipe|washer spray)',
    '(the|my|this) (windshield|windscreen|glass) is (dirty|filthy|covered in bugs|muddy|dusty|smeared|covered in salt|streaky|covered in dead flies|splattered|all smeary|grimy|caked in mud)(| wash it| clean it| give it a wash| spray it)',
    '(washer fluid|screen wash|windshield washer|screenwash|washers|washer jets) (please|now|on|)',
    "(there's|i've got) (bird poo|bugs|mud|dirt|salt|bird poop|dead bugs|sap|squashed flies) (all over|on) (the|my) (windshield|windscreen|glass)(| wash it| wash it off| clean it)",
    '(wash|clean|rinse|get) the (bugs|mud|dirt|salt|bird poop|muck|grime) off (the|my) (windshield|windscreen|glass|window)',
    '(squirt|spray|splash) some (water|fluid|washer) on the (windscreen|windshield|glass)',
    'give (the|my) (windscreen|windshield|window) a (wash|clean|squirt|spray|rinse|once over)',
  ],
  'mirror.adjust': [
    `(move|tilt|angle|turn|adjust|point|swing|nudge|tip|shift) (the|my|) ${SIDE} ${ONE} [mode:${TURN}] ([value:<bit>]|)`,
    `(move|tilt|angle|turn|adjust|point|nudge|tip|shift) (the|my|) (mirrors|side mirrors|wing mirrors|both mirrors|mirror) [mode:${TURN}] ([value:<bit>]|)`,
    `${SIDE} ${ONE} [mode:${TURN}] ([value:<bit>]|) (please|)`,
    `${SIDE} ${ONE} [value:<bit>] [mode:${TURN}]`,
    `(mirrors|mirror|side mirrors|wing mirrors) [mode:${TURN}] ([value:<bit>]|)`,
    `(bring|put|push|take|get|pull|tilt) (the|my|) ${SIDE} ${ONE} [mode:(up|down|higher|lower)] ([value:<bit>]|)`,
    `(make|put|set|get|have) (the|my) ${SIDE} ${ONE} ([value:<bit>] |)[mode:(higher|lower)]`,
    `(move|adjust|tilt|angle|turn) (the|my|) (mirror|side mirror|wing mirror) on the ${SIDE} [mode:${TURN}] ([value:<bit>]|)`,
    `(tilt|angle|turn|point|move) [mode:(up|down)] the ${SIDE} ${ONE} ([value:<bit>]|)`,
    `the ${SIDE} ${ONE} (needs to go|should go|has to go|wants to go|should be|must go) [mode:${TURN}] ([value:<bit>]|)`,
    `<want> the ${SIDE} ${ONE} ([value:<bit>] |)[mode:(higher|lower)]`,
    `(adjust|set) the ${ONE} on the ${SIDE} ([value:<bit>] |)[mode:(up|down|higher|lower|left|right)]`,
    `(i can't see the (kerb|curb)|show me the (kerb|curb)) (tilt|move|angle) the ${SIDE} ${ONE} [mode:down] ([value:<bit>]|)`,
  ],
};
