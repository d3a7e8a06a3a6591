const YES =
  '(yes|yeah|yep|yup|ya|yah|aye|uh huh|mm hmm|mhm|sure|ok|okay|alright|right|fine|go on|go for it|of course|absolutely|definitely|certainly|totally|indeed)';
const GO_AHEAD =
  "(please|please do|go ahead|go on|do it|do that|go for it|that's it|that's right|that's fine|that's the one|confirm|confirmed|i'm sure|i am sure|why not|of course|sounds good|sounds great|carry on|proceed|make it so|you may|correct|exactly|definitely|let's do it|let's do that|that works|works for me|by all means|be my guest|if you must|i guess|i suppose so|i think so|if you like|perfect|good idea|please go ahead|do that please|that's what i meant|that's what i want)";
const NO =
  '(no|nope|nah|naw|no no|no no no|nope nope|oh no|na|no thanks|no thank you|no ta|no cheers|not now|not really no|actually no|no actually|hmm no|erm no|um no|well no)';
const LEAVE =
  "(never mind|nevermind|forget it|forget that|forget about it|forget i asked|leave it|leave it be|leave it as it is|leave it alone|leave that|cancel|cancel that|cancel it|don't|don't do it|don't do that|don't bother|do not|no need|not needed|not necessary|that's not necessary|drop it|drop that idea|scrap that|scratch that|abort|it's fine|it's okay|it's ok|it doesn't matter|doesn't matter|i changed my mind|i've changed my mind|changed my mind|not today|not yet|maybe later|later|another time|i'm good|i'm fine|we're good|i'd rather not|better not|please don't|undo that|ignore that|ignore me|as you were|keep it as it is|i take it back|let it go|let it be|not any more|i was only joking|i don't want that|i don't want it|nothing|forget what i said)";
const SORRY =
  '(no|nope|not that|wrong|sorry|no no|no sorry|actually|wait|oops|no wait|hang on no|oh no|nah|whoops|my bad|hmm no|pardon|no no no|wait no|sorry no|er no)';
const MEANT =
  "(i meant|i mean|i said|i was talking about|i want|i wanted|it should be|make that|make it|i asked for|it's|that should be|try|what i said was|what i meant was|i'm talking about|change it to|change that to)";
const AT =
  '(driver|passenger|rear|front|back|left|right|rear left|rear right|front left|front right|back left|back right|near side|offside)';
const PART = '(side|one|seat|window|mirror|door|)';
const COLOR = '(red|blue|green|purple|white|yellow|pink|orange|gold|turquoise|warm white|violet|cyan|light blue)';
const VALUE = '(<degree>|<percent>|<level>|<level>|max|half|<number>|<number>|<small>)';

