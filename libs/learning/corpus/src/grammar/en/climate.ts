import { off, on, set, shift } from './patterns.js';

const TEMP =
  '(temperature|temperature|temp|cabin temperature|air conditioning|ac|climate|heat|heater|thermostat|ac temperature|car temperature)';
const ZTEMP =
  '(temperature|temp|temperature <for>|temp <for>|[zone:<seat>] temperature|[zone:<seat>] side temperature|[zone:<seat>] temp|[zone:<seat>] climate|[zone:<seat>] ac|[zone:rear] air)';
const FAN = '(fan|fan|fan speed|blower|air flow|airflow|fan <for>|[zone:<seat>] fan|ac fan|ventilation|blowers|vents|air)';
const FRONT =
  '(front defroster|defroster|defrost|front defrost|windshield defroster|front defogger|defogger|windscreen defroster|windshield defrost|demister|front window defroster|window defogger)';
const REAR =
  '(rear defroster|rear defrost|rear window defroster|rear defogger|rear window heater|back window defroster|rear window defrost|rear window heating|rear demister|back defroster|rear screen heater)';
const HOT = '(hot|warm|boiling|roasting|toasty|stuffy and hot|sweltering|burning up|scorching|baking)';
const COLD = '(cold|chilly|freezing|freezing cold|frosty|cool|nippy|icy)';

