const GO =
  "((navigate|take me|take me|drive me|drive|go|directions|let's go|take us|get me)|(bring me|guide me|get me|get us|route me|directions|give me directions|get directions|start navigation|set course|head|let's go|let's drive|i want to go|i need to go|i'd like to go|i need to get|we need to get|i have to be|i've got to get|show me the way|take us|go|start a route|plan a route|navigation|route|set the sat nav|put me through|steer me|lead me|lead us|run me|drive us|make your way|navigate me|find a route|find the way|find a way|calculate a route|get going|let us go|we have to get|i must get|sat nav|satnav|gps|nav|navi|off|on|next stop|back))";
const ASK_WAY =
  "(how do i get|how do we get|how can i get|how can we get|how would i get|what's the way|what's the best way|what's the fastest way|what's the quickest way|which way is it|which way|how to get|how to go|how to reach|tell me how to get|do you know the way|can you show me the route|what is the route)";
const AWAY =
  "(i'm|we're|i am|we are|i'm just|we're all) (off|going|heading|driving|headed|popping|nipping|popping over|popping round|running|travelling)";
const FIND =
  "((find|find me|where is|take me to|where's)|(find us|search for|look for|look up|locate|where is|where's|show me|show|take me to|get me to|any idea where is|is there|i need|we need|i'm looking for|we're looking for|point me to|look for))";
const WANT_ONE =
  "(find|find me|find us|search for|look for|i need|i want|show me|show|get me|get me to|take me to|i'm looking for|we're looking for|is there|we could do with|i could use|we need to find|i have to find|can you find|know|help me find|where can i find|where is there)";
const AVOID =
  '(tolls|toll roads|motorways|motorway|highways|highway|freeways|freeway|ferries|ferry|traffic|traffic jams|congestion|interstate|jams|toll road|toll)';
const NAV =
  '(navigation|route|trip|directions|guidance|route guidance|destination|navigating|sat nav|satnav|gps|nav|journey|current route)';
const VOICE =
  '(navigation voice|voice guidance|voice directions|spoken directions|nav voice|guidance voice|voice prompts|sat nav voice|gps voice|satnav voice|spoken guidance|navigation prompts|navigation announcements|turn by turn voice)';
const NAVIGATOR = '(sat nav|satnav|nav|gps|navigation|navigator|lady in the sat nav|gps lady|nav lady|route guidance)';
const ON_WAY =
  '(on the way|first|along the way|before that|quickly|en route|on our way|on the way there|on the way home|on the route|en route please|before we get there|as we go|in between)';
const ERRAND =
  '(<person>|mum|mom|the kids|the boys|my wife|lunch|dinner|coffee|a coffee|a parcel|some milk|some petrol|the shopping|the cake|her|him|them|a pizza|my prescription|a sandwich)';

