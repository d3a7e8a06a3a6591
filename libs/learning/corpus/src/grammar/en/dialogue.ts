/** English templates of what is said about the conversation itself. */
export const EN_DIALOGUE: Record<string, readonly string[]> = {
  'dialogue.confirm': [
    "(yes|yeah|yep|yup|sure|ok|okay|confirm|confirmed|correct|right|that's right|of course|go ahead|do it|please do|absolutely|affirmative|definitely|sounds good|exactly|alright|fine|sure thing|you bet|i'm sure|i confirm|yes please|yes do it|that's correct|go for it|why not|good|perfect)",
    '(yes|yeah|sure|ok|okay|yep) (please|go ahead|do it|do that|thanks|i am sure|open it|confirm|of course|that is right|sounds good)',
  ],
  'dialogue.cancel': [
    "(nope|nah|no) (thanks|thank you|not now|forget it|leave it|don't|cancel|never mind|that's fine|i'm good|don't bother|cheers)",
    '(nope|nah|nope nope|no no|no no no|nah mate|nope sorry)',
    "(no|nope|nah|cancel|never mind|nevermind|forget it|forget about it|don't|not now|no thanks|no thank you|abort|scratch that|leave it|nope cancel|no stop that|no cancel that|don't bother|actually no|leave it out|cancel that|don't do that|don't do it|no don't|ignore that|drop it|skip that please cancel|negative|no way|undo that|please don't|i changed my mind|it's fine leave it)",
    '(no|nah|ok|actually|oh) (never mind|cancel|cancel that|forget it|leave it|no thanks|stop|do not|i changed my mind|not now)',
    '(cancel|undo|revert) (that|it|this|my last request|the last command|my request|the action)',
  ],
  'dialogue.correct': [
    '(no|nope|not that|wrong|sorry|no no|actually|wait|oops) (i meant|i mean|i said|i was talking about|i want|it should be|make that|) (the|) [zone:<seat>] (side|one|seat|window|)',
    '(i meant|i said|i mean|i was talking about) (the|) [zone:<seat>] (side|one|seat|) (not the (driver|passenger|rear|front)|)',
    '(no|sorry|actually|wait|no no) (i meant|i mean|i said|make it|make that|it should be|to|) [value:(<degree>|<percent>|<level>|max|half)]',
    '(no|nope|nah|not that) (the |)[color:(red|blue|green|purple|white|yellow|pink)] (one|)',
    '(wrong|wrong one|wrong side|wrong window|wrong seat|not that|no not that) ((the |)[zone:<seat>]|)',
    '(i meant|i said|i mean|make that) [value:(<degree>|<percent>|<level>)] (not <small>|)',
    '(not the (driver|passenger|front|rear|left|right)) (the|) [zone:<seat>] (one|side|)',
    '(no|sorry|actually) (i meant|i want|make it|make that) [color:(red|blue|green|purple|white|yellow)]',
    "(that's wrong|wrong one|that's not what i (meant|said|asked for|wanted)|not that one|you got it wrong|no that's not right|that's the wrong one|you misunderstood|that is not right|no not that|wrong window|wrong seat)",
    '(on|) (the|) other one (i meant|)',
  ],
  'dialogue.stop': [
    "(stop|stop now|stop it|halt|enough|that's enough|that is enough|stop there|stop right there|hold it|whoa|freeze|stop stop|please stop|just stop|okay stop|stop that|quit it|knock it off|cut it out)",
    "(shut up|be quiet|stop talking|quit talking|hush|shush|zip it|quiet you|stop speaking|don't talk|no more talking|you can stop talking|pipe down|shut it|that's enough talking)",
  ],
};
