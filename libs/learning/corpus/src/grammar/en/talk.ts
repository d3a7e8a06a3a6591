const CHILD =
  '(kids|guys|boys|girls|sweetheart|honey|darling|buddy|mum|mom|dad|daddy|mummy|love|babe|mate|dude|man|<person>|son|poppet|everyone|you two|you lot)';
const WHO =
  '(he|she|my boss|my mum|my brother|my sister|my neighbour|<person>|<person>|the teacher|the doctor|the plumber|your dad|your mother|the guy at work|our landlord|my mate <person>)';
const EVENT =
  '(party|meeting|wedding|match|funeral|interview|exam|concert|barbecue|dinner|christening|conference|school play|parents evening|holiday|gig|birthday|delivery|appointment)';
const LATELY =
  '(yesterday|last night|last week|this morning|on sunday|the other day|last year|ages ago|on holiday|at work|at school|at the weekend|earlier|just now)';
const BELONGING =
  '(keys|phone|wallet|purse|glasses|sunglasses|passport|tickets|charger|water bottle|lunchbox|homework|nappies|coat|umbrella|gloves|bag|parking ticket|credit card|dummy|teddy|headphones|coffee|sandwiches|change)';
const FOOD =
  '(crisps|chips|a sandwich|a sweet|a biscuit|water|juice|an apple|gum|a banana|a cookie|coffee|a mint|the last doughnut|some chocolate|raisins)';
const SIGHT =
  '(cow|sheep|sunset|rainbow|tractor|helicopter|castle|horse|dog|motorbike|ferrari|police car|fire engine|digger|view|bridge|house|queue|lorry|idiot|car|deer|plane|snowman|church|river)';
const DRIVER =
  '(guy|idiot|muppet|taxi|lorry|bus|van|truck|cyclist|old man|woman|white van|bmw|tesla|motorbike|driver|uber|learner|tractor|pedestrian)';

