const PERSON =
  '(the baby|my (wife|husband|mum|dad|daughter|son|gran|boss|girlfriend|boyfriend|nan)|<person>|grandma|grandad|the little one|the dog|the cat|my passenger|everybody|the toddler|our guest|the client)';

/**
 * English templates of why somebody asks. None names what the car should do, so that the request beside it stays what it is: complaints
 * that are requests themselves ("it's stuffy") stand with their intents.
 */
export const EN_REASONS: readonly string[] = [
  `${PERSON} is (asleep|sleeping|napping|in the back|on the phone|carsick|getting in|getting out|coming along|driving next|scared|not well|pregnant|fussy|waiting|crying|complaining|hungry|bored)`,
  `${PERSON} (just fell asleep|has a headache|wants to sleep|feels sick|doesn't like it|likes it that way|asked for it|can't sleep|prefers it|told me to|needs it|is sitting there|won't stop crying|has a cold)`,
  '(the kids|the boys|the girls|they|my parents) are (asleep|sleeping|in the back|fighting again|bored|getting restless|tired|hungry|complaining|coming with us|arguing|watching a film)',
  "(we're|i'm|we are|i am) (nearly|almost|finally|just about) (home|there|at the office|at work|at the hotel|back|at the school)",
  "(we're|i'm|we are|i am) (on the motorway|on the highway|on the freeway|in the tunnel|in the car park|at the drive through|at the border|stuck in traffic|in a hurry|running late|low on fuel|low on battery|saving the battery|parking|parked|leaving now|going for a long drive|waiting for somebody|on a break|in town|at the lights|in the countryside|at the car wash)",
  "(we're|i'm|we are) (getting on|coming off|about to get on|going through|coming up to|joining|leaving|about to leave) (the motorway|the freeway|the tunnel|the toll|the city|the village|the ring road|the mountains|the ferry)",
  "(i'm|i am) (tired|exhausted|knackered|sleepy|shattered|late|not feeling well|pregnant|on my own today|a bit stressed|in a rush|working|eating|having a sandwich|wearing a suit|wearing a thick coat|only small|too tall for this|getting old|back from the gym|soaked|wet through|ready|bored|sick of this|not awake yet|feeling lazy|expecting a call)",
  "(i've|i have|we've) (got|had) (a headache|a bad back|a cold|a long day|bags|my hands full|wet hair|a long drive ahead|guests|a meeting in ten minutes|a migraine|no time|luggage|a sore neck|an early start|the shopping with me|sunburn)",
  'my (back hurts|hands are full|neck is stiff|eyes are tired|hair is wet|legs are long|head hurts|shoulder aches|knees hurt|eyes hurt|hands are dirty|phone is dead|mother is visiting|glasses are at home|arms are full)',
  "(it's|it is) (getting dark|dark out|raining|pouring|snowing|foggy|late|early|monday|been a long day|a long way|for the kids|for my mum|for the dog|a nice day|night time|rush hour|bucketing down|chucking it down|slippery|icy out there|drizzling|a lovely evening|my birthday|friday night|not urgent|important|an emergency|the last time i ask)",
  "(the) (sun's in my eyes|road's icy|road is wet|road is bumpy|sun is going down|weather is awful|weather's turned|traffic is terrible|battery's low|battery is nearly flat|rain's stopped|fog's coming in|lorries are loud|road is noisy|journey is long|meeting starts soon|boss is calling|queue isn't moving|roads are empty)",
  "(there's|there is) (a lot of traffic|a bug in here|a funny smell|someone behind us|a tunnel ahead|a police car behind us|ice on the road|nobody in the back|a storm coming|a wasp in here|someone getting in|no rush|a car coming|a queue|dust everywhere|a child on board)",
  "i (can't see|can't hear a thing|can't concentrate|need to concentrate|need to take this call|want to sleep a bit|just washed the car|just woke up|just had lunch|asked already|don't have my glasses|have to make a call|need a rest|want to relax|hate this weather|can't be bothered|can't reach it|can't find the button|don't know how|forgot earlier|always do|like it that way|keep forgetting|never know where that is|am allergic)",
  "(she's|he's) (cold|hot|carsick|asleep|getting in|tall|short|sensitive|waiting|in a mood|complaining again|nearly asleep|on the phone|only three|elderly|sitting there|freezing back there)",
  '(before|until) (i forget|we go|we set off|we get there|it gets dark|the kids wake up|i fall asleep|we hit the motorway|she wakes up|it starts raining|we arrive|he notices|the lights change)',
  "(because|cause|since|as) (it's late|i'm tired|the kids are asleep|i can't see|it's dark|i'm alone|we have guests|it's so quiet|she asked|i like it|we're in a hurry|it's a long way|i'm on the phone|my back hurts|the sun's out|we're nearly there|i've got my hands full)",
  "(so|so that) (i can sleep|i can concentrate|we can talk|the kids can sleep|i can see|i can hear you|nobody gets cold|she can rest|we don't get wet|we save some power|i don't fall asleep|i can think|the dog is happy|i can relax)",
  "(if|when|as soon as) (you can|you don't mind|possible|that's okay|it's not too much trouble|you get a chance|you're ready|that works|you would|it isn't too late|you know how)",
  "(last time i ask|like last time|like yesterday|as usual|same as always|the way i like it|as before|you know how i like it|like i said|as i told you|for a change|for once|just in case|that's all|that's better|it's too much|for safety|no particular reason|to be on the safe side|just like my wife has it|don't ask why|if that's alright with everyone)",
  "(we've arrived|here we are|home at last|off we go|long day|what a day|what weather|bit of a drive ahead|kids in the back|dog in the back|baby on board|traffic's awful|they're fighting again|nobody's in the back|someone's getting in|grandma's in the back|my wife is driving next|smells like fish|busy road|school run|early shift|night shift|big hill coming up)",
];
