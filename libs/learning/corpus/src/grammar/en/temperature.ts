import { set, shift } from './patterns.js';

const TEMP =
  '(temperature|temperature|temp|cabin temperature|air conditioning|ac|climate|heat|heater|thermostat|ac temperature|car temperature|aircon|air con|heating)';
const ZTEMP =
  '(temperature|temp|temperature <for>|temp <for>|[zone:<seat>] temperature|[zone:<seat>] side temperature|[zone:<seat>] temp|[zone:<seat>] climate|[zone:<seat>] ac|[zone:rear] air|temperature <side>|temp <side>|climate <side>)';
const WARMTH =
  '(temperature|temp|heat|heat|heating|heat <side>|heat <for>|temperature <for>|[zone:<seat>] temperature|thermostat|heater|cabin temperature|[zone:<seat>] heat)';
const COOLNESS =
  '(temperature|temp|heat|heating|temperature <for>|[zone:<seat>] temperature|thermostat|cabin temperature|heater|temp <side>|heat <side>)';

const WHO =
  "(i'm|i am|we're|we are|it's|it is|it feels|i feel|feels|the kids are|my kids are|everyone's|still|this car is|ooh it's|man it's|god it's|it's getting|i'm getting)";
const HOW =
  '(a bit|so|really|a little|pretty|too|kinda|very|still|way too|quite|rather|proper|bloody|absolutely|awfully|a tad|super|flipping|damn|)';
const WHERE = '(in here|back here|in the car|now|in this car|inside|up here|)';
const HOT =
  '(hot|warm|boiling|roasting|toasty|sweltering|burning up|scorching|baking|broiling|steaming hot|boiling hot|hot as hell|sweaty|blazing|red hot|hot and sticky|piping hot|overheated|melting)';
const COLD =
  '(cold|chilly|freezing|freezing cold|frosty|cool|nippy|icy|parky|perishing|baltic|bitter|arctic|frigid|bitterly cold|cold as hell|stone cold|frozen|shivery|shivering|numb with cold|ice cold|brass monkeys)';
const OVEN =
  '(an oven|a sauna|a greenhouse|the desert|hell|a furnace|a steam room|the sahara|the tropics|death valley|a hothouse|a pressure cooker|a pizza oven|the inside of a kettle|a bakery)';
const FREEZER =
  '(a fridge|an icebox|a freezer|an igloo|the arctic|siberia|the north pole|antarctica|a meat locker|a morgue|winter|an ice rink|a walk in fridge|alaska)';
const BODY = '(feet|toes|legs|ears|knees|ankles|nose|shins)';
const SOMEBODY =
  '(mom|mum|dad|granny|gran|nan|my wife|the missus|my husband|the dog|the baby|everyone|somebody|he|she|my passenger|the little one|my mother in law|grandpa)';
const MODEST = '([value:<bit>]|[value:<deltaDegree>]|[value:<step>]|)';

const COLD_STATES = [
  `${WHO} ${HOW} ${COLD} ${WHERE}`,
  `${WHO} ${HOW} ${COLD} ${WHERE}`,
  `(i'm|i am|it's|we're) ${COLD}`,
  "(i'm|i am|we're) (freezing|frozen|shivering|chilled) (my (butt|bum|toes|socks|ass|backside|nuts|ears) off|to death|solid|over here|to the bone|half to death|like crazy|in this car)",
  `(my|our|both my) ${BODY} (are|is) (freezing|ice cold|like ice|going numb|blocks of ice|frozen|so cold|cold|numb|freezing cold)`,
  `(my|our) (feet|toes)(| is| are)(| have gone| have turned) (numb|to ice|like ice cubes|frozen solid)`,
  `(it's|it is|feels|this is|this car is|it feels) (like|colder than|just like) ${FREEZER} (in here|in this car|back here|)`,
  "(it's|it is|bit|a bit|it's a bit|getting) (fresh|brisk|nippy|chilly|parky|draughty and cold|on the cold side|on the chilly side|cool for me) (in here|isn't it|)",
  `${SOMEBODY} (is|says she is|says he is|is getting|feels|looks|must be|is complaining she's) (cold|chilly|freezing|frozen|shivering)`,
  "(i can't feel my (toes|fingers|feet|legs|nose)|i am shivering|i'm shivering|i'm turning into (ice|an icicle|a popsicle|a snowman|an ice cube)|my teeth are chattering|i can see my breath|i've got goosebumps|i have goosebumps|i'm an ice cube|i'm catching a cold here|my hands have gone blue)",
  '(brr|brrr|brr brr) (it is cold|i am cold|cold in here|freezing|turn the heat up|)',
  "(why is it|why's it|how is it|isn't it|is it just me or is it|anyone else) (so|a bit|this|really|) (cold|chilly|freezing|nippy) (in here|in this car|)",
  '(the ac|the air|the air conditioning|the aircon|it|that air) is (too|a bit|way too|so) (cold|strong and cold|chilly|icy)',
  'the [zone:<seat>] (passenger|side|) is (cold|freezing|a bit cold|chilly)',
  "(it's|it is) (still|) not (warm|hot|toasty) enough (in here|<side>|)",
  "(it|the car|this thing) (never|won't|doesn't) (warm|heat) up",
];

