const PLACE =
  "(home|work|the office|the airport|the train station|the nearest gas station|the nearest charging station|the hospital|the mall|starbucks|mcdonald's|walmart|target|costco|ikea|central park|times square|the beach|the gym|the library|the post office|the bank|the supermarket|the grocery store|heathrow airport|jfk airport|london bridge|the eiffel tower|oxford street|main street|the city center|downtown|the university|the nearest parking lot|the nearest rest stop|the closest pharmacy|the closest supercharger|the nearest hotel|the closest coffee shop|a coffee shop|a gas station|a charging station|a parking garage|a restaurant|a good italian restaurant|an atm|the stadium|the zoo|the museum|the golden gate bridge|union station|penn station|san francisco|los angeles|new york|chicago|boston|seattle|london|paris|berlin|munich|123 main street|45 park avenue|10 downing street|1600 pennsylvania avenue|mom's house|grandma's house|my parents' house|my brother's place|john's house|the school|the kindergarten|the dentist|the hotel|the hilton|the marriott|the ferry terminal|the bus station|pier 39|sunset boulevard|fifth avenue|the park|the lake|the movie theater|the car wash|the dealership|the repair shop|stanford university|the space needle|route 66 diner|trader joe's|whole foods|best buy|the nearest walmart|the nearest hospital|a supermarket|a pharmacy|a car wash|a rest area)";

/** Marks the place without its article, which the driver says but the destination does not need. */
const place = PLACE.slice(1, -1)
  .split('|')
  .map((words) => {
    const [, article, rest] = /^(the |a |an )(.+)$/.exec(words) ?? [];
    return article && rest ? `${article}[place:${rest}]` : `[place:${words}]`;
  })
  .join('|');
const TO = `(${place})`;

const AVOID =
  '(tolls|toll roads|motorways|motorway|highways|highway|freeways|freeway|ferries|ferry|traffic|traffic jams|congestion|interstate|jams)';

