const DIGIT = '(one|two|three|four|five|six|seven|eight|nine|zero|oh|double two|double seven|triple nine)';
const FIGURE = '(0|1|2|3|4|5|6|7|8|9)';
const some = (figure: string, count: number, between = ''): string => Array<string>(count).fill(figure).join(between);
const NUMBER = `(${some(FIGURE, 3)} ${some(FIGURE, 4)}|${some(FIGURE, 10)}|${some(FIGURE, 3)} ${some(FIGURE, 3)} ${some(FIGURE, 4)}|0${some(FIGURE, 4)} ${some(FIGURE, 6)}|07${some(FIGURE, 3)} ${some(FIGURE, 3)} ${some(FIGURE, 3)}|0${some(FIGURE, 3)} ${some(FIGURE, 3)} ${some(FIGURE, 4)}|${some(DIGIT, 7, ' ')}|${some(DIGIT, 4, ' ')}|oh ${some(DIGIT, 9, ' ')}|911|999|112|101|411|nine nine nine|nine one one|1 800 ${some(FIGURE, 3)} ${some(FIGURE, 4)}|plus 44 ${some(FIGURE, 4)} ${some(FIGURE, 6)}|plus 91 ${some(FIGURE, 5)} ${some(FIGURE, 5)})`;
const CALL =
  '((call|call|call|ring|phone|dial)|(call up|get hold of|make a call to|place a call to|ring up|give a call to|telephone|phone up|try|try calling|reach|connect me to|connect me with|put me through to|get through to|video call|speed dial|buzz))';
const WISH =
  "(i want to|i need to|i'd like to|i have to|i gotta|i should|i must|we need to|we should|we'd better|let's|can we|can i|could i|could you|would you|can you|i've got to|i was meant to|i forgot to|better|time to|i promised to)";
const TALK = '(call|phone|ring|talk to|speak to|speak with|have a word with|catch up with|check in with|call up|get hold of|reach)';
const ANYBODY =
  '([contact:<contactName>]|[contact:<contactName>]|[contact:<contactName>]|my [contact:<role>]|my [contact:<role>]|the [contact:<desk>]|our [contact:<role>])';
const AFTER =
  '(for me|please|now|on the phone|at home|on his cell|on her mobile|on speaker|real quick|quickly|on bluetooth|hands free|at work|on loudspeaker|again later|for us|)';
const THE_CALL = '(the call|the phone|this call|that call|the incoming call|the phone call|my phone|my call|the ringing phone)';
const CALLER = '(him|her|them|whoever it is|this person|this guy|the caller)';

