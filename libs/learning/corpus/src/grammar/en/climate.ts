import { off, on, set, shift } from './patterns.js';
import { EN_TEMPERATURE } from './temperature.js';

const FAN =
  '(fan|fan|fan speed|blower|air flow|airflow|fan <for>|[zone:<seat>] fan|ac fan|ventilation|blowers|vents|air|fan <side>|fans|climate fan)';
const BLOWER =
  '(fan|fan|fan speed|blower|airflow|air flow|[zone:<seat>] fan|fan <for>|vents|fan <side>|blowers|[zone:<seat>] vents|fans|[zone:<seat>] blower)';
const FRONT =
  '(front defroster|defroster|defrost|front defrost|windshield defroster|front defogger|defogger|windscreen defroster|windshield defrost|demister|front window defroster|window defogger|front demister|windscreen demister|windscreen heater|heated windscreen|demist|defog|max defrost|front screen heater|windshield defogger)';
const REAR =
  '(rear defroster|rear defrost|rear window defroster|rear defogger|rear window heater|back window defroster|rear window defrost|rear window heating|rear demister|back defroster|rear screen heater|heated rear window|heated rear screen|back window heater|back demister|rear windscreen heater|rear windshield defroster|back window defogger|rear window demister|rear glass heater)';
const RECIRC =
  '(recirculation|air recirculation|recirculation mode|recirc|inside air|internal circulation|cabin air recirculation|recirculate|recirculated air|air recirc|recirculating|inner circulation)';
const PANE = '(windshield|windscreen|front window|front windshield|windows|glass|front glass|front screen|window in front|screen in front)';
const BACK_PANE =
  '(rear window|back window|rear windshield|rear glass|rear screen|back windshield|back glass|rear windscreen|window at the back|back windscreen)';
const FOGGED =
  '(foggy|fogged up|fogging up|fogged|misted up|misty|misting up|frosted|frosted over|icy|iced up|iced over|frosty|steamed up|steaming up|all fogged up|clouding up|covered in frost|covered in condensation|all steamy|frozen over|full of condensation)';
const STINK =
  '(smells|stinks|reeks|pongs|smells awful|smells bad|stinks out there|is stinking|smells of (diesel|manure|cow|sewage|burning rubber|exhaust|skunk|petrol)|is belching smoke|is smoking like a chimney|is pumping out fumes|is blowing smoke)';
const SMELLER =
  '(it|that truck|the truck in front|that lorry|this lorry|that car|that bus|the van ahead|outside|the air outside|something out there|this tunnel|the farm|that tractor|that bin lorry|that garbage truck|that old banger)';
const CLIMATE = '(climate|climate control|ac|air conditioning|fan|aircon|air con|hvac|heating|air)';
const AIM = '(feet|face|windshield|windscreen|legs|chest|floor|head|upper body|footwell|body|glass|window|toes)';
const LOW_AIM = '(feet|legs|face|chest|floor|windscreen|toes|windshield|upper body)';
const MODE = '(cooling|heating|ventilation|dehumidifying|fan only|dry|vent|heat|cool)';