/** English templates of climate intents. */
export const EN_CLIMATE: Record<string, readonly string[]> = {
  'climate.on': [
    ...on('<ac>'),
    ...on('<ac>'),
    '(cool|heat) (the car|this car|the cabin|this place|it) (for me|please|now|)',
    'get some (cold|cool|warm) air (going|in here|)',
    "(it's hot|it's so hot) (turn on|put on|switch on) the <ac>",
  ],
  'climate.off': [
    ...off('<ac>'),
    ...off('<ac>'),
    "i don't (want|need) the <ac> (anymore|on|)",
    '<ac> can go off',
    'stop (cooling|heating) (the car|)',
  ],
  'climate.temperature.set': [
    ...set(TEMP, '<degree>'),
    ...set(ZTEMP, '<degree>'),
    ...set(TEMP, '(<degree>|<degree>|max|maximum|the minimum|the lowest|the highest)'),
    '(set|make|put|change|get) it (to|at|) [value:<degree>] (in here|<for>|)',
    '(cool|heat|warm) (it|the car|the cabin|the car up|it down|the cabin down) (to|down to|up to) [value:<degree>]',
    '[value:<degree>] (please|<for>|in here|in the car|is good|would be nice)',
    '(set|put|make) the [zone:<seat>] (side|seat|) (to|at) [value:<degree>]',
    '(raise|lower|increase|decrease|drop|bring|reduce) the (temperature|temp|heat) (down|up|) to [value:<degree>]',
    '(i want|give me|i need|i would like) [value:<degree>] (degrees|) (<for>|in here|)',
    'set [zone:(all zones|both sides|everyone|all)] to [value:<degree>]',
    '(set|put|cool|warm) the [zone:(whole car|entire car|whole cabin)] to [value:<degree>]',
  ],
  'climate.temperature.up': [
    ...shift(
      '(temperature|temp|heat|heat <for>|temperature <for>|[zone:<seat>] temperature|thermostat)',
      'up',
      'raise|increase|up|boost|bump up|crank up|jack up',
    ),
    `(i'm|i am|we're|i feel|it's|it is|it feels|we are|my kids are|the kids are|still) (a bit|so|really|a little|pretty|too|kinda|very|still|) ${COLD} (in here|back here|in the car|now|)`,
    `(i'm|i am|it's|we're) ${COLD}`,
    `(i'm|i am|it's) (so|a bit|kind of|really) ${COLD} (in here|back here|)`,
    'brr (it is cold|i am cold|cold in here|)',
    '(warmer|hotter) (please|in here|<for>|)',
    '(make|get) it ([value:<bit>] |)(warmer|hotter) (in here|<for>|please|)',
    '(warm|heat) (it|the car|this place|us|me|the cabin|things) up ([value:<bit>]|)',
    '[value:<bit>] (warmer|hotter) (please|<for>|)',
    '(turn up|increase|raise|bump) the (temperature|temp|heat|ac) (by|) [value:<deltaDegree>] (<for>|)',
    '(turn|bring|put|take) the (temperature|temp|heat) up (by|) [value:<deltaDegree>]',
    '(up|raise it|warmer by|increase it) (by|) [value:<deltaDegree>]',
    '(the ac|the air|the air conditioning|it) is too (cold|strong and cold|chilly)',
    "(i can't feel my (toes|fingers)|i am shivering|i'm shivering|i'm turning into ice|my feet are (cold|freezing)|my hands are cold|my teeth are chattering)",
    'the [zone:<seat>] (passenger|side|) is (cold|freezing|a bit cold|chilly)',
    '(more heat|some more heat|a little more heat|i need more heat|more warm air) (please|)',
  ],
  'climate.temperature.down': [
    ...shift(
      '(temperature|temp|heat|temperature <for>|[zone:<seat>] temperature|thermostat)',
      'down',
      'lower|decrease|reduce|drop|bring down',
    ),
    `(i'm|i am|we're|i feel|it's|it is|it feels|we are|my kids are|the kids are|still) (a bit|so|really|a little|pretty|too|kinda|very|still|) ${HOT} (in here|back here|in the car|now|)`,
    `(i'm|i am|it's|we're) ${HOT}`,
    `(i'm|i am|it's) (so|a bit|kind of|really) ${HOT} (in here|back here|)`,
    'phew (it is hot|i am hot|hot in here|)',
    '(cooler|colder) (please|in here|<for>|)',
    '(make|get) it ([value:<bit>] |)(cooler|colder) (in here|<for>|please|)',
    '(cool|chill) (it|the car|this place|us|me|the cabin|things) down ([value:<bit>]|)',
    '[value:<bit>] (cooler|colder) (please|<for>|)',
    '(turn down|decrease|lower|drop|reduce) the (temperature|temp|heat|ac) (by|) [value:<deltaDegree>] (<for>|)',
    '(turn|bring|put|take) the (temperature|temp|heat) down (by|) [value:<deltaDegree>]',
    '(down|lower it|cooler by|drop it|decrease it) (by|) [value:<deltaDegree>]',
    '(the heater|the heat|the heating|it) is too (hot|warm|strong and hot)',
    "(i'm sweating|i am sweating|i'm melting|we're melting|i'm dying of heat|it's like an oven in here|it's like a sauna|this heat is killing me|it is a furnace in here)",
    'the [zone:<seat>] (passenger|side|) is (hot|too hot|a bit hot|sweating)',
    '(less heat|a little less heat|more cold air|more cooling) (please|)',
  ],
  'climate.fan.set': [
    ...set(FAN, '(<level>|<small>|<percent>|<high>|<low>|<level>)'),
    '(crank|turn|put|blast) the (fan|blower|air|vents) (up|) (to|) [value:(max|full|full blast|maximum|the max|high)]',
    'fan (on|) [value:(full|low|high|medium|max|full blast)]',
    '(full|max) (blast|fan) (please|)',
  ],
  'climate.fan.up': [
    ...shift('(fan|fan speed|blower|airflow|air flow|[zone:<seat>] fan|fan <for>|vents)', 'up', 'increase|raise|boost|crank up|speed up'),
    '(more|stronger) (air|airflow|wind|fan|breeze) (please|<for>|)',
    'blow (harder|stronger|more|[value:<bit>] harder|more air)',
    "(there's|there is|i feel|i can feel) (barely any|hardly any|no|not enough) (air|airflow|wind) (coming out|)",
    '(the fan|the air|the airflow) is (too|a bit|so) (weak|low|slow)',
    '(can|could) (we|i) (get|have) [value:(some|a little|a bit)] more (air|airflow|fan)',
    '(make|get) the fan (faster|stronger|[value:<bit>] faster)',
  ],
  'climate.fan.down': [
    ...shift('(fan|fan speed|blower|airflow|air flow|[zone:<seat>] fan|fan <for>|vents)', 'down', 'decrease|lower|reduce|slow down'),
    '(less|softer|gentler) (air|airflow|wind|fan|breeze) (please|<for>|)',
    'blow (softer|less|gentler|[value:<bit>] softer|[value:<bit>] less|less air)',
    '(the fan|the air|the blower|the vents|the airflow) is (too|a bit|so|way too) (strong|loud|high|fast|noisy)',
    '(make|get) the fan (slower|quieter|weaker|[value:<bit>] slower)',
    '(the air|it) is blowing too (hard|much|strong)',
  ],
  'climate.airflow.set': [
    '(point|direct|send|blow|aim|move|switch|turn|push|put) (the|) (air|airflow|vents|air flow|vent|wind|it) (at|to|on|towards|onto|toward) (my|the|) [mode:(feet|face|windshield|windscreen|legs|chest|floor|head|upper body|footwell|body|glass|window)]',
    '(air|airflow|vents) (to|at|on) (my|the|) [mode:(feet|face|windshield|legs|chest|floor|windscreen|body)]',
    '(blow|send) (air|) (on|at|to) (my|the|) [mode:(feet|face|windshield|legs|chest|floor|windscreen|head)] (please|)',
    'set (the|) (airflow|air flow|air distribution|vents|air) to (the|) [mode:(feet|face|windshield|floor|body|windscreen|upper body)] (mode|)',
    "(don't blow|stop blowing) (in|at|on) my (face|head|eyes|feet) (use|blow on|put it on|send it to) (my|the|) [mode:(feet|windshield|legs|face|floor)]",
    'i want (the|) air (on|at) (my|the) [mode:(feet|face|legs|chest|windshield|body)]',
    'my [mode:(feet|legs|face)] (need|could use) some air',
  ],
  'climate.recirculation.on': [
    ...on('(recirculation|air recirculation|recirculation mode|recirc|inside air|internal circulation|cabin air recirculation)'),
    '(recirculate|circulate) the (air|cabin air|inside air) (in here|)',
    '(close|shut|block) (the|) (outside air|fresh air|air intake|outside vents)',
    '(it|that truck|the truck in front|that car|outside|the air outside|something out there) (smells|stinks|smells awful|smells bad|stinks out there|is stinking) (outside|out there|)',
    "(don't let|keep) the (outside air|fumes|smoke|bad air|exhaust|dust) (in|out)",
    'switch to (recirculation|recirculated air|inside air|internal air)',
  ],
  'climate.recirculation.off': [
    ...off('(recirculation|air recirculation|recirculation mode|recirc|inside air|internal circulation)'),
    '(let|bring|get) (in|) (some|) (fresh|outside) air (in|)',
    '(switch|change) to (fresh air|outside air|external air|external circulation)',
    '(turn on|use|open) (the|) (fresh air|outside air|fresh air intake|outside air mode|external circulation)',
    'i (want|need|would like) (some|) (fresh|outside) air (in here|from outside|)',
  ],
  'climate.auto.on': [
    '(set|put|switch|turn|change) (the|) (climate|climate control|ac|air conditioning|fan) (to|on|in) (auto|automatic) (mode|)',
    '(auto|automatic) (climate|climate control|ac|air conditioning) (on|please|)',
    '(turn on|enable|activate) (auto|automatic) (climate|climate control|ac|mode for the ac|air conditioning)',
    'let the (ac|climate control|car) (control itself|handle the temperature|manage the climate|do its thing)',
    '(climate|ac) auto',
  ],
  'climate.auto.off': [
    '(set|put|switch|turn|change) (the|) (climate|climate control|ac|air conditioning) (to|on|in) manual (mode|)',
    '(turn off|disable|deactivate) (auto|automatic) (climate|climate control|ac|air conditioning|mode for the ac)',
    '(auto|automatic) (climate|climate control|ac) off',
    'manual (climate|ac|climate control) (please|)',
  ],
  'defrost.front.on': [
    ...on(FRONT),
    ...on(FRONT),
    '(the|my|) (windshield|windscreen|front window|front windshield|windows|glass|front glass) (is|is getting|are|keeps) (foggy|fogged up|fogging up|fogged|misted up|misty|frosted|icy|frosty|steamed up|steaming up|all fogged up)',
    '(defrost|defog|demist|clear|de-ice|clear up) (the|my|) (windshield|windscreen|front window|windows|glass|front|front windshield)',
    "i (can't|cannot|can barely|can hardly) see (through|out of) the (windshield|windscreen|front|front window|fog on the glass)",
    '(get rid of|remove|clear) the (fog|frost|mist|condensation) (on the windshield|on the glass|in front|on the windscreen|)',
  ],
  'defrost.front.off': [
    ...off(FRONT),
    ...off(FRONT),
    '(the windshield|the glass|it|the windscreen) is clear (now|) (turn off the|stop the|kill the) (defrost|defroster|defogger)',
    'stop (defrosting|defogging|demisting) (the windshield|the front|the windscreen|)',
  ],
  'defrost.rear.on': [
    ...on(REAR),
    ...on(REAR),
    '(the|my|) (rear window|back window|rear windshield|rear glass|rear screen|back windshield) (is|is getting) (foggy|fogged up|fogging up|misted up|frosted|icy|steamed up)',
    '(defrost|defog|demist|clear|heat) (the|my|) (rear window|back window|rear|rear windshield|back|rear glass|rear screen)',
    "i (can't|cannot) see (out|out of|through) (the|) (rear window|back window|back|rear)",
  ],
  'defrost.rear.off': [...off(REAR), ...off(REAR), 'stop (defrosting|defogging|heating) the (rear window|back window|rear|back)'],
};