/** English templates of the telephone. */
export const EN_PHONE: Record<string, readonly string[]> = {
  'phone.call': [
    `${CALL} [contact:<contactName>] ${AFTER}`,
    `${CALL} [contact:<contactName>] ${AFTER}`,
    `${CALL} my [contact:<role>] ${AFTER}`,
    `${CALL} the [contact:<desk>] ${AFTER}`,
    `(call|dial|ring|phone|call the number|dial the number|the number is|call this number) [contact:${NUMBER}]`,
    `(call|ring) ${ANYBODY} back (please|for me|)`,
    `(give|can you give|just give|go give|let's give|i'll give|i want to give) ${ANYBODY} (a call|a ring|a buzz|a bell|a quick call|a tinkle|a shout|a phone call|a call back)`,
    `(get|put|have) ${ANYBODY} on (the line|the phone|the speaker|speaker|the blower|the other end)`,
    `${WISH} ${TALK} ${ANYBODY} (please|for a minute|about dinner|about tonight|real quick|on the phone|)`,
    `(phone|start a|make a|place a|set up a|i need a|do a) call (to|with) ${ANYBODY}`,
    `(phone|make a|place a) call to the number [contact:${NUMBER}]`,
    `(see if|check if|find out if) ${ANYBODY} (is in|is free|is there|is up|is around|is at home|needs anything) (call him|call her|give them a ring|ring and see)`,
    `(tell|let) ${ANYBODY} know i'm (late|on my way|coming) (call him|call her|give her a call|call them)`,
    `(call|ring|phone) (<person>|<relation>|my <role>) (no wait|no sorry|actually|i mean|no make that|no not him) ${ANYBODY}`,
    `(get|fetch) me ${ANYBODY} (on the phone|on the line)`,
    `(call|ring|phone) ${ANYBODY} (and tell him i'm late|and say we are on our way|to say happy birthday|to see what she wants|about the parcel|before it closes|about dinner)`,
  ],
  'phone.answer': [
    `(answer|accept|pick up|take|get) ${THE_CALL} (please|for me|quick|)`,
    '(answer|accept|pick up|answer it|answer that|accept it|accept that|pick it up|pick that up|answer please|pick up please)',
    '(yes take the call|put them through|put it through|put him through|put her through|go ahead and answer|i will take it|pick up the phone|say hello to them|patch them through)',
    `(yes|yeah|ok|sure|quick|oh|go on) (answer|answer it|pick up|take the call|accept the call|put them through|get the phone|pick it up)`,
    `(i'll|i want to|i need to|let me|i have to|i'd better|i should|can i) (take|answer|get) (this call|that call|this one|the phone|that phone)`,
    "(that's|that must be|it's|oh it's|it is) (my <role>|<person>|<relation>|the <desk>|important) (answer|answer it|pick up|take the call|put them through)",
    "(someone's calling|the phone's ringing|phone is ringing|there's a call|incoming call|my phone is ringing) (answer it|pick up|get it|answer|take it|pick it up)",
    `(answer|accept|take) the call (from|of) (<person>|<relation>|my <role>)`,
    `(talk|speak) to ${CALLER} (put them through|answer it|accept the call)`,
  ],
  'phone.hangup': [
    `(hang up|end|finish|reject|decline|ignore|drop|cancel|refuse|terminate|disconnect|kill|cut off|deny|dismiss|cut|stop) ${THE_CALL} (please|now|)`,
    '(hang up|decline|reject|hang up now|hang up please|reject it|decline it|reject that|decline that|hang it up|ring off|put the phone down|disconnect)',
    "(send it to voicemail|send them to voicemail|send him to voicemail|voicemail|let it go to voicemail|end call|don't answer it|don't answer|don't answer that|don't pick up|don't pick it up|don't take it|not now send to voicemail|let it ring out|let it ring)",
    `(hang up|put the phone down) on ${CALLER}`,
    `(ignore|reject|decline|get rid of) ${CALLER} (please|i'm driving|send it to voicemail)`,
    `(i don't want to talk to ${CALLER}|i don't feel like talking|i can't talk now|i won't answer|i'm not going to take that call|i can't answer that|i don't want to talk right now|i don't want to answer) (reject it|decline|hang up|decline it|send it to voicemail|don't answer)`,
    "(not now|i'm driving|i'm busy|too busy|i'll call back|can't talk now|it's spam|spam again|it's a cold call|it's just work|it's my ex|unknown number) (decline|decline it|reject|reject it|reject the call|don't answer|send it to voicemail|ignore the call)",
    "tell (him|her|them) i'll call back (and hang up|later hang up)",
    `(we're done|call's over|i'm finished|that's it|he won't stop talking|bye) (hang up|end the call|end call)`,
    `(i|we) (don't|do not) want to (take|answer) (this call|that call|the phone|the call|it)`,
  ],
  'phone.redial': [
    '(redial|redial that|redial it|redial please|call back|call again|ring back|ring again|dial again|re dial|try calling again|try that call again|call once more|redial now)',
    '(redial|call|ring|try|dial|phone) (the last number|the last person|the same number|that number|the number|the last caller|whoever called last|the last one|that person|the previous number|the last missed call) (again|once more|back|)',
    '(call|ring|phone|dial) (him|her|them|that number|the last number|the last caller|that guy) (back|again|once more|one more time)',
    '(try|give) (him|her|them|that number) (again|another go|another try|another ring|one more time|a call back)',
    '(the line was busy|we got cut off|no answer|it dropped|the call dropped|lost the signal|nobody picked up|i lost him|she hung up|it went to voicemail|busy|we lost connection) (call again|try again|redial|call back|ring again|call them back|call him again|dial again)',
    '(who was that|who just called|i missed that call|i missed a call|missed call) (call them back|call back|ring back|ring them back|redial)',
    '(call|ring|return) (the|that|my) (missed call|last call) (back|again|)',
    "(let's|can we|can you|i want to|i'll) (try|call|ring) (them|him|her|that number) again",
  ],
};
