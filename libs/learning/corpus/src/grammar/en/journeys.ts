import { pair, type Pair } from '../pair.js';

const GO = '(take me to|take us to|navigate to|go to|drive to|get me to|head to|directions to|let us go to|set course for)';
const STOP = '(stop at|stop by|stop off at|swing by|drop by|go via|make a stop at|pass by|pick something up at|go past)';

/** Two English clauses of one journey: where it leads, and what else is wanted of it. */
export const EN_JOURNEYS: readonly Pair[] = [
  pair(
    'navigation.to',
    `${GO} <goal>`,
    'navigation.avoid',
    '(avoid|skip|stay off|keep off|without) (the |)[mode:(highways|tolls|freeways|motorways|traffic|ferries|toll roads)]',
  ),
  pair('navigation.to', `${GO} <goal>`, 'navigation.via', `${STOP} <goal> (on the way|first|along the way|)`),
  pair(
    'navigation.to',
    '(take me|drive me|take us|go|head|get me) [place:home]',
    'navigation.avoid',
    '(avoid|skip|stay off|without) (the |)[mode:(highways|tolls|freeways|motorways|traffic)]',
  ),
  pair(
    'navigation.to',
    '(take me|drive me|take us|go|head|get me) [place:home]',
    'navigation.via',
    `${STOP} <goal> (on the way|first|along the way|)`,
  ),
  pair(
    'navigation.to',
    `${GO} <goal>`,
    'navigation.prefer',
    '(take|use|pick|give me) the [mode:(fastest|quickest|shortest)] (route|way|road)',
  ),
  pair(
    'navigation.to',
    `${GO} <goal>`,
    'question.arrival',
    '(how long will it take|when will we get there|how far is it|what time will we arrive)',
  ),
  pair('navigation.to', `${GO} <goal>`, 'question.traffic', '(how is the traffic|is there traffic|check the traffic)'),
  pair('navigation.to', `${GO} <goal>`, 'phone.call', '(call|ring|phone) [contact:<contactName>]'),
  pair('navigation.to', `${GO} <goal>`, 'media.search', '(play|put on) [query:(<artist>|<song>|<genre>)]'),
  pair('phone.call', '(call|ring|phone) [contact:<contactName>]', 'navigation.to', `${GO} <goal>`),
  pair(
    'media.pause',
    '(pause the music|stop the music|pause it|music off)',
    'phone.call',
    '(call|ring|phone|dial) [contact:<contactName>]',
  ),
  pair(
    'question.energy',
    '(how much charge is left|how much battery do we have|how much fuel is left)',
    'navigation.to',
    '(find|take me to|navigate to) <goal>',
  ),
];