const HOT_STATES = [
  `${WHO} ${HOW} ${HOT} ${WHERE}`,
  `${WHO} ${HOW} ${HOT} ${WHERE}`,
  `(i'm|i am|it's|we're) ${HOT}`,
  `(it's|it is|feels|this is|this car is|it feels|jeez it's|god it's|it's getting) (like|hotter than|just like) ${OVEN} (in here|in this car|back here|)`,
  "(i'm|i am|we're|he's|she's|everyone is) (sweating|dripping|melting|cooking|roasting|boiling|baking|dying) (like (a pig|crazy|mad|hell)|buckets|bullets|cobs|to death|alive|in here|back here|over here|here|with sweat|in this heat|)",
  "(i'm|i am|we're) (burning up|drenched in sweat|overheating|dying of heat|dying of the heat|boiled|soaked in sweat|being cooked|about to melt|absolutely cooked|too hot to think|sweaty)",
  "(i'm sweating|we're melting|this heat is killing me|the heat is killing me|i can't stand this heat|you could fry an egg in here|the sweat's running off me|it's a sweatbox in here|it's a furnace in here|it's tropical in here|this heat is unbearable|the heat's unbearable|my makeup's melting)",
  `${SOMEBODY} (is|says she is|says he is|is getting|feels|looks|must be) (hot|too hot|overheated|sweaty|boiling|roasting|sweating)`,
  '(phew|pfff|whew) (it is hot|i am hot|hot in here|what a heat|warm in here|)',
  "(why is it|why's it|how is it|isn't it|is it just me or is it|anyone else) (so|a bit|this|really|) (hot|warm|boiling) (in here|in this car|)",
  '(the heater|the heat|the heating|it|that heater) is (too|a bit|way too|so) (hot|warm|strong and hot|much)',
  'the [zone:<seat>] (passenger|side|) is (hot|too hot|a bit hot|sweating)',
  "(it's|it is) (still|) not (cool|cold) enough (in here|<side>|)",
  '(too much heat|too much heating|too hot|way too warm|far too hot) (in here|<side>|for me|please|)',
];