/** English templates of what is said about the conversation itself. */
export const EN_DIALOGUE: Record<string, readonly string[]> = {
  'dialogue.confirm': [
    YES,
    GO_AHEAD,
    "(confirm|confirmed|correct|that's right|you got it|exactly|exactly right|affirmative|you bet|i'm sure|i confirm|that's correct|good|perfect|sure thing|okey dokey|righto|right you are|roger|roger that|yessir|yes sir|yes ma'am|course|obviously|spot on|too right|positive|okie dokie|why not|absolutely yes|be my guest|right on|all good go ahead|very good|amen|hundred percent|yes i would|yes i do|i do|i am|it is|that's a yes|yes that's the one|that'd be great|that would be nice|that would be lovely|i'd love that|true|agreed|approved)",
    `${YES} ${GO_AHEAD}`,
    `${YES} ${GO_AHEAD}`,
    `${YES} (${YES}|) ${GO_AHEAD}`,
    `${YES} ${YES}`,
    `(yes yes|yeah yeah|yes yes yes|ok ok|sure sure|yep yep|yeah yeah yeah|okay okay|right right) (${GO_AHEAD}|)`,
    `(oh|um|er|well|hmm|ah|uh|i said) ${YES} (${GO_AHEAD}|)`,
    `${YES} (mate|love|car|dear|sir|boss|buddy|man|darling|then|now|again|i said|for sure|all right)`,
    `(go ahead|do it|go on|carry on|proceed|confirm) (then|now|please|and do it|with it|with that|already|mate|i don't mind|you have my permission)`,
    `(i'm|i am|we're|yes i'm|yeah i'm) (sure|certain|positive|happy with that|okay with that|fine with that|good with that|absolutely sure)`,
    `(that's|that is|sounds|yes that's|yeah that's) (right|correct|fine|good|okay|perfect|great|the one|what i want|what i meant|what i said|exactly it)`,
  ],
  'dialogue.cancel': [
    NO,
    LEAVE,
    `${NO} ${LEAVE}`,
    `${NO} ${LEAVE}`,
    `(actually|oh|hmm|wait|sorry|on second thought|on second thoughts|come to think of it|you know what|well|ok|okay|er|um|ah|hang on|hold on) ${LEAVE}`,
    `(actually|oh|hmm|wait|sorry|well|er|um|ah|i said|eh) ${NO}`,
    `${NO} (mate|love|car|dear|sir|buddy|man|darling|thanks very much|not this time|not that|i don't think so|that's alright|i said|way|it's okay)`,
    `${LEAVE} (please|then|for now|mate|thanks|sorry|car|love|again)`,
    `${NO} ${NO}`,
    '(cancel|undo|revert|abort|scrap|reverse|withdraw|drop) (that|this|my last request|the last command|my request|the action|the last one|that command|that request|what i said|what i just said|everything i said|the last thing|that order)',
    "(i|we) (don't|do not|no longer|didn't) (want|need) (that|it|you to do that|it anymore|that anymore|to do that|that any more|it now|this)",
    "(please|just|let's|can you|could you) (forget it|leave it|cancel that|cancel|not do that|ignore that|undo that|don't|forget that)",
    '(negative|no way|not a chance|certainly not|absolutely not|of course not|definitely not|god no|hell no|nope sorry|never|no never|not at all|under no circumstances|by no means|i refuse|denied|rather not|nothing thanks|no good)',
  ],
  'dialogue.correct': [
    `${SORRY} ${MEANT} (the|) [zone:<seat>] ${PART}`,
    `${SORRY} (the|) [zone:${AT}] (one|side|seat|window)`,
    `${SORRY} (the|) [zone:(rear|front|back|passenger|driver|left|right|my side|her side|his side|all of them|both|both sides|all)]`,
    `(i meant|i said|i mean|i was talking about|it's|i wanted|i asked for|make it|make that) (the|) [zone:<seat>] ${PART} (not the ${AT} ${PART}|)`,
    `(i meant|i said|i wanted|i asked for) [zone:(my side|her side|his side|both|both sides|all of them)] (not theirs|not just mine|)`,
    `(${SORRY}|) ${MEANT} [value:${VALUE}]`,
    `${SORRY} (to|) [value:${VALUE}]`,
    `(i meant|i said|i mean|i asked for) [value:(<degree>|<percent>|<level>|<number>)] (not <number>|not <small>|not <degree>|)`,
    `not <number> [value:<number>]`,
    `(no|nope|nah|not that|wrong|sorry|no no|no sorry|actually|i said) (the |)[color:${COLOR}] (one|i said|please|not ${COLOR}|)`,
    `(no|nope|nah|wait|sorry|actually|no sorry|no wait|oops) [color:${COLOR}]`,
    `(${SORRY}|) ${MEANT} [color:${COLOR}] (not ${COLOR}|)`,
    `not ${COLOR} [color:${COLOR}]`,
    `(not the|no not the) ${AT} (${PART}) (the|but the|i meant the|) [zone:<seat>] (one|side|)`,
    `(wrong|that's the wrong|it's the wrong|you've got the wrong|you opened the wrong|not that) (one|side|window|seat|door|light|song|place|person|number|address|thing|mirror|zone|temperature)`,
    `(wrong|wrong one|wrong side|wrong window|wrong seat|not that|no not that|not that one) (the|i meant the|i said the) [zone:<seat>] ${PART}`,
    `(no|nope|sorry|wrong|) (that's|that is|this is|that was|it's) (wrong|not it|not right|not what i (meant|said|asked for|wanted|asked)|the wrong one|not the one|incorrect|a mistake|not correct)`,
    "(not that one|you got it wrong|you got that wrong|you misunderstood|you misunderstood me|you misheard|you misheard me|you heard me wrong|you didn't understand|you didn't get that right|i didn't say that|i didn't ask for that|i didn't mean that|that isn't it|incorrect|wrong again|nope wrong|no not like that|try again that's wrong)",
    `(no|wrong|not that|sorry|i meant|not this one|wait) (the|on the) other (one|side|window|seat|door)`,
  ],
  'dialogue.stop': [
    "(stop|stop now|stop it|halt|enough|that's enough|that is enough|stop there|stop right there|hold it|whoa|freeze|stop stop|please stop|just stop|okay stop|stop that|quit it|knock it off|cut it out|stop stop stop|stop already|stop please|quit|pack it up|cease|that's plenty|that'll do|that will do|enough now|enough already|enough enough|give over|give it a rest|easy easy|whoa whoa|whoa there|no more|stop what you're doing|stop this|stop everything|basta)",
    "(shut up|be quiet|stop talking|quit talking|hush|hush now|shush|zip it|quiet you|stop speaking|don't talk|no more talking|you can stop talking|pipe down|shut it|that's enough talking|shut your mouth|shut your face|belt up|put a sock in it|stop babbling|stop yapping|stop blabbering|i don't want to hear it|enough talking|enough chatter|stop chattering|stop nagging|stop going on|stop reading|stop explaining|you talk too much|less talking|spare me|let me think in peace|don't speak|can it|zip your lips|button it|not another word|i've heard enough)",
    '(ok|okay|alright|right|oh|please|no|hey|yes yes|just|will you|whoa|enough|now) (stop|stop it|stop now|stop there|stop that|stop talking|shut up|be quiet|enough|hold it|quit it|that is enough|pipe down|hush|knock it off|freeze|halt)',
    "(stop|stop it|enough|shut up|be quiet|hush|halt|hold it|quit it|whoa) (now|please|mate|car|will you|already|at once|immediately|right now|for god's sake|would you|i said|right there|there|it's fine there|that's good)",
    "(stop|quit|no more|enough of this|enough of your|i've had enough of your|i'm tired of your) (talking|chatter|yapping|babbling|explaining|nagging|blabbing|rambling|speaking|chatting)",
    '(can|could|would|will) you (stop|stop it|stop that|stop talking|be quiet|shut up|please stop|please be quiet|just stop|stop now|pipe down|quit it|not talk)',
    '(stop|hold it|whoa|freeze|halt|that will do|enough) (stop|hold it|whoa|freeze|halt|that will do|enough)',
    '(i said|i told you to|you should|you can|you may|time to) (stop|stop now|be quiet|shut up|stop talking)',
  ],
};
