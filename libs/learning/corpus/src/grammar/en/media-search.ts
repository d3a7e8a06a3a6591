const PLAY =
  "((play|play|play|put on|put on|i want to hear|listen to|can you play)|(stick on|pop on|bung on|chuck on|whack on|throw on|slap on|start|queue up|cue up|find|find me|search for|look up|look for|can you play|could you play|play me|play us|i want to hear|i wanna hear|i wanna listen to|i want to listen to|i'd like to hear|i'd like to listen to|let's hear|let's listen to|let me hear|let's have|listen to|shall we have|shall we listen to|mind playing|would love to hear))";
const SOME = '(some|a bit of|a little|some more|)';
const OF = '(some|songs by|music by|something by|anything by|a song by|some music by|some songs by|a track by)';
const CRAVE =
  "(i fancy|i feel like|i could do with|i'm in the mood for|we want|we'd like|the kids want|she wants|he wants|give me|give us|how about|what about|i need|i want|hit me with|can i get|can we get|can we have|could we have|may we have|bring on|in the mood for|time for|let's go with|i'd love|i'm feeling like)";
const LISTENERS =
  '(the kids|the little one|grandma|my wife|my husband|us|me|the baby|my mum|the girls|the boys|the drive|the road|the wife|everyone)';
const MADE =
  '(soundtrack|album|playlist|podcast|musical|audiobook|live album|greatest hits|remix|theme|mixtape|theme song|cover|acoustic version)';

/** English templates of asking for something by name, kind or mood. Articles and "some" stay outside the query. */
export const EN_MEDIA_SEARCH: Record<string, readonly string[]> = {
  'media.search': [
    `${PLAY} ${SOME} [query:<artist>]`,
    `${PLAY} ${SOME} [query:<genre>]`,
    `${PLAY} [query:<song>]`,
    `${PLAY} [query:<song> by <artist>]`,
    `${PLAY} [query:<mood>]`,
    `${PLAY} [query:(<mood>|something <moodWord>|anything <moodWord>)]`,
    `${PLAY} (the|) [query:<station>]`,
    `${PLAY} (the|my|) [query:<show>]`,
    `${PLAY} ${OF} [query:(<artist>|<name>)]`,
    `${PLAY} (${SOME}|songs by|music by|) [query:<name>]`,
    `${PLAY} (the song|the track|) [query:(<title>|<title> by <name>|<song>)]`,
    `${PLAY} [query:<myList>]`,
    `${PLAY} some [query:(<decade>|<moodWord> <genre>)]`,
    `${PLAY} the [query:(<title>|<word>|<word> <word>|<song>|<artist>|<genre>|<name>) ${MADE}]`,
    `${PLAY} the (latest|new|newest|first) [query:(<name>|<artist>)] (song|single|track|album|)`,
    `${PLAY} the (song|track|tune|record|number) (called|named|titled) [query:(<title>|<song>)]`,
    `${PLAY} (that|the) [query:(<artist>|<name>)] (song|one|tune|track|number)`,
    `${PLAY} [query:(<query>)] (on|from|in) (spotify|youtube music|apple music|my phone|deezer|amazon music|gaana|the radio)`,
    `${PLAY} [query:(<song>|<artist>|<genre>|<title>)] for ${LISTENERS}`,
    `${CRAVE} ${SOME} [query:(<artist>|<genre>|<mood>|<decade>|<name>)]`,
    `${CRAVE} ${SOME} [query:(<artist>|<genre>)]`,
    `(stick|throw|chuck|bung|whack|slap|put|pop|get|bang) ${SOME} [query:(<artist>|<genre>|<decade>|<song>|<name>)] on`,
    `(stick|put|get|have|pop) the [query:(<show>|<station>|<title> ${MADE})] on`,
    `[query:(<artist>|<genre>|<artist>|<song> by <artist>|<station>|<myList>|<mood>)] (please|now|next|instead|please car|if you have it|on the stereo)`,
    `[query:(<artist>|<genre>|<song>|<title>)] for ${LISTENERS}`,
    `(got|have you got|do you have|have we got|is there|do we have) (any|some) [query:(<artist>|<genre>|<name>|<decade>)]`,
    `(do you have|have you got|can you find|do you know) [query:(<song>|<title>) by (<artist>|<name>)]`,
    `(not this|no not this|anything but this|instead of this|enough of this|rather than this) (play|put on|give me|i want) ${SOME} [query:(<artist>|<genre>|<song>)]`,
    `(search for|find|look for|look up|browse|find me) (songs by|music by|tracks by|) [query:(<artist>|<name>)] (songs|music|)`,
    `(i'd like|i want|we want|let's go|let's switch) (to listen to|to hear|to|back to) (the|) [query:(<station>|<show>)]`,
    `(can|could|may|shall) (i|we) (hear|have|listen to|get) (${SOME}|the song) [query:(<artist>|<genre>|<song>|<title>|<decade>)]`,
    `(switch|change) (the music|it|the song|this) to ${SOME} [query:(<artist>|<genre>|<song>|<mood>)]`,
    `(play|put on) <artist> (no wait|no sorry|actually no|i mean|no make that|no) [query:<artist>]`,
    `(play|put on) some <genre> (no wait|no sorry|actually|i mean|no make that|or rather) [query:<genre>]`,
    `(play|put on) (that song|the song|the one) (that goes|with the words|about) [query:(<title>|<song>)]`,
  ],
};