/** English templates of how warm the car is to be. */
export const EN_TEMPERATURE: Record<string, readonly string[]> = {
  'climate.temperature.set': [
    ...set(TEMP, '<degree>'),
    ...set(ZTEMP, '<degree>'),
    '(turn|bring|take|put|knock|drop|crank|bump|dial|push) it (down|up|back|back down|back up) to [value:<degree>]',
    '[value:<degree>] (for me|for us|on [zone:my side]|will do|is fine|would do|sounds good|should do it|is perfect|suits me|all round|and no more)',
    '[value:<degree>] [zone:(everywhere|for everyone|up front)] (please|)',
    '(temperature|temp|heat|heating|ac|cooling) (to|on|at|) [value:(the max|max|maximum|full|minimum|the minimum|the lowest|the highest|as hot as possible|as cold as possible|as high as possible|as low as possible)]',
    '(set|make|put|change|get|have|do|dial|leave|bring) it (to|at|) [value:<degree>] (in here|<for>|<side>|please|)',
    '(cool|heat|warm) (it|the car|the cabin|the car up|it down|the cabin down|this place|us down|us up) (to|down to|up to) [value:<degree>]',
    '[value:<degree>] (please|<for>|<side>|in here|in the car|is good|would be nice|would be lovely|if you can)',
    '(set|put|make|do|have) the [zone:<seat>] (side|seat|) (to|at|on) [value:<degree>]',
    '(raise|lower|increase|decrease|drop|bring|reduce) the (temperature|temp|heat) (down|up|) to [value:<degree>]',
    '(keep|leave|have|do|pop|stick|whack|chuck|hold|bung) it (at|on|to|around|about|) [value:<degree>] (please|<for>|)',
    '[zone:<seat>] (side|) (to|at|on|) [value:<degree>]',
    "[zone:(passenger side|driver side|driver's side|passenger's side|my side|her side|his side|left side|right side|front|back|rear)] (to|at|on|) [value:<degree>] (please|)",
    '(he|she|my wife|my husband|the wife|the kids|we) (wants|want|likes|needs|would like|prefers) (it at|) [value:<degree>] (<side>|)',
    "(i want|give me|i need|i would like|i like it at|i prefer|i'd be happy with|i'll take|let's say|let's go with|let's do|try|go for|go to|how about|shall we say|we need) [value:<degree>] (<for>|in here|<side>|)",
    'set [zone:(all zones|both sides|everyone|all)] to [value:<degree>]',
    '(set|put|cool|warm|get) the [zone:(whole car|entire car|whole cabin)] to [value:<degree>]',
    '(set|put|make) it (to|at) <degree> <repair> [value:<degree>]',
    '(somewhere|something) (around|about|like|near) [value:<degree>] (please|would be nice|)',
    'i want it (to be |at |)[value:<degree>] (in here|<side>|inside|)',
    '(set|make|get) ([zone:my side]|the cabin|the car|this car|the inside) (to|at|) [value:<degree>]',
  ],
  'climate.temperature.up': [
    ...shift(WARMTH, 'up', 'raise|increase|up|boost|bump up|crank up|jack up|turn up'),
    ...COLD_STATES,
    '[value:(a bit|bit|a little|slightly|a lot)] (warmer|hotter|toastier) (in the [zone:(back|rear|front)]|) (please|)',
    `(knock|bump|nudge|whack|stick|crank|kick|take|turn|put|push|notch|bring|pop|jack) (it|the heat|the temperature|things) up ${MODEST}`,
    '(warmer|hotter|toastier) (please|in here|<for>|<side>|)',
    '(make|get|have|i want|i need) it ([value:<bit>] |)(warmer|hotter|toastier|cosier|less cold) (in here|<for>|<side>|please|)',
    '(make|get) [zone:my side] ([value:<bit>] |)(warmer|hotter) (please|)',
    `(warm|heat) (it|the car|this place|us|me|the cabin|things|it all|my feet) up ${MODEST}`,
    '(warm|heat) up (the car|this place|the cabin|my side) ([value:<bit>]|)',
    '[value:<bit>] (warmer|hotter) (please|<for>|<side>|)',
    '(turn up|increase|raise|bump|up) the (temperature|temp|heat|heating) (by|) [value:<deltaDegree>] (<for>|<side>|)',
    '(turn|bring|put|take|push) the (temperature|temp|heat) up (by|) [value:<deltaDegree>]',
    '(up|raise it|warmer by|increase it|plus|up by|another) (by|) [value:<deltaDegree>] (warmer|hotter|up|more|)',
    '[value:<deltaDegree>] (warmer|hotter|more heat|up|higher) (please|<side>|)',
    '(more|some more|way more|we need more|can i get more|could do with more|let me have more|bring on more) (heat|warmth|warm air|heating) (please|<side>|in here|)',
    '([value:a (little|bit|touch|tad)] more|[value:a (little|bit|touch)] of) (heat|warmth) (please|<side>|)',
    "(it's freezing|i'm cold|it's chilly|my feet are cold|it's so cold|bit nippy) (turn the heat up|heat up|more heat|crank the heat|warm it up|turn it up|make it warmer|get some heat in here)",
    '(turn|crank|put) (the heat|the temperature|the heating|it) [value:all the way] up',
    '(it|the temperature|the heat) (could|should|needs to|can) (be|go|come) ([value:<bit>] |)(warmer|hotter|higher|up [value:<bit>])',
    '(stop freezing us|stop freezing me|thaw me out|defrost me|warm me up|get me warm|toast us up|give me some warmth)',
  ],
  'climate.temperature.down': [
    ...shift(COOLNESS, 'down', 'lower|decrease|reduce|drop|bring down|turn down|cut'),
    ...HOT_STATES,
    '[value:(a bit|bit|a little|slightly|a lot)] (cooler|colder|fresher|less hot) (in the [zone:(back|rear|front)]|) (please|)',
    `(knock|take|nudge|drop|bring|turn|put|ease|dial|notch|pull|back) (it|the heat|the temperature|things) down ${MODEST}`,
    '(cooler|colder|less hot|less warm) (please|in here|<for>|<side>|)',
    '(make|get|have|i want|i need) it ([value:<bit>] |)(cooler|colder|less hot|less warm|chillier) (in here|<for>|<side>|please|)',
    '(make|get) [zone:my side] ([value:<bit>] |)(cooler|colder) (please|)',
    `(cool|chill) (it|the car|this place|us|me|the cabin|things|it all) (down|off) ${MODEST}`,
    '(cool|chill) down (the car|this place|the cabin|my side) ([value:<bit>]|)',
    '[value:<bit>] (cooler|colder) (please|<for>|<side>|)',
    '(turn down|decrease|lower|drop|reduce|cut) the (temperature|temp|heat|heating) (by|) [value:<deltaDegree>] (<for>|<side>|)',
    '(turn|bring|put|take|knock) the (temperature|temp|heat) down (by|) [value:<deltaDegree>]',
    '(down|lower it|cooler by|drop it|decrease it|minus|down by|knock off) (by|) [value:<deltaDegree>]',
    '[value:<deltaDegree>] (cooler|colder|less heat|down|lower) (please|<side>|)',
    '(less|not so much|way less|we need less|a lot less) (heat|heating|warm air) (please|<side>|in here|)',
    '(more|some more|we need more|give me more) (cold air|cooling|cool air|coolness|cold) (please|<side>|in here|)',
    '[value:a (little|bit|touch|tad)] (less heat|more cooling|more cold air) (please|)',
    "(it's boiling|i'm hot|it's roasting|i'm sweating|it's so warm|i'm melting) (turn the heat down|heat down|cool it down|turn it down|make it cooler|get some cold air in here|less heat)",
    '(it|the temperature|the heat) (could|should|needs to|can) (be|go|come) ([value:<bit>] |)(cooler|colder|lower|down [value:<bit>])',
    '(stop cooking us|stop roasting me|chill me out|cool me off|cool us down|get me some cold air)',
  ],
};