/** English templates of navigation. Places are marked without their article; "my" and "our" stay outside too. */
export const EN_NAVIGATION: Record<string, readonly string[]> = {
  'navigation.to': [
    `${GO} to <goal>`,
    `${GO} to <goal>`,
    `${GO} to [place:<landmark>]`,
    `${GO} to (the|) [place:<placeName>]`,
    `${ASK_WAY} to <goal>`,
    `${ASK_WAY} to [place:<landmark>]`,
    `(how do i get|how do we get|take me|let's get|get me|drive me|i want to go|let's go|go|head|back|going|bring us|off) [place:home] (please|now|quick|to bed|)`,
    `${AWAY} to <goal>`,
    `(set off|leave|head out|make|head|make a start|bound|heading|we're leaving|i'm leaving|departing|aim|we're making) for <goal>`,
    `(sat nav|satnav|gps|navi|directions|route|navigate|navigation) (to|for) <goal>`,
    `(drop|run|leave|let) (me|us|the kids|<person>) (at|off at|out at) <goal>`,
    `(head|drive|let's head|go|get) (over to|down to|up to|back to|out to|across to|straight to|towards|round to|into) <goal>`,
    "(let's|i want to|i'd like to|we should|can we|i need to|i have to|i've got to|we have to|could we) (visit|see|go and see|get over to|pop to|pop round to|drive to|nip to|reach|be at|head to|swing over to|drive out to|get to) <goal>",
    `(any|are there any|is there a|is there any|got any|find|find me|show me|show|list|look for) [place:<poiPlural> <near>]`,
    `(is there|have we got|find|find me|search for|look for|show me|i need|i want|we need|where is there|know) (a|an|some) [place:(<poi>|<poiKind>) <near>]`,
    `(find|find me|search for|look for|show me|any|show) [place:<poiPlural>] (on the map|for me|please|)`,
    `${FIND} the [place:<nearest>]`,
    `${FIND} the [place:<nearest>]`,
    `(where's|where is|how far is|which is|what's) (the|) [place:<nearest>] (take me there|go there|navigate there|let's go there)`,
    `[place:<nearest>] (please|now|quick|)`,
    `${WANT_ONE} a [place:(<poi>|<poiKind>)]`,
    `(where can i|where can we|somewhere to|somewhere we can|i need somewhere to|find me somewhere to|find somewhere to) (get some food|eat|park|charge|sleep|stop for a wee|fill up|get a coffee) (take me to|find|go to) (the [place:<nearest>]|a [place:(<poi>|<poiKind>)])`,
    `(search for|look for|locate|look up|show me the way to|find|find me|pull up|look up directions to) <goal>`,
    `(set|change|make|update) (the|my|our|) destination (to|as|) <goal>`,
    '(enter|put in|type in|key in|set|program|punch in|stick in) (the|) (destination|address|postcode|zip code) [place:(<number> <roadName>|<landmark>|<number> <roadName> <town>)]',
    '(postcode|zip code|address|destination) (is|) [place:(<number> <roadName>|<number> <family> <street>|<landmark>)]',
    '[place:(<number> <roadName>|<number> <family> <street>|<number> <roadName> <town>|<landmark>|<town>)] please',
    '[place:(<number> <roadName>|<number> <roadName> <town>|<town> airport|heathrow terminal <small>|<brand> <town>)]',
    '[place:(home|work)] (please|now|james|quickly|then)',
    "(i'm|we're|i am|they're|the kids are) (hungry|starving|peckish|famished|hangry) (find|take me to|take us to|get us to|let's go to|where is) (the [place:<nearest>]|a [place:(<poi>|<poiKind>|<brand>)])",
    "(i'm dying for a coffee|i need the loo|i need to pee|i need a wee|the kids need the toilet|i'm bursting|i need a break|i'm falling asleep|my head hurts|i've got a flat|we've run out of milk|it's lunch time|i need cash|i don't feel well) (find|take me to|get me to|where is|quick find) (the [place:<nearest>]|a [place:(<poi>|<brand>)])",
    '(low on|out of|need|running low on|nearly out of|running out of|almost out of|we need|i need|the car needs) (fuel|gas|petrol|diesel|charge|juice|power|electricity|a charge|to charge|to fill up) (find|take me to|take us to|navigate to|where is|go to) (the [place:<nearest>]|a [place:(<poi>|closest charger|nearest petrol station|nearest gas station|charging station)])',
    '(need|running low on|low on|out of|we need) (fuel|gas|petrol|diesel|charge|electricity|coffee|food|cash|milk) [place:<nearest>]',
    '(take|drive|bring|guide) (me|us) to <goal> (please|now|quickly|as fast as you can|the quick way|would you|straight away|for half past <small>|by <small> o clock)',
    '(take|drive) (me|us) to <town> (no wait|no sorry|actually|i mean|no make that|no) [place:<landmark>]',
    '(navigate|go|directions) to <brand> (no wait|no sorry|actually|i mean|no make that|or rather|no) (the|) [place:(<landmark>|<poi>)]',
    "(meeting|appointment|interview|lunch|dinner|party|match|training|check up|flight|date) at <goal> (take me there|drive me there|let's go|navigate there|how do i get there)",
    '(pick up|collect|get|fetch|i have to get|we need to pick up|time to collect) <person> from <goal>',
    "(where's|where is) [place:(<brand>|<roadName>|<landmark>)] (take me there|go there|navigate there|can you get me there|how do i get there)",
    "(i want|i fancy|let's get|let's have|time for|who wants) (a coffee|some lunch|a burger|a curry|fish and chips|breakfast|a pint) (go to|take us to|at|find) (the [place:<nearest>]|a [place:(<brand>|<poi>)])",
    '(start|begin|open|launch) (the|) (navigation|navigating|route guidance|sat nav|gps)',
  ],
  'navigation.via': [
    `(go|route|travel|drive|take me|take us|navigate|get there|get home|head) (via|by way of|through|past) <goal>`,
    `(go|route|travel|drive|take me|take us|navigate|come) via (the |)[place:(<town>|<placeName>|<landmark>)]`,
    'via (the |)[place:(<placeName>|<landmark>|<town>)] (please|if you can|)',
    `(stop|make a stop|stop off|pull in|stop by|swing by|drop by|pop in|call in|drop in|pull over|have a break|break the journey|pause) (at|by|in) <goal> ${ON_WAY}`,
    `(swing by|swing past|pass by|drop by|stop by|nip past|go past|pop by|go by) <goal> ${ON_WAY}`,
    `(swing by|swing past|drop by|stop by|pass by) <goal>`,
    `(stop|make a stop|stop off|quick stop) (at|by) <goal> ${ON_WAY}`,
    '(add|put in|include|insert|add in|squeeze in|make|plan|throw in|stick in|fit in) (a|another|one more|a quick) (stop|waypoint|stopover|detour|break|stop off|pit stop) (at|to|for|via|in|by) <goal>',
    '(add|include|insert|put) <goal> (as a stop|as a waypoint|to the route|on the route|to my route|on the way|into the route|to the trip|as a stopover|as an extra stop)',
    `(pick up|collect|grab|get|fetch|i need to pick up|we need to get|let's get|i've got to collect|drop off) ${ERRAND} (at|from) (the |)[place:(<placeName>|school|work|station|nursery|<brand>|<poi>|<landmark>)] (on the way|first|en route|along the way)`,
    `(find|add|is there|get me|look for|show me|i need|we need|any chance of) a [place:(<poi>|<poiKind>|<brand>)] (on the way|along the route|en route|along the way|on our route|on my route|on this route)`,
    `(find|add|stop at|stop by) the [place:<nearest>] (on the way|along the route|en route|along the way|on our route)`,
    `(i need to|we need to|let's|can we|could we|i have to|we should|shall we|i want to|do we have time to|mind if we) (stop|stop off|pop in|call in|swing by|drop by|nip in|make a stop) (at|to) <goal> (on the way|first|along the way|quickly|before we go home|before that|)`,
    `(before that|first|on the way|along the way|before we go home|but first|on the way home|on the way there) (stop at|go to|stop by|swing by|i need|take me to|we need to go to|pop into|call at) <goal>`,
    `(one|quick) stop (at|first at) <goal> (first|on the way|please|)`,
    '(stop at|go via|swing by) <brand> (no wait|no sorry|actually|i mean|no make that|no) (the|) [place:(<brand>|<poi>|<placeName>)] on the way',
    `(fuel|coffee|toilet|food|lunch|charging|loo) (stop|break) at <goal> (on the way|first|please|en route)`,
  ],
  'navigation.avoid': [
    `(avoid|skip|stay off|bypass|keep off|stay away from|steer clear of|keep away from|stay clear of|dodge|leave out|miss|keep clear of|keep me away from) (the|all|any|) [mode:${AVOID}] (please|if you can|if possible|today|)`,
    `(keep|get|leave|take) (me|us|it) off (the|any|all) [mode:(motorways|motorway|highways|highway|freeways|freeway|interstate|toll roads|toll road)]`,
    `(no|without|not over|not via|not on|minus|zero) (any |the |)[mode:${AVOID}] (please|on this route|this time|on the way|)`,
    `(don't|do not|never|please don't|i'd rather not|let's not) (take|use|go on|drive on|go over|route me over|send me down|get on) (the|any|) [mode:${AVOID}]`,
    `(find|give me|i want|take|plan|show me|look for|is there|get me) (a|the|another|some) (route|way|road) (that avoids|avoiding|without|around|with no|that skips|off) (the|any|) [mode:${AVOID}]`,
    '(get|take|route|drive|bring|lead|steer|navigate) (me|us) (around|round|past|out of) (the|this|that|all this) [mode:(traffic|jam|congestion|accident|traffic jam|jams)]',
    '(is there|find|look for|show me|give me|get me) (a way|another way|a detour|a short cut|some way) (round|around|past|out of) (the|this|that) [mode:(traffic|jam|congestion|accident)]',
    "i (don't want|do not want|hate|refuse|am not going) to (pay|be paying|pay any|pay for) [mode:(tolls|tolls|toll roads)]",
    `i (hate|can't stand|don't like|don't trust|don't want|am scared of|get nervous on) (the|) [mode:(motorways|highways|freeways|ferries|toll roads|traffic jams|interstate)] (find another way|go another way|take another road|)`,
    `(route|navigate|drive|go|get there|go there|plan it) (without|avoiding|off) (the|any|) [mode:${AVOID}]`,
    `(i get seasick|i get sick on boats) no [mode:(ferries|ferry)]`,
    `(turn on|switch on|set|enable) avoid [mode:${AVOID}]`,
  ],
  'navigation.prefer': [
    '(take|use|find|give me|choose|pick|go|want|i want|show me|i prefer|i need|get me|plan|calculate|try|switch to|stick to) the [mode:(fastest|quickest|shortest)] (route|way|road|one|path|option|way there|way home)',
    '(stay on|use|take|prefer|keep to|stick to|go on|go by|get on|drive on|remain on) the [mode:(motorway|highway|freeway|interstate|motorways|highways)] (if you can|as long as possible|please|)',
    '(prefer|use|take|stay on|stick to|go for|choose) [mode:(motorways|highways)]',
    '[mode:(fastest|quickest|shortest)] (route|way|road|path) (please|there|home|possible|)',
    '(which|what) (way|route) is [mode:(fastest|quickest|shortest)] (take that one|take it|go that way|use that)',
    "(i am|i'm|we're|i'm really) (in a hurry|late|running late|in a rush|late for work) (take|use|find|give me) the [mode:(fastest|quickest|shortest)] (route|way)",
    '(is there|do you have|any|can you find|is there not) a [mode:(fast|quick)] (way|route) (there|use it|take it|)',
    "(i'd rather|i would rather|i prefer to|i'd prefer to|let's|we could|can we) (go on|take|use|drive on|stay on) the [mode:(motorway|highway|freeway|interstate)]",
    'get (me|us) there the [mode:(fastest|quickest|shortest)] way',
    '(save time|save miles|no detours) (take|use) the [mode:(fastest|quickest|shortest)] (way|route)',
    'the [mode:(fastest|quickest|shortest)] (one|way|route) (not the scenic one|not the pretty one|please|)',
  ],
  'navigation.cancel': [
    `(turn|switch|shut) the (sat nav|satnav|navigation|gps|nav|route guidance) off`,
    `(cancel|scrap|ditch|drop|forget|lose|stop|end|exit|quit|terminate|clear|abort|delete|bin|remove|finish|dump|get rid of|leave) (the|my|this|our|that) ${NAV}`,
    '(cancel|stop|end|exit|quit|clear|abort) (navigation|route|directions|guidance|route guidance|navigating|nav|sat nav|gps)',
    '(turn off|switch off|shut off|kill|close) (the|) (navigation|route guidance|directions|gps|sat nav|satnav|nav)',
    "(i don't need|i no longer need|no more|we don't need|don't need|enough of the|i can do without) (directions|navigation|the route|the directions|the sat nav|guidance|the gps) (anymore|now|any more|from here|)",
    "(i know the way|i know where to go|i know where i am|i know this area|i can find it|i'll find it myself|i can take it from here|we're nearly there|i've been here before) (from here|now|) (cancel the route|stop navigating|stop the navigation|stop navigation|you can stop the route|end the route|turn off the sat nav)",
    "(i know the way|i can find it myself|i'll find my own way|i can manage the way) (from here|now|thanks)",
    "(we're not|i'm not|we are not) going (there|to <landmark>) (anymore|any more|after all|now|today)",
    "(change of plan|plans changed|meeting's off|the party is cancelled|we've decided not to go) (cancel the route|stop navigating|cancel navigation|clear the destination|no more directions)",
    '(stop|quit) (guiding me|navigating|routing|guiding us|directing me|leading me there)',
    `(navigation|route|gps|sat nav|route guidance) (off|cancelled|over|end|cancel|stop)`,
    '(take|remove|delete|clear) (the|that|my) (destination|route|address) (out|away|from the map|off the map|)',
  ],
  'navigation.mute': [
    `(mute|silence|quiet|hush|shush|shut up) (the|that|) ${NAVIGATOR}`,
    `(mute|silence) (the|) (directions|guidance|nav voice|turn by turn|voice guidance|navigation voice|gps voice)`,
    `(turn off|disable|stop|switch off|kill|cut|no|no more|lose|mute|get rid of) (the|that|) ${VOICE}`,
    `(turn|switch) the ${VOICE} off`,
    '(stop|quit|enough of|no more) (telling me where to go|talking about the route|giving me directions out loud|reading directions|reading out the directions|telling me to turn|announcing every turn|shouting directions|barking directions at me)',
    `(navigation|sat nav|gps|nav|satnav) (be quiet|silent|on mute|quiet|shut up|muted|voice off|without voice|without sound)`,
    `(make|tell|get|let) the ${NAVIGATOR} (be quiet|to be quiet|shut up|to shut up|go silent|stop talking|to stop talking)`,
    `(just show|only show|show me) (the map|the route|the arrows|the directions) (no|without) (voice|talking|speech|the voice|spoken directions)`,
    `the ${NAVIGATOR} (talks too much|won't shut up|is too chatty|keeps talking|is annoying me|is getting on my nerves) (mute it|silence it|)`,
    "(i don't need|i don't want|we don't need) (the|) (spoken directions|voice guidance|navigation voice|directions read out|directions out loud) (just the map|anymore|)",
    `(keep|leave|drive with) the ${NAVIGATOR} (quiet|silent|muted|on mute)`,
  ],
  'navigation.unmute': [
    `(let|have|get|make) the ${NAVIGATOR} (talk|speak|talk again|speak again|talk to me again|speak up again)`,
    `(unmute|un mute) (the|) ${NAVIGATOR}`,
    `(unmute|un mute) (the|) (directions|guidance|nav voice|voice guidance|navigation voice|turn by turn)`,
    `(turn on|enable|switch on|turn back on|start|activate|put on|bring back|give me back|i want|restore) (the|) ${VOICE}`,
    `(turn|switch|put) the ${VOICE} (on|back on|on again)`,
    '(say|speak|read out|announce|tell me|call out|give me) the (directions|turns|route) (again|out loud|aloud)',
    "i (can't|don't|no longer|can't seem to) hear the (navigation|directions|navigation voice|sat nav|gps|route guidance|spoken directions)",
    `why (is|has) the ${NAVIGATOR} (not talking|gone quiet|so quiet|stopped talking|silent|muted)`,
    `the ${NAVIGATOR} (is silent|is muted|isn't talking|has gone quiet|stopped talking) (turn it back on|unmute it|let it talk|)`,
    `(i want|i need|i'd like) (to hear|to have) the (directions|turns|navigation|sat nav|route) (again|out loud|spoken|read out)`,
    '(navigation|sat nav|gps|nav|satnav) (voice on|voice back on|with voice|talk to me|speak up|with sound|sound on|unmute)',
    '(keep|start) (telling me where to turn|telling me the turns|talking me through the route|reading out the directions)',
  ],
};
