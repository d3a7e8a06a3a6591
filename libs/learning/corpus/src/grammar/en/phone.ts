const WHO =
  '(<name>|<person>|<person>|<person> <family>|mom|dad|mum|grandma|grandpa|uncle <person>|aunt <person>|mister <family>|doctor <family>)';
const ROLE =
  '(wife|husband|boss|brother|sister|daughter|son|mother|father|assistant|lawyer|dentist|doctor|landlord|girlfriend|boyfriend|mechanic|partner|neighbor|office|accountant)';
const DIGIT = '(one|two|three|four|five|six|seven|eight|nine|zero|oh)';
const FIGURE = '(0|1|2|3|4|5|6|7|8|9)';
const NUMBER = `(${FIGURE.repeat(3)} ${FIGURE.repeat(4)}|${FIGURE.repeat(10)}|${FIGURE.repeat(3)} ${FIGURE.repeat(3)} ${FIGURE.repeat(4)}|${Array(7).fill(DIGIT).join(' ')}|911|999|411|1 800 ${FIGURE.repeat(3)} ${FIGURE.repeat(4)})`;
const PLACE =
  '(police|hotel|hospital|restaurant|airline|insurance company|bank|garage|school|dealership|front desk|towing company|<word> <street>)';
const CALL = '(call|ring|phone|dial|call up|get hold of|make a call to|place a call to|ring up|give a call to)';

/** English templates of the telephone. */
export const EN_PHONE: Record<string, readonly string[]> = {
  'phone.call': [
    `${CALL} [contact:${WHO}] (for me|please|now|back|on the phone|at home|on his cell|)`,
    `${CALL} my [contact:${ROLE}] (for me|please|back|)`,
    `${CALL} the [contact:${PLACE}] (please|)`,
    `(call|dial|ring|phone|call the number) [contact:${NUMBER}]`,
    `(give|can you give) [contact:${WHO}] (a call|a ring|a buzz|a bell)`,
    `(give) my [contact:${ROLE}] (a call|a ring|a quick call|a buzz)`,
    `(get|put) [contact:${WHO}] on (the line|the phone|the speaker)`,
    `(i want|i need|i'd like|i have|i gotta) to (call|phone|ring|talk to|speak to|speak with) (my [contact:${ROLE}]|[contact:${WHO}])`,
    `(phone|start a|make a) call (to|with) [contact:${WHO}]`,
  ],
  'phone.answer': [
    '(answer|accept|pick up|take|get) (the call|the phone|it|this call|that call|the incoming call)',
    '(answer|accept|pick up the phone|yes take the call|put them through|put it through|go ahead and answer)',
  ],
  'phone.hangup': [
    '(hang up|end|finish|reject|decline|ignore|drop|cancel|refuse) (the call|this call|the phone|it|that call|)',
    "(hang up|decline|reject|send it to voicemail|end call|don't answer it|don't pick up|not now send to voicemail|hang up on them)",
  ],
  'phone.redial': [
    '(redial|call back|redial that|redial the last number|call the last number again|dial that number again|call again|try calling again)',
    '(call|ring|phone|dial) (him|her|them|that number|the last number|the last caller) (back|again)',
    '(the line was busy|we got cut off|no answer) (call|try) again',
  ],
};
