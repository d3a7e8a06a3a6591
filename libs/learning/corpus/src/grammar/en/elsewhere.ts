const PART =
  '(sunroof|heated seats|ac|air conditioning|wipers|trunk|boot|headlights|fog lights|mirrors|stereo|radio|sat nav|tailgate|windscreen|back window|heating|massage seats|ambient lights|charge port|seats|passenger window|steering wheel|speakers|seat heater|high beams|volume knob|touchscreen|tyres|battery|door locks)';
const PARTS =
  '(sunroofs|windows|car seats|headlights|mirrors|speakers|tyres|heaters|air conditioners|windscreens|wipers|car radios|seat covers|batteries|light bulbs|doors|charging points|navigation systems|car phones|massage chairs)';
const SOMEONE =
  '(my brother|my sister|my dad|my uncle|my neighbour|my boss|my cousin|our friend|his company|her husband|this guy|my mate|<person>|<person>|the man next door|my old teacher|her firm)';
const THEIRS =
  "(my brother's|my old|his|her|the neighbour's|my mum's|the rental|our other|my first|<person>'s|dad's|that|the company's|my ex's|your)";
const ROOM =
  "(at home|at the house|in the house|in the kitchen|in the living room|upstairs|in the bedroom|in the office|at work|in the shop|at my mum's|in the caravan|in the hotel|in the garage|in the flat|in the bathroom|in the garden|at the cottage|in the basement|in the lounge|in the hallway|in my room)";
const HOUSE =
  '(heating|window|lights|radio|door|air conditioning|fan|curtains|tv|oven|boiler|alarm|shower|blinds|thermostat|light|music|lamp|telly|fridge|kettle)';
const DEVICE =
  '(tv|telly|oven|kettle|dishwasher|washing machine|tumble dryer|hoover|vacuum|robot vacuum|porch light|garden lights|kitchen light|bedroom lamp|living room lights|christmas lights|garage door|front gate|gate|boiler|central heating|house alarm|doorbell camera|coffee machine|microwave|toaster|sprinklers|hot tub|computer|laptop|printer|playstation|xbox|netflix|youtube|router|electric blanket|iron|hair dryer|baby monitor|fish tank|pool pump|smart plug|air fryer|slow cooker)';
const GADGET =
  '(dash cam|dashcam|dash camera|wifi hotspot|hotspot|wifi|wireless charger|phone charger|reversing camera|backup camera|rear view camera|three sixty camera|parking camera|surround view|parking sensors|cruise control|adaptive cruise|speed limiter|lane assist|lane keeping|autopilot|self driving|park assist|auto park|traction control|stability control|start stop|auto hold|hill hold|handbrake|parking brake|head up display|blind spot monitor|sentry mode|valet mode|camp mode|dog mode|car wash mode|tow mode|child locks|car alarm|tracker|airbags|abs|engine|ignition|horn|indicators|turn signals|cb radio|fridge|cool box|karaoke|games|video|seat belt alarm|glovebox light|beacon|siren|winch|trailer brake|engine brake|retarder|diff lock|four wheel drive|exhaust brake|airplane mode|cabin camera)';