/** English templates of navigation. */
export const EN_NAVIGATION: Record<string, readonly string[]> = {
  'navigation.to': [
    `(sat nav|satnav|gps|nav|route|directions|off|on|next stop) to (${TO}|[place:<placeName>])`,
    `(i'm|we're|i am|we are) (off|going|heading|driving) to (${TO}|[place:<placeName>]|the [place:<placeName>])`,
    '(set off|leave|head out|make|we are leaving) for (the|) [place:<placeName>]',
    "(i'm|we're|i am) (off|away|headed|on my way) to [place:(work|school|<placeName>|church)]",
    '(how do i|how do we|how can i) get to [place:<placeName>]',
    '(sat nav|satnav|gps|navi) (to|for) [place:<placeName>]',
    '(drop|get|run) (me|us) (at|to|off at) (the|) [place:(<placeName>|station|airport|office|hospital|hotel)]',
    '(any|are there any|is there a|is there any) [place:(gas stations|chargers|parking|restrooms|coffee shops|toilets|hotels|supermarkets|fast chargers|petrol stations) (nearby|near here|around here|close by|near me)]',
    "(where's|where is|find|find me|closest|get me to) (the|) [place:(nearest|closest) (toilet|restroom|petrol station|truck stop|pharmacy|parking|hospital|ev charger|coffee|supermarket|cash machine|<word> <street>)]",
    '(postcode|zip code|address) [place:(<number> <family> <street>|<word> <word> <street>)]',
    '[place:(<number> <family> <street>|<number> <word> <street>)]',
    '[place:home] (please|now)',
    '(low on|out of|need) (fuel|gas|petrol|diesel|charge) (find|take me to|closest|nearest) (a|the|) [place:(gas station|petrol station|truck stop|charger|charging station|nearest gas station)]',
    "(take|drive) me to (my |)[place:(<person>'s (house|place|school|office|flat)|mom's|dad's|grandma's|nan's)]",
    '(navigate|drive|take me|bring me|guide me|directions|give me directions|get directions|go|i want to go|i need to go|take us|head|route) to (the|) [place:<placeName>]',
    '(find|search for|look for|locate|where is|show me the way to|how do i get to) (the|) [place:<placeName>]',
    `(navigate|drive|take me|bring me|guide me|get me|route me|directions|give me directions|get directions|start navigation|set course|head|let's go|let's drive|i want to go|i need to go|i'd like to go|i need to get|show me the way|take us|go|start a route|plan a route|navigation|route) to ${TO}`,
    `(navigate|take me|directions|drive me|get directions) to ${TO}`,
    "(take me|drive me|bring me|navigate|let's go|go|get me|i want to go|drive) [place:home]",
    `(set|change|make) (the|my|) destination (to|as|) ${TO}`,
    `(how do i get|how can i get|what's the way|what's the best way|what's the fastest way) to ${TO}`,
    "(find|find me|search for|look for|locate|where is|where's|show me) (the|) [place:(nearest gas station|nearest charging station|nearest parking lot|closest supermarket|closest charger|nearest rest stop|nearest restroom|closest hospital|nearest pharmacy|nearest coffee shop|nearest hotel)]",
    '(find|find me|search for|look for|i need|show me) (a|an|some) [place:(gas station nearby|charging station|parking spot|gas station|charging station nearby|parking garage|coffee shop|restaurant|hotel|supermarket|pharmacy|restaurant nearby|coffee shop nearby|place to eat|place to charge|car wash)]',
    "(i'm|we're) (hungry|starving) (find|take me to|take us to) (a|the nearest) [place:(restaurant|mcdonald's|diner|burger place|pizza place)]",
    '(i need|we need|the car needs) (gas|to charge|a charge|fuel) (find|take me to|navigate to) (a|the) [place:(nearest gas station|nearest charging station|gas station|charging station|closest charger)]',
    '(start|begin|open|launch) (the|) (navigation|navigating|route guidance|sat nav|gps)',
  ],
  'navigation.via': [
    '(go|route|travel|drive) via (the |)[place:<placeName>]',
    'via [place:<placeName>] (please|)',
    `(stop|make a stop|stop off|pull in|stop by|swing by|drop by|pop in|call in) (at|by|in|) ${TO} (on the way|first|along the way|before that|quickly)`,
    `(stop|make a stop|stop off|swing|drop) (at|by) (the|) [place:<placeName>] (on the way|first|along the way|en route)`,
    `(add|put in|include|insert|add in) (a|) (stop|waypoint|stopover|detour) (at|to|for|via) (${TO}|[place:<placeName>])`,
    `(go|route|take us|drive|navigate|take me) (via|by way of|through|past) (${TO}|the [place:<placeName>]|[place:<placeName>])`,
    `(pick up|collect|grab|get) (<person>|mum|the kids|lunch|coffee|a parcel) (at|from) (the |)[place:(<placeName>|school|work|station|nursery)] (on the way|first)`,
    `(find|add) a [place:(gas station|charging station|rest stop|coffee shop|restroom|supermarket|service station|pharmacy)] (on the way|along the route|en route|along the way)`,
    `(i need to|we need to|let's|can we) (stop|pick something up|grab something|pick up <person>) (at|from) ${TO} (on the way|first)`,
  ],
  'navigation.avoid': [
    `(avoid|skip|stay off|bypass|keep off|stay away from|steer clear of) (the|all|any|) [mode:${AVOID}] (please|)`,
    `(no|without|not over) (any |)[mode:${AVOID}] (please|on this route|)`,
    `(don't|do not) (take|use|go on|drive on|want) (the|any|) [mode:${AVOID}]`,
    `(find|give me|i want|take|plan) (a|the|another) (route|way) (that avoids|avoiding|without|around) (the|any|) [mode:${AVOID}]`,
    '(get|take|route|drive) (me|us) (around|round|past|out of) (the|this|that) [mode:(traffic|jam|congestion|accident)]',
    "i (don't want|do not want|hate) to (pay|be paying) [mode:tolls]",
    `(route|navigate) without [mode:${AVOID}]`,
  ],
  'navigation.prefer': [
    '(take|use|find|give me|choose|pick|go|want|i want|show me) the [mode:(fastest|quickest|shortest)] (route|way|road|one|path)',
    '(stay on|use|take|prefer|keep to) the [mode:(motorway|highway|freeway|interstate|motorways|highways)]',
    '(prefer|use|take|stay on) [mode:(motorways|highways)]',
    '[mode:(fastest|quickest|shortest)] (route|way) (please|there|)',
    '(which|what) (way|route) is [mode:(fastest|quickest|shortest)] (take that one|take it|go that way)',
    "(i am|i'm) in a hurry (take|use) the [mode:(fastest|quickest)] (route|way)",
  ],
  'navigation.cancel': [
    '(turn|switch|shut) the (sat nav|satnav|navigation|gps|nav) off',
    '(cancel|scrap|ditch|drop|forget|lose|stop|end|exit|quit|terminate|clear|abort) (the|my|this|) (navigation|route|trip|directions|guidance|route guidance|destination|navigating)',
    '(turn off|switch off) (the|) (navigation|route guidance|directions|gps|sat nav)',
    "(i don't need|i no longer need|no more) (directions|navigation|the route|the directions) (anymore|now|)",
    '(i know the way|i know where to go) (from here|) (cancel the route|stop navigating|stop the navigation|stop navigation)',
    "(we're not|i'm not) going (there|) anymore",
  ],
  'navigation.mute': [
    '(mute|silence|quiet) (the|) (navigation|navigation voice|directions|guidance|gps|nav voice|route guidance|turn by turn|sat nav|voice guidance)',
    '(turn off|disable|stop|switch off) (the|) (navigation voice|voice guidance|voice directions|spoken directions|nav voice|guidance voice|voice prompts)',
    '(stop|quit) (telling me where to go|talking about the route|giving me directions out loud|reading directions)',
    'navigation (be quiet|silent|on mute|quiet|shut up)',
  ],
  'navigation.unmute': [
    '(let|have|get) the (sat nav|satnav|nav|gps|navigation) (talk|speak|talking|speaking) (again|)',
    '(unmute) (the|) (navigation|navigation voice|directions|guidance|gps|nav voice|voice guidance|sat nav)',
    '(turn on|enable|switch on|turn back on) (the|) (navigation voice|voice guidance|voice directions|spoken directions|nav voice|guidance voice|voice prompts)',
    '(turn|switch) the (navigation voice|voice guidance|nav voice) (on|back on)',
    '(say|speak|read out) the directions (again|out loud|aloud|)',
    "i (can't|don't) hear the (navigation|directions|navigation voice)",
  ],
};