/** English templates of climate intents. */
export const EN_CLIMATE: Record<string, readonly string[]> = {
  'climate.on': [
    ...on('<ac>'),
    ...on('<ac>'),
    '(cool|heat) (the car|this car|the cabin|this place|it) (for me|please|now|)',
    'get some (cold|cool|warm|conditioned) air (going|in here|blowing|)',
    "(it's hot|it's so hot|it's baking|it's boiling|it's a scorcher|i'm melting|it's like an oven|it's freezing|it's cold|it's warm today|i'm boiling) (turn on|put on|switch on|stick on|get) the <ac>",
    "(it's baking|it's boiling|it's roasting|it's sweltering|i'm roasting|i'm sweating|it's so hot|jeez it's hot|phew) (ac on|aircon on|air con on|air on|aircon please|ac please)",
    '(start|get) (cooling|heating) (the car|this car|the cabin|us|)',
    '(pre condition|precondition|condition|pre heat|pre cool) (the car|the cabin)',
    "(is the <ac> even on|is the <ac> not on|the <ac> isn't on) (turn it on|switch it on|put it on)",
  ],
  'climate.off': [
    ...off('<ac>'),
    ...off('<ac>'),
    "i don't (want|need) the <ac> (anymore|on|)",
    '<ac> can go off',
    'stop (cooling|heating) (the car|the cabin|us|)',
    "(it's cool enough|it's warm enough|we're warm enough|it's nice outside|i've got the windows open|saving battery|we're nearly home) (turn the <ac> off|<ac> off|kill the <ac>|you can turn the <ac> off)",
    '(just|only) (natural air|the windows) no <ac>',
    '(give|let) the <ac> (a rest|rest)',
  ],
  ...EN_TEMPERATURE,
  'climate.fan.set': [
    ...set(FAN, '(<level>|<small>|<percent>|<high>|<low>|<level>|medium|full|halfway)'),
    '(crank|turn|put|blast|whack|stick) the (fan|blower|air|vents) (up|) (to|on|) [value:(max|full|full blast|maximum|the max|high|full power|full whack|full tilt)]',
    '(blower|fan|vents|fans|blowers) (on|at|to|) [value:(full|max|low|high|medium|full blast|<small>|flat out|full whack|full power|minimum|lowest|highest|the lowest|half)]',
    '(fan|blower) (on|) [value:(full|low|high|medium|max|full blast|flat out)] (<side>|)',
    '[value:(full|max|full blast|high|low|medium|minimum)] (fan|blower|fan speed|airflow) (please|<side>|)',
    '(fan|blower|fan speed) (number|notch|) [value:<small>] (please|)',
    '(blow|run the fan|have the fan|run the blower) (at|on) [value:(full blast|max|low|high|medium|<level>|half speed|full power)]',
    '(give me|i want|let me have) (the fan on|fan on|fan speed|the blower on) [value:(<small>|<level>|full|low|high)]',
    'turn the (fan|blower) [value:all the way] up',
    '(fan|blower) [value:all the way] up',
  ],
  'climate.fan.up': [
    ...shift(BLOWER, 'up', 'increase|raise|boost|crank up|speed up|turn up|strengthen'),
    '(more|stronger|some more|a lot more) (air|airflow|wind|fan|breeze|puff|air movement|blowing) (please|<for>|<side>|)',
    'blow (harder|stronger|more|[value:<bit>] harder|[value:<bit>] more|more air|faster|a lot harder)',
    "(i|we|they|the kids) (can't|cannot|can barely|don't|can hardly) feel (any|the|much|a|that) (air|fan|breeze|ac|airflow|blower) (back here|here|in the [zone:back]|at all|)",
    '(give|get) (me|us|them) more (air|fan|breeze|airflow|wind) (back here|please|<side>|)',
    "(there's|there is|i feel|i can feel|we're getting|i'm getting) (barely any|hardly any|no|not enough|next to no) (air|airflow|wind|breeze) (coming out|coming through|<side>|)",
    '(the fan|the air|the airflow|the blower|that fan|the breeze) is (too|a bit|so|way too) (weak|low|slow|feeble|gentle|pathetic)',
    "(the fan|the blower|that fan|the airflow) (isn't|is not) (strong|fast|high) enough",
    '(can|could) (we|i) (get|have) [value:(some|a little|a bit|a touch)] more (air|airflow|fan|breeze)',
    '(make|get) the (fan|blower|air) (faster|stronger|[value:<bit>] faster|blow harder|[value:<bit>] stronger|go faster)',
    '[value:(a bit|a little|a touch|a tad)] more (air|wind|fan|blower|airflow|breeze) (please|<side>|)',
    '(crank|turn|kick|speed|whack|bump|notch|jack|ramp) (up the (fan|blower|air|airflow)|the (fan|blower) up) ([value:<step>]|)',
    '(fan|blower|air|airflow) (faster|stronger|harder|higher) (please|<side>|[value:<bit>]|)',
    '(faster|stronger|harder) (fan|blower|air|airflow) (please|)',
    "(is the fan even on|is that all the fan's got|is that it for the fan) (turn it up|more)",
    '(really|) (blast|pump|get) (the air|that air|that fan|some air) (through|out|going harder|up)',
  ],
  'climate.fan.down': [
    '(less|not so much|a lot less) (wind|air|draft|draught|breeze) (in|on|at) my (face|eyes|neck|hair|hands) (please|)',
    ...shift(BLOWER, 'down', 'decrease|lower|reduce|slow down|turn down|soften|cut down|quieten'),
    '(less|softer|gentler|not so much) (air|airflow|wind|fan|breeze|blowing) (please|<for>|<side>|)',
    'blow (softer|less|gentler|[value:<bit>] softer|[value:<bit>] less|less air|slower|not so hard|more gently|[value:<bit>] gentler)',
    '(the fan|the air|the blower|the vents|the airflow|that fan|that blower|the ac fan|this fan) (is|are) (too|a bit|so|way too|really|very|awfully|) (strong|loud|high|fast|noisy|powerful|deafening)',
    "(the fan|that fan|the blower)('s| is) (really|too|a bit|so|making too|making a lot of|making) (loud|noisy|much noise|noise)",
    '(make|get) the (fan|blower) (slower|quieter|weaker|[value:<bit>] slower|[value:<bit>] quieter|blow less)',
    '(the air|it|the ac|that) is blowing (too|so|way too) (hard|much|strong|strongly)',
    '(ease off on|back off|tone down|dial down|ease off|ease up on|ease back on|go easy on|calm down|slow down|dial back|throttle back|back off on) (the fan|the blower|the air|the wind|that fan) ([value:<bit>]|)',
    "(it's|it is) (too|so|a bit|really) (windy|breezy|drafty|draughty|gusty) (in here|<side>|)",
    "(it's|it is|feels) (like a (wind tunnel|hurricane|gale|storm|hair dryer)|blowing a gale) (in here|)",
    '(stop|quit) blowing so (hard|much|strong)',
    "(i can't hear (you|you over the fan|over the blower|myself think)|my eyes are drying out|my eyes are dry|the air's drying my eyes) (turn the fan down|fan down|less air|less fan|slow the fan)",
    '(fan|blower|air|airflow) (slower|softer|quieter|gentler|lower) (please|<side>|[value:<bit>]|)',
    '(slower|softer|quieter|gentler) (fan|blower|air|airflow|breeze) (please|)',
    '(too much|way too much) (air|wind|fan|breeze|blowing|draught) (in here|<side>|on me|)',
    '[value:(a bit|a little|a touch|a tad)] less (air|wind|fan|blower|airflow|breeze) (please|<side>|)',
    "don't blow so (hard|much|strong)",
  ],
  'climate.airflow.set': [
    `(point|direct|send|blow|aim|move|switch|turn|push|put|get|shift|swing) (the air|air|the airflow|the vents|vents|the air flow|the vent|the wind|it|the heat|the fan|the blower|warm air|that air) (at|to|on|towards|onto|toward|down to|over to) (my|the|our|) [mode:${AIM}]`,
    `(air|airflow|vents|heat|fan|blower|wind) (to|at|on|onto|towards) (my|the|) [mode:${AIM}] (please|<side>|)`,
    `(blow|send) (air|) (on|at|to|onto) (my|the|) [mode:${LOW_AIM}] (please|)`,
    `blow (it|the air) (on|at|onto|down at|towards) (my|the|our) [mode:${AIM}] (please|instead|)`,
    `set (the|) (airflow|air flow|air distribution|vents|air|fan direction|blower) (to|for) (the|) [mode:${LOW_AIM}] (mode|)`,
    "(don't blow|stop blowing|no more blowing|i don't want it|not) (in|on|at) my (face|head|eyes|chest) (use|blow on|put it on|send it to|point it at|just) (my|the|) [mode:(feet|legs|floor|windshield|footwell)]",
    'not (my|the) (face|head|eyes|chest) (my|the|just my|on my) [mode:(feet|legs|floor|toes)]',
    '(move|get) (it|the air|that air) (off|away from) my (face|eyes|head) (and |)(to|onto|on) (my|the) [mode:(feet|legs|floor|footwell)]',
    `(i want|i'd like|i need|give me|let me have|can i get|can i have|we need) (the|some|) (air|heat|warm air|airflow) (on|at|to|for) (my|the) [mode:${AIM}] (please|)`,
    '[mode:(floor|face|feet|windscreen|windshield|footwell|body|foot|chest)] (vents|air|airflow|vent|heat|blower|mode) (only|please|on|)',
    'my [mode:(feet|legs|face|toes)] (need|could use|could do with|want) (some|a bit of) (air|heat|warm air)',
    '(switch|change|go) (the vents|the air|the airflow|) to (the |)[mode:(floor|face|feet|windscreen|windshield|footwell)] (vents|mode|setting|)',
    '(open|use|only use|just use) the [mode:(floor|face|foot|windscreen|footwell)] vents',
    '(everything|all the air|all of it|just) (to|on|at) (my|the) [mode:(feet|windscreen|windshield|face|floor)]',
    '(warm|heat|cool) my [mode:(feet|legs|face)] with the (vents|air|blower)',
  ],
  'climate.recirculation.on': [
    ...on(RECIRC),
    '(recirculate|circulate) the (air|cabin air|inside air) (in here|please|)',
    '(recirculate|recirculate please|just recirculate|keep recirculating)',
    '(close|shut|block|cut|turn) (off |)(the|) (outside air|fresh air|air intake|outside vents|outside air intake|fresh air intake) (off|)',
    `${SMELLER} ${STINK} (outside|out there|)`,
    `(ugh|yuck|god|phew|eww|oh man|) ${SMELLER} ${STINK} (recirculate|recirc on|recirculation on|close the vents|shut the outside air|keep it out|turn on recirculation)`,
    "(don't let|keep|stop) (the|that|this) (outside air|fumes|smoke|bad air|exhaust|dust|stink|smell|pollen|pollution|smog|diesel smell) (in|out|coming in|getting in)",
    '(switch|change|go|put it) (over |)(to|on) (recirculation|recirculated air|inside air|internal air|recirc|recirculate)',
    "(keep|use|just use) the (air|inside air|cabin air) (inside|we've got|in here)",
    '(i|we) (smell|can smell) (that truck|exhaust|diesel|manure|fumes|smoke from outside|the farm) (recirculate|close the vents|recirc on|)',
    "(there's|there is) (smoke|a fire|a bad smell|dust|exhaust|fumes|a stink) (outside|out there|ahead|coming in) (recirculate|recirc on|shut the vents|keep it out|)",
    'no (outside|outdoor|fresh) air (please|)',
  ],
  'climate.recirculation.off': [
    ...off(RECIRC),
    '(let|bring|get|pull|draw) (in|) (some|) outside air (in|)',
    '(let|bring|get|pull) (us |me |)(in |)(some|) fresh air (in from outside|from outside)',
    '(switch|change|go) (back |over |)to (fresh air|outside air|external air|external circulation|outside air mode|fresh air mode)',
    '(turn on|use|open|put on|start) (the|) (outside air|fresh air intake|outside air mode|external circulation|fresh air mode|outside vents|air intake)',
    'i (want|need|would like|prefer) (some|the|) (outside air|air from outside|fresh air from outside) (in here|please|)',
    '(stop|quit|no more|enough) recirculating (the air|)',
    "(the smell's gone|the smell is gone|we're past the farm|that truck's gone|we're out of the tunnel|the smoke's gone) (recirc off|recirculation off|outside air again|turn off recirculation|fresh air again)",
    '(outside air|fresh air from outside|external air|air from outside) (please|on|again|now)',
    '(open|reopen) the (outside air|air intake|fresh air vents|outside vents)',
  ],
  'climate.auto.on': [
    `(set|put|switch|turn|change|leave|stick|pop|have) (the|) ${CLIMATE} (to|on|in|back on|back to) (auto|automatic) (mode|)`,
    `(auto|automatic) ${CLIMATE} (on|please|mode|)`,
    `(turn on|enable|activate|use|switch on|start) (auto|automatic) (climate|climate control|ac|mode for the ac|air conditioning|fan)`,
    `let the (ac|climate control|car|aircon) (control itself|handle the temperature|manage the climate|do its thing|sort the temperature|decide the temperature|look after the climate|figure out the climate)`,
    `${CLIMATE} (auto|on auto|to auto|in auto|automatic)`,
    `(just|) (control|manage|adjust|regulate|handle) the (climate|temperature|ac|air|heat) (automatically|by yourself|yourself|on your own|for me automatically)`,
    `<want> the ${CLIMATE} (on|in) (auto|automatic)`,
    `(keep|hold) the (climate|ac|temperature) automatic`,
  ],
  'climate.auto.off': [
    `(set|put|switch|turn|change|have|stick) (the|) ${CLIMATE} (to|on|in|back to) manual (mode|)`,
    '(turn off|disable|deactivate|switch off|cancel|stop|kill) (auto|automatic|the auto|the automatic) (climate|climate control|ac|air conditioning|mode for the ac|fan|air)',
    '(auto|automatic) (climate|climate control|ac|aircon|air con|fan) off',
    'manual (climate|ac|climate control|fan|aircon) (please|mode|control|)',
    `(take|get) the ${CLIMATE} (off|out of) (auto|automatic|auto mode)`,
    "(i'll|let me|i want to|i'd rather) (control|set|handle|adjust) the (climate|ac|temperature|fan|air) (myself|manually|by hand)",
    `no (auto|automatic) (climate|ac|fan) (please|)`,
    `${CLIMATE} (manual|to manual|on manual|off auto)`,
  ],
  'defrost.front.on': [
    ...on(FRONT),
    ...on(FRONT),
    `(the|my|our) ${PANE}('s| is| is getting| are| keeps| has| has all) ${FOGGED}`,
    `(the|my|) ${PANE} (is|are|'s) ${FOGGED} (again|turn on the defroster|clear it|demist it|defrost please|)`,
    '(the|my|) (windshield|windscreen|glass) (has|has gone all|went|just) (misted up|fogged up|steamed up|iced over|fogged|foggy)',
    `(defrost|defog|demist|clear|de-ice|clear up|deice|thaw|unfog|demist|dry|heat) (the|my|) (front|${PANE}) (please|for me|)`,
    "i (can't|cannot|can barely|can hardly|couldn't) see (a thing |anything |) (through|out of|out) the (windshield|windscreen|front|front window|fog on the glass|mist on the glass)",
    '(get rid of|remove|clear|shift|melt|blow away) (the|this|that|all this) (fog|frost|mist|condensation|ice|steam) (on the windshield|on the glass|in front|on the windscreen|off the windscreen|off the glass|)',
    "(there's|there is) (frost|ice|condensation|mist|fog|steam) (all over|on|inside) (the|my) (windscreen|windshield|glass|front window)",
    '(it is|it keeps) (fogging up|misting up|steaming up) (in front|at the front|on the windscreen|up front|)',
    'warm air (on|to) the (windshield|windscreen|glass) to (clear|defog|demist|defrost) it',
  ],
  'defrost.front.off': [
    ...off(FRONT),
    ...off(FRONT),
    '(the windshield|the glass|it|the windscreen|the front) is clear (now|again|) (turn off the|stop the|kill the|you can stop the|lose the) (defrost|defroster|defogger|demister)',
    '(stop|quit|no need for|enough|no more) (defrosting|defogging|demisting|de-icing) (the windshield|the front|the windscreen|the glass|)',
    '(the|) (windscreen|windshield|front) is (fine|clear|dry) (now|) (demister off|defrost off|defroster off|stop demisting)',
  ],
  'defrost.rear.on': [
    ...on(REAR),
    ...on(REAR),
    `(the|my|) ${BACK_PANE}('s| is| is getting| keeps| has) ${FOGGED}`,
    `(defrost|defog|demist|clear|heat|de-ice|clear up|thaw|unfog|deice) (the|my|) (rear|back|${BACK_PANE}) (please|for me|)`,
    "i (can't|cannot|can barely|can hardly|couldn't) see (a thing |anything |)(out|out of|through|out of my) (the|) (rear window|back window|back|rear|rear screen|rear windscreen)",
    "(can't|can barely) see (out the back|out of the back|behind me|what's behind me|out the rear)",
    "(there's|there is) (frost|ice|condensation|mist|fog) (all over|on) (the|my) (back window|rear window|rear screen|rear glass)",
    '(get rid of|clear|remove|shift|melt) the (fog|frost|mist|condensation|ice) (on|off|from) the (back|rear|back window|rear window|rear screen)',
    "(can't see a thing|i see nothing|no visibility) (in the mirror|behind) (the back window is|the rear window is) (foggy|misted up|iced over|steamed up)",
  ],
  'defrost.rear.off': [
    ...off(REAR),
    ...off(REAR),
    '(stop|quit|no need for|no more) (defrosting|defogging|heating|demisting) the (rear window|back window|rear|back|rear screen)',
    '(the|) (back window|rear window|rear screen|back) is (clear|fine|dry) (now|) (turn off the heater|switch the demister off|rear demister off|turn it off|stop heating it)',
  ],
  'climate.mode': [
    `(set|put|switch|change|turn|have|stick) (the|) (climate|climate control|ac|air|hvac|system|it|aircon|air con) (to|into|in|on|over to) [mode:${MODE}] (mode|)`,
    `(switch|change|go|move) (over |back |)to [mode:(cooling|heating|ventilation|dehumidifying|fan only|dry)] (mode|please|)`,
    `(switch|change|go) from (cooling|heating|heat|cool|vent) to [mode:(ventilation|dehumidifying|fan only|dry|vent)]`,
    `(use|turn on|start|activate|i want|run|enable|give me|need|let's use) (the |)[mode:(cooling|heating|ventilation|dehumidifying|fan only|dry|vent|heat|cool)] mode (please|)`,
    '(use|turn on|start|activate|run|switch on|put on) the [mode:dehumidifier] (please|)',
    `[mode:${MODE}] mode (please|on|now|)`,
    '[mode:(vent|heat|cool|cooling|heating|ventilation|dry)] only (please|)',
    '[mode:(vent|ventilation|fan only|ventilate)] (only|just|) (no|not|without) (cooling|heating|heat|ac|cold air|cool)',
    '(no|not|without) (cooling|heating|ac|heat) (just|only) [mode:(ventilation|vent|fan only)] (please|)',
    '[mode:(heat|heating)] (not|instead of|no) (cool|cooling|ac)',
    '[mode:(cool|cooling)] (not|instead of) (heat|heating)',
    '(just|only) [mode:(heat|cool|ventilate|dehumidify|dry)] (the air|it|the cabin|the car) (please|)',
    '(have|make) the (ac|aircon|climate) [mode:(heat|cool|ventilate|dehumidify)] (please|only|)',
    "(it's|it is) (damp|humid|muggy|clammy|sticky) in here (use|turn on|run|put on) (the |)[mode:(dehumidifier|dry mode|dehumidifying)]",
    '[mode:(dehumidify|ventilate)] (in here|the cabin|the car|please|the air)',
  ],
  'climate.sync.on': [
    ...on('(climate sync|sync|zone sync|temperature sync|dual zone sync|sync mode|dual sync|climate syncing|tri zone sync|zone syncing)'),
    '(sync|synchronize|link|match|synchronise|tie|join|sync up) (the|all|both|) (zones|sides|temperatures|climate zones|climate|both sides|the two sides|all zones|temps) (together|up|)',
    '(make|set|keep|have) (all zones|both sides|the zones|every zone|all the zones|everywhere|the two sides|both temperatures) (the same|equal|match|in sync|match mine|match the driver|the same temperature|the same as mine)',
    '(same|one) (temperature|temp|climate) (for both sides|everywhere|in all zones|for all|for everyone|all over|on both sides|front and back)',
    '(match|copy) (her side|his side|the passenger side|the passenger|the back|everyone) (to|with) (mine|my side|the driver|my temperature)',
    '(put|get) (everyone|everybody|both sides|all zones) on (the same|my) (temperature|temp|setting)',
    '(climate|temperatures|zones) (in sync|synced|linked|synchronised)',
  ],
  'climate.sync.off': [
    ...off('(climate sync|sync|zone sync|temperature sync|dual zone sync|sync mode|dual sync|climate syncing|tri zone sync|zone syncing)'),
    '(unsync|unlink|separate|split|desync|decouple|untie) (the|) (zones|sides|temperatures|climate zones|climate|two sides|temps)',
    '(stop|quit) (syncing|linking|matching) (the|) (zones|sides|temperatures|climate|temps)',
    '(separate|individual|independent|different|own) (temperatures|climate|zones|temps) (for each side|for both sides|please|left and right|for everyone|front and back)',
    '(let|i want) (everyone|each side|the passenger|the sides) (to |)(have|set|choose|pick) (their|its|his|her) own (temperature|temp|climate)',
    "don't (sync|link|match) (the|) (zones|temperatures|sides|climate)",
    '(dual|two|separate) zone (climate|mode|temperature) (please|)',
  ],
};