/** What English speakers say in a car to each other, to other drivers and into a telephone; none of it is for the cockpit. */
export const EN_TALK: readonly string[] = [
  `${CHILD} (look at|did you see|have you seen|what about|check out|wow look at) (that|the) ${SIGHT}`,
  `(look at|did you see|have you seen|wow|oh look a|there's a|mind the|watch out for that|careful a) (that |)${SIGHT}`,
  `(have you got|did you bring|did you pack|where are|where is|where did you put|who took|i forgot|i've lost|pass me|give me|hold) (the|my|your|his) ${BELONGING}`,
  `(where did i (leave|put)|have you seen|i can't find|did i bring|i think i left|do you have) (my|the) ${BELONGING} (at home|in the office|on the table|)`,
  `(can i have|i want|give me|pass me|do you want|who wants|anyone for|hand me|is there any) ${FOOD} (${CHILD}|please|)`,
  `${CHILD} (stop fighting|stop it you two|sit still|sit down|pack it in|calm down|behave|eat your sandwich|wake up we're here|say sorry|put that down|stop kicking my chair|no more sweets|don't touch that|belt on|leave your brother alone|get your shoes on|blow your nose|cover your mouth|hands to yourself|stop crying|that's not funny|say thank you|hold my hand|look at me)`,
  '(stop fighting|pack it in|sit still|behave yourselves|settle down|calm down|give it back to her|say sorry|leave him alone|no kicking|hands off|stop hitting him|eat up|use a tissue|wipe your nose|no more sweets today) (kids|you two|now|boys|please|in the back|back there|i mean it|)',
  `(mum|mom|dad|mummy|daddy|miss) (he's hitting me|she's looking at me|he won't share|i need the toilet|i'm bored|i feel sick|are we there|i dropped my toy|he took my bear|she started it|i'm hungry|my tummy hurts|can i have an ice cream|why is the sky blue|is that a cow|i don't want to go|he's on my side|i want to go home)`,
  '(are we there|is it far|i spy with my little eye|are we lost|why have we stopped here|are we having lunch|can we get ice cream|will grandma be there|can i sit in the front) (mum|dad|daddy|)',
  `${WHO} (said|told me|thinks|reckons|says|swears|promised|complained) (he is leaving|it was fine|we should move|it's your turn|dinner is at eight|nothing happened|they're getting divorced|she got the job|it's too expensive|it'll be fine|he never said that|they sold the house|i was late|she hates her boss|we can stay there)`,
  `${WHO} (is|was|isn't|wasn't) (late again|pregnant|so rude|in hospital|getting married|on holiday|moving house|looking for a job|very kind|at the ${EVENT}|coming to the ${EVENT}|off sick|fuming|on the train|feeling better|the best|a nightmare)`,
  `${WHO} (bought|sold|lost|found|crashed|forgot|broke|wants|likes|needs|hates) (a house|his job|her keys|a puppy|his leg|her passport|the flat|a boat|the dog|a new bike|his marbles|the cake|my birthday|her exam)`,
  `(how was|how did|what about|when is|are you coming to|did you enjoy|i can't wait for|i'm dreading|what are you wearing to|who is coming to) (the|your|that) ${EVENT} (then|again|on friday|)`,
  `(i|we) (saw|met|had|went to|heard about|missed|watched|bumped into) (<person>|a great film|<person> and <person>|the ${EVENT}|your mum|an old friend|the new neighbours|a lovely pub) ${LATELY}`,
  "(shall we|should we|do you want to|maybe we should|we could|we ought to|let's) (get a takeaway|watch a film|invite <person>|have a barbecue|go camping|paint the kitchen|get a dog|move abroad|ask your mum|split the bill|stay another night|talk about it later|play i spy|book the hotel|have kids)",
  "(i think|i guess|i suppose|i hope|i wonder|i bet|i reckon|i swear) (not|it's fine|she'll be late|they've won|we're lost|he likes you|it'll work out|we missed the turn|we've been here before|that's <person>|it's going to be a long day|nobody will come)",
  "(i'm|i am|i was|i've been) (so tired|knackered|shattered|starving|thirsty|bored|gutted|over the moon|in a good mood|in a bad mood|working late|on a diet|getting married|pregnant|fed up|worried about <person>|thinking about dinner|not feeling great|so proud of you|hung over|done for the day|off tomorrow|up since five|fifty next year)",
  "(i could|i'd) (murder a curry|kill for a coffee|sleep for a week|eat a horse|do with a holiday|use a drink|never do that|rather die|love a cold beer|do with a nap|eat a whole pizza)",
  '(happy birthday|congratulations|merry christmas|happy new year|good luck|bless you|well done|cheers|sorry|my condolences|safe travels|get well soon|sweet dreams|welcome back) (to you|love|mate|<person>|everyone|dear|darling|buddy|)',
  // Into a telephone.
  "(yeah|yes|no|hi|hello|hey|ok|right|so) (i'm in the car|i'm driving|i'm on my way|i'll be there in <number> minutes|i'll call you back|i'm stuck at work|i can't talk now|you're breaking up|can you hear me now|i'm on the train|it's <person>|i just left|i'll text you|speak later|bye bye|love you bye|see you then|put him on|what did he say)",
  "(you're breaking up|the line is bad|can you hear me|say that again you cut out|i lost you there|are you still there|hello hello|wrong number mate|bye love|talk soon|see you in a bit|i'm losing you|sorry i was on the other line|let me call you later|text me the address)",
  "(tell|ask) (him|her|them|<person>|your mum|the client|the lads) (i said hi|i'll be late|to wait for me|the invoice is paid|what he wants|we're nearly there|it's on the table|the meeting's moved|if she's coming|to bring a coat|i'm sorry)",
  "(the|our|that|their) (invoice|contract|meeting|client|budget|order|delivery|quote|deadline|report|supplier|project|boss) (is late|was cancelled|is on monday|needs signing|has changed|was moved|looks good|went well|is a mess|hasn't arrived|starts at nine|got approved)",
  '(did you|can you|could you|will you|please) (feed the cat|see the game|hear what <person> said|pay the bill|finish your homework|talk to <person>|get the shopping in|sign that form|ask your dad|walk the dog|text your sister|hold the baby|pass the tissues|read that sign|see the exit)',
  "(hold on|hang on|wait|one sec|bear with me|just a second|give me a minute|two minutes|hold that thought) (love|mate|darling|kids|<person>|babe|i'm driving|i'm thinking|i'm on the phone|i'm parking|let me think|let me see|i'm nearly done|sweetie|a moment)",
  '(what|sorry|pardon|eh|huh|excuse me) (what|did you say|was that|love|me|mate|again|come again|i was miles away)',
  // To other drivers.
  `(come on|move it|oi|hey|get out of the way|watch it|after you|thank you|thanks mate|hurry up|what are you doing|learn to drive|are you blind|use your mirrors|pick a lane|let me in|stay in your lane) (mate|you ${DRIVER}|grandpa|buddy|pal|will you|for crying out loud|you muppet|sunday driver|)`,
  `(that|this|the|what is that|look at this) ${DRIVER} (nearly hit me|has no lights on|just cut me up|is all over the road|is on his phone|won't let me in|is going so slow|is tailgating|jumped the light|has no idea|doesn't know where he's going|ran a red light|is texting|stole my space)`,
  "(what a|such a|total|bloody|absolute|stupid|oh what a|it's a) (idiot|muppet|lovely day|mess|nightmare|view|shame|joke|disaster|beautiful morning|bargain|relief|long day|moron|tool|pain in the neck|rip off)",
  '(speed camera|police|red light|roundabout|pothole|speed bump|toll booth|cyclist|ambulance|bend|zebra crossing|school bus|roadkill|lollipop lady) (up there|ahead|on the left|behind us|coming up|careful|right there|slow down|over there|watch out)',
  "(there's|is there|that's|i see|here's) (a space there|the exit|our turn|a speed camera|a parking space|the hotel|somebody waving|a police car|a queue already|the school|no parking here)",
  // To nobody.
  `(um|uh|er|erm|hmm|uhm|umm|uhh|ehm|mmm|ah) (um|uh|er|erm|hmm|so|well|like|)`,
  `(um|uh|er|erm|hmm|so|well|like|right|okay|anyway|oh) (um|uh|er|erm|hmm|so|well|like) (um|uh|er|anyway|)`,
  "(so|well|anyway|right|um|er|now) (anyway|where was i|what was i saying|what was i going to say|i forgot what i wanted|let me think|let me see|how do i put this|what's the word|as i was saying|that was that|there we go|here we are)",
  "(oh|ah|ugh|wow|blimey|jeez|oh my|good grief|well well|gosh|crikey|yikes|dear me|bloody hell|oh dear|for heaven's sake|holy cow|oops|ouch) (well|my|god|dear|man|boy|not again|that was close|what now|really|seriously|here we go|typical|)",
  '(testing|test|one two|check) (one two three|one two|testing|check|mic)',
  '(la la la|doo be doo|tra la la|na na na|hmm hmm hmm|oh baby baby|sweet caroline ba ba ba|ten four good buddy|over and out|copy that big <word>|breaker breaker)',
  "(fair enough|whatever you say|tell me about it|that's life|it is what it is|you never know|could be worse|same old same old|no worries|no problem|no idea|beats me|who knows|who cares|i don't know|i don't mind|i don't care|not my problem|so what|says who|you tell me|long story|speak of the devil|small world|my pleasure|you're welcome|don't mention it|mind your own business|good for you|good point|i told you so|that makes sense|makes no sense|that's hilarious) (mate|love|really|to be honest|i suppose|then|)",
];
