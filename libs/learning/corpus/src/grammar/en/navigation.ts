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

/** English templates of navigation. */
export const EN_NAVIGATION: Record<string, readonly string[]> = {
  'navigation.to': [
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
  'navigation.cancel': [
    '(cancel|stop|end|exit|quit|terminate|clear|abort) (the|my|this|) (navigation|route|trip|directions|guidance|route guidance|destination|navigating)',
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
    '(unmute) (the|) (navigation|navigation voice|directions|guidance|gps|nav voice|voice guidance|sat nav)',
    '(turn on|enable|switch on|turn back on) (the|) (navigation voice|voice guidance|voice directions|spoken directions|nav voice|guidance voice|voice prompts)',
    '(turn|switch) the (navigation voice|voice guidance|nav voice) (on|back on)',
    '(say|speak|read out) the directions (again|out loud|aloud|)',
    "i (can't|don't) hear the (navigation|directions|navigation voice)",
  ],
};