/** English talk about other machines, driving itself, general knowledge, and words of the cockpit in sentences that ask for nothing. */
export const EN_ELSEWHERE: readonly string[] = [
  // Other people's cars, and our own things as a topic.
  `${SOMEONE} (sells|repairs|fits|designs|makes|imports|collects|steals|cleans|installs|hates|used to sell|works with|invented|buys) ${PARTS}`,
  `${THEIRS} (car|truck|van|house|one|motor) (has|had|came with|doesn't have|never had|has got) (no |a |)${PART}`,
  `the ${PART} (on|in|of) ${THEIRS} (car|truck|van|bus|one) (broke|leaks|is broken|got stuck|never worked|was amazing|rattles|is rubbish|cost a fortune|was replaced|squeaks)`,
  `(i|we|he|she|they|${SOMEONE}) (had|got|want|ordered|broke|replaced|fixed|cleaned|paid for) the ${PART} (fixed last year|replaced twice|again last winter|for the new car|on ebay|at the garage|last summer|last month|before the mot)`,
  `(i think|i reckon|he says|they say|apparently|i read that|someone told me|did you know) (the ${PART} leaks|the ${PART} is broken|heated seats are bad for you|sunroofs leak|${PARTS} are expensive|led headlights last longer|${PARTS} use a lot of power|the ${PART} costs extra)`,
  `(do you think|is it true|who says|why do people say) (the ${PART} is worth it|heated seats use a lot of battery|${PARTS} are a waste of money|i need new ${PARTS}|we should get ${PARTS}|a car needs ${PARTS})`,
  `(how much|where|why|when) (did you pay for|did he get|does he need|did they fix|did you buy|do they make) (the ${PART}|those ${PARTS}|these ${PARTS}|his ${PARTS})`,
  `(what does|how does|who invented|how do you clean|how much is|what is) (a|the) ${PART} (do|work|mean|cost|made of|)`,
  `(remember when|that time|the day|last time) (the ${PART} broke|we lost the ${PART}|you broke the ${PART}|he sat on the ${PART}|the ${PART} fell off|we forgot to close the boot)`,
  `(if|when) (i had|we get|i win|they fix|we had|he gets) (a |the |)${PART} (i'd be happy|it would be great|next year|on the new car|i'd never drive anything else|that would be nice)`,
  `(i|we|she|he|somebody) left the ${HOUSE} (on|open) ${ROOM} (again|last night|this morning|)`,
  `(i|we|she|he) (left|forgot to close|forgot to lock|closed|opened|locked) the (window|door|shutters|gate) (of the shop|of the house|at home|at the office|of my room|of the shed|of the garage|of the flat) (last night|this morning|again|)`,
  `the ${HOUSE} ${ROOM} (broke|is broken|doesn't work|won't turn off|is still on|needs fixing|keeps making a noise|was left on|has been off all day|is freezing)`,
  `(did (you|i|we) (close|lock|turn off|switch off|leave on)|have (you|i|we) (closed|locked|turned off|switched off)) the ${HOUSE} ${ROOM}`,
  `(is|was) the ${HOUSE} (on|off|open|closed|locked|still on) ${ROOM}`,
  `(turn|switch|put) (on|off) the ${HOUSE} ${ROOM}`,
  `(turn|switch|put|leave) the ${HOUSE} ${ROOM} (on|off)`,
  `(open|close|shut|lock|check|set) the (${DEVICE}|${HOUSE} ${ROOM})`,
  '(the|my|our|that|his) (heated debate|window of opportunity|mirror image|light bulb|seat on the plane|fan club|boot camp|open day|light lunch|cold call|hot dog|warm welcome|air show|drive in|trunk of the tree|charge on my card|volume two of the book|wiper on his glasses|window seat|seat at the table|air fare|radio presenter|weather girl|traffic warden|route to success) (was great|is on saturday|is over|was a disaster|costs a fortune|is fully booked|went well|was cancelled|is amazing|meets on tuesday)',
  // Other machines, and what this car leaves to its own buttons.
  `<on> (the|my|) ${DEVICE}`,
  `<off> (the|my|) ${DEVICE}`,
  `(turn|switch|put) (the|my) ${DEVICE} (on|off)`,
  `(is|are|did i leave|have i left|did we leave) (the|my) ${DEVICE} (on|off|running)`,
  `<on> (the|my|) ${GADGET}`,
  `(turn on|switch on|activate|enable|start|engage|use|put on) (the|) ${GADGET}`,
  `(turn off|switch off|deactivate|disable|cancel|disengage|release|stop) (the|) ${GADGET}`,
  `(turn|switch|put) (the|my|) ${GADGET} (on|off|back on)`,
  `${GADGET} (on|off|please|on please)`,
  '(pair|connect|sync|disconnect|forget|charge|find|unlock|link|add|mirror) (my|a new|the|his|her) (headphones|iphone|laptop|tablet|watch|ipad|airpods|device|controller|second phone|earbuds|smart watch)',
  '(open|close|launch|start|update|install|download|delete) (spotify settings|the app store|settings|whatsapp|instagram|facebook|tiktok|zoom|teams|the browser|safari|chrome|my banking app|the camera app|waze|the software|the latest update|the manual|google)',
  '(alexa|siri|google|hey google|hey siri|ok google|cortana|jarvis|computer|bixby) (what time is it|play something|turn on the lights|stop|set a timer|how are you|tell me a joke|call a cab|open the garage|)',
  '(set|change|reset) the (clock|language|alarm|trip meter|time|units|wallpaper|ringtone|password|pin code|wifi password) (to english|please|back|to summer time|)',
  // Driving itself.
  '(brake|break|accelerate|slow down|speed up|overtake|reverse|back up the car|steer|pull over|pull in|indicate|merge|swerve|park|change gear|change down|change lanes|give way|stop at the lights|go round him|turn around|do a u turn|honk|beep|flash them|drive|drive on|follow that car|let him pass|keep your distance|hit the gas|floor it|step on it|take over|take the wheel) (now|please|a bit|for me|mate|quick|will you|here|there|at the next corner|)',
  '(overtake|follow|pass|flash|beep at|honk at|let in|ram|chase|avoid hitting|cut off|wave at) (that|the|this) (lorry|truck|car|van|bus|taxi|tractor|cyclist|motorbike|caravan|idiot|guy in front|police car)',
  '(drive|park|steer|reverse|valet|parallel park|back) (yourself|by yourself|itself|the car for me|for me|the car|into that space|into the garage|out of here|for a while)',
  '(can you|could you|i want you to|will you|are you able to|let the car|please|you should) (drive yourself|take over the wheel|park the car|park for me|overtake this truck|change lanes|brake for me|drive for a bit|reverse out|stop at the red light|drive without me|steer|do the driving|keep the distance|parallel park)',
  '(turn|go|bear|keep|swing|take a|hang a) (left|right) (here|at the lights|at the roundabout|after the church|now|at the next one|please|at the junction|up there)',
  '(take|go straight over at|come off at) (the next exit|the second exit|the roundabout|the slip road|the first left|the third right|junction <small>)',
  '(put|shift|get|stick|leave|knock) (it|her|the car) (in|into) (park|reverse|neutral|first|second gear|drive|low gear|four wheel drive|fourth)',
  '(start|stop|kill|rev|cut|turn over|switch off) the (engine|motor|car engine|ignition)',
  '(limit|set|hold|keep|raise|lower) (the|my|your) speed (to|at) (<number>|fifty|seventy|the limit|sixty miles an hour)',
  '(disable|ignore|override|switch off|bypass) the (airbag|seat belt warning|speed limit|red light|brakes|lane departure|emergency brake|alarm|abs|driver monitoring|police)',
  '(pop|open|release|unlatch|close|shut) the (hood|bonnet|glovebox|glove box|glove compartment|ashtray|cup holder|armrest|centre console|engine cover|sunglasses holder|partition|privacy screen|trailer hitch|roof box)',
  // A general assistant.
  "(what's|what is|how much is|calculate|work out|tell me) (<number> (plus|minus|times|divided by|percent of) <number>|half of <number>|<number> squared|the square root of <number>|the tip on <number> pounds|<number> dollars in (pounds|euros|rupees)|pi to ten places)",
  '(convert|how many|what is|how much is) <number> (pounds|miles|stone|ounces|dollars|feet|fahrenheit|rupees|euros|gallons|inches|pints) (in|to|into) (kilos|kilometres|grams|pounds|metres|celsius|dollars|litres|centimetres)',
  "(how do you say|what's|translate|how do i say|what is the word for) (hello|thank you|good morning|where is the toilet|i love you|one beer please|goodbye|i'm lost|happy birthday|sorry|<word>) in (french|spanish|german|hindi|italian|chinese|japanese|welsh|polish|urdu|tamil|arabic|portuguese)",
  "(how do you spell|what does|define|what's another word for|look up the word|what rhymes with) (necessary|rhythm|<word>|serendipity|ubiquitous|conscientious|ambiguous|<family>) (mean|)",
  '(who|what) (won|scored|lost) (the (game|match|cup|election|league|race|grand prix|final|test match|super bowl|oscars)|between <town> and <town>|the <town> game) (last night|yesterday|this year|)',
  "(what's|how's|what was) the (score|final score|result) (of the (game|match|cricket|test)|in the <town> game|now|so far|today|)",
  '(who|what|where|when) (is|was|invented|discovered|wrote|painted|founded|are|built) (the capital of <town>|the prime minister|the tallest building|gravity|the telephone|the queen of england|penicillin|the first world war|romeo and juliet|the taj mahal|napoleon|einstein|<person> <family>|the biggest country|the titanic|dinosaurs|black holes|the great wall)',
  '(how (tall|old|big|rich|heavy|far away) is) (mount everest|the moon|<artist>|<person> <family>|the eiffel tower|the sun|a blue whale|the king|the president|mars|the pope|elon musk)',
  '(why (is the sky blue|is the sea salty|are bananas bent|do cats purr|do we dream|do leaves turn brown|do onions make you cry)|how (do planes fly|do magnets work|do bees make honey|does a rainbow form|was the earth made|does the stock market work))',
  "(what's|how's|how is|check|what is) (tesla|apple|amazon|bitcoin|google|the dow|the nasdaq|the ftse|gold|the pound|microsoft|my portfolio|the stock market|the sensex|the exchange rate|ethereum|crude oil) (trading at|doing|worth|today|doing today|at|up to)",
  "(tell me|give me|do you know|say|make up|i want|let's hear|got any) (a joke|another joke|a riddle|a fun fact|a story|a poem|something funny|some gossip|a tongue twister|something interesting|a secret|a quote|some trivia|a limerick|a dad joke|a ghost story)",
  '(who|what|where|how) (are you|made you|do you live|old are you|is your name|do you look like|is your favourite colour|can you do|do you think of me|is your star sign|were you born|do you feel today)',
  '(do you|can you|did you|would you) (like|love|enjoy|hate|know about|believe in|dream of|ever get tired of|understand|remember) (music|me|jazz|driving|cars|dogs|winter|the rain|football|people|siri|being a car|children|the colour blue|my wife|ghosts|god|pizza|long drives|my name|poetry|dancing|snow|art)',
  '(are you) (a robot|real|human|married|happy|alive|listening to me|smart|a man or a woman|sleepy|from india|sentient|stupid|jealous|better than alexa|an ai|recording me|single|okay|angry with me)',
  "(you're|you are|you) (useless|brilliant|the best|so funny|stupid|amazing|a star|a genius|not very clever|getting worse|my hero|annoying|drive me mad|sound nice|never listen|make me laugh|rubbish|a lifesaver|rock|so smart)",
  "(i) (love you|hate you|like you|miss you|trust you|can't stand you|want to marry you|think you're funny|don't trust you|don't believe you|wish you were real)",
  '(remind me|set a reminder|set an alarm|set a timer|wake me up|schedule a meeting|add an event|put in my diary|start a timer|set a countdown|make a note|book a meeting|take a note) (for|at|in|to|about) (<small> minutes|<number> minutes|half past <small>|tomorrow morning|buy milk|call the bank|<person>|noon|take my pills|the dentist|an hour|pay the rent|six thirty|pick up the dry cleaning|the school run|my flight)',
  '(add|put|write|remove) (milk|eggs|bread|nappies|batteries|wine|cheese|toothpaste|dog food|onions|toilet roll|coffee beans|<word> juice) (to|on|off|from) (my|the) (shopping list|list|grocery list|to do list|basket|amazon basket)',
  "(order|buy|book|get|reserve|find me|cancel) (a table for <small>|a taxi|an uber|two tickets for <artist>|a flight to <town>|a large pepperoni|some flowers for my wife|a haircut|a hotel room in <town>|a doctor's appointment|a new phone case|cinema tickets|the usual from <brand>|a cab|train tickets|a massage appointment|a window cleaner|a tennis court)",
  '(send|write|read|reply to|delete|forward|check|dictate) (a message to <person>|a text to my wife|an email to hr|my messages|the last text|my emails|a whatsapp to <person>|my voicemail|the group chat|a postcard to <town>|my notifications|his text|that email)',
  "(text|message|whatsapp|email|tell) (<person>|my wife|my husband|mum|the office|my boss|<relation>) (i'm late|i'm on my way|happy birthday|i'll be ten minutes|to wait|we're nearly there|the answer is no|that i love her|i'm stuck in traffic|see you soon|good luck)",
  "(what's|what is|when is|do i have|anything) (on my calendar|in my diary|my next meeting|the next bank holiday|my schedule|on today|the first meeting|on telly tonight|my shift|<person>'s birthday|diwali this year|in the news|mother's day) (today|tomorrow|this week|)",
  '(what|which) (time|day|date|year|month) (is it|is it now|is it in <town>|does the shop close|is easter|was the moon landing|does the match start|is sunset)',
  '(what|where|who|how much|how many) (do hgv drivers earn|should i cook tonight|can i watch on netflix|is the cheapest flight to <town>|calories are in a burger|people live in <town>|is the diesel price in <town>|is the bus fare|states are there|is a pint in london|is my horoscope)',
  '(flip a coin|roll a dice|pick a number|count to <small>|sing me a song|sing happy birthday|do a dance|bark like a dog|moo like a cow|say my name|tell me i look good|beatbox|rap for me|talk like a pirate|play a game with me|ask me a riddle|guess my age|read me a poem|speak french|talk to me)',
  '(how do i|how can i|how do you|teach me to|show me how to|what is the best way to) (cook rice|bake a cake|tie a tie|change a tyre|lose weight|make tea|learn hindi|get rich|fix a tap|clean leather|jump start a car|boil an egg|meet girls|quit smoking|train a puppy|fold a shirt|get rid of ants|remove a stain|build a shed)',
  '(is|are|was) (the bank|the shop|<brand>|the library|the chemist|the post office|the pub|<brand> in <town>|the gym) (open|closed|open on sunday|still open|open late|busy now|any good|hiring)',
  '(clock|log|sign|put|mark) me (in|out|on duty|off duty|as on break|as driving|as off duty|as on duty|on rest)',
  '(how many|how much) (hours|breaks|driving time|duty hours|rest) (do i have|have i got|are left|can i take|until my break|have i driven) (today|this week|left|)',
  // Half a request.
  '(turn|switch|put|open|close|set|call|start|change|move|make|take|get|give|shut|raise|increase|activate|adjust|enable)',
  '(turn|switch|put|set|open|close|change|move|make|start|adjust|raise|lower|shut) (the|my|up the|down the|on the|off the|a|that|to the|to|in the|your|this)',
  '(turn on|turn off|switch on|switch off|put on|turn up|turn down|activate|deactivate|start the|stop the|enable|disable|take me|navigate|shut|pull)',
  '(turn on|turn off|switch on|switch off|put on|turn up|turn down|activate|deactivate|open up|close up) (the|my|a|that|this|the the|the um|um|the er|uh the|that the|um the thing)',
  '(can|could|would|will) (you|you please|you just|you um|we|i|you maybe|you possibly|you kindly) (turn|put|switch|set|make|open|um|er|the|get|)',
  "(i want|i'd like|i need|i want you|i would like|i was going to|i wanted|let's|let me|please|could we|what about|how about|what if|is it|where is the|is the|do we|what's the|are the|tell me|show me|why is the) (to|you to|the|a|um|er|to um|the um|)",
  '(can you|could you|please|just|now|i want you to) (do|fix|sort|change|move|handle|check|start|adjust|get) (that|it|the thing|this|something|that thing|the other thing|one of those|whatever)',
  '(do|fix|handle|sort|change|adjust|move|undo|repeat) (the thing|that thing|the other thing|that one|something|the usual|the whatsit|the doodah|the thingy|you know what|this thing|that bit) (again|please|for me|)',
  '(a bit|a little|a lot|slightly|much|some|even|just a bit|a touch) (more|less|further|of that|higher|over there|to the side)',
  '(the|that|this|my|one of those|not the) (thing|button|other thing|switch|whatsit|knob|gadget|one over there|stuff|lever|handle)',
];
