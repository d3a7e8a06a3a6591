import { set } from './patterns.js';

const VOLUME = '(volume|volume|music volume|sound|sound level|media volume|audio|speaker volume|music|radio)';
const ARTIST =
  '(taylor swift|ed sheeran|adele|coldplay|the beatles|queen|drake|beyonce|bruno mars|rihanna|pink floyd|led zeppelin|metallica|eminem|lady gaga|billie eilish|the weeknd|kanye west|u2|abba|madonna|michael jackson|elton john|david bowie|johnny cash|dolly parton|imagine dragons|maroon five|ariana grande|dua lipa|harry styles|radiohead|nirvana|oasis|the rolling stones|bob dylan|fleetwood mac|bad bunny|shakira|jay chou|miles davis|frank sinatra|mozart|beethoven|bach|kendrick lamar|green day|linkin park|foo fighters|arctic monkeys|daft punk|post malone|katy perry|john legend|elvis presley|bob marley|lana del rey|olivia rodrigo)';
const SONG =
  '(yesterday|bohemian rhapsody|shape of you|hello|imagine|hotel california|billie jean|rolling in the deep|shake it off|let it be|smells like teen spirit|wonderwall|thriller|sweet child of mine|dancing queen|blinding lights|bad guy|someone like you|hey jude|stairway to heaven|viva la vida|yellow|firework|halo|poker face|despacito|happy|uptown funk|counting stars|believer|africa|take on me|wake me up|country roads|jingle bells|baby shark|purple rain|highway to hell|born to run|fix you|clocks|creep|my way|no woman no cry)';
const GENRE =
  '(jazz|rock|pop|classical music|country|hip hop|rap|blues|electronic music|techno|reggae|folk music|relaxing music|kids songs|christmas music|soul|heavy metal|lo-fi|soft rock|eighties music|90s hits|chill music|workout music|oldies|disco|dance music|indie rock|piano music|r and b|punk|latin music|k-pop|house music|acoustic songs|something relaxing|something upbeat|classic rock|smooth jazz|party music|my workout playlist|my driving playlist|my favorites|opera|movie soundtracks)';
const SOURCE =
  '(bluetooth|radio|usb|aux|fm|am|fm radio|am radio|bluetooth audio|my phone|streaming|cd|online music|the radio|bluetooth music|the usb stick)';

const MOOD =
  '(something|anything) (happy|sad|calm|mellow|upbeat|romantic|cheerful|chilled|soothing|energetic|angry|quiet|festive|funky|to sing along to|to keep me awake|to dance to|for the kids|for a road trip|with a good beat)';
const SHOW =
  '(the news|the morning news|a podcast|my podcast|an audiobook|the <word> podcast|the <word> show|the <person> <family> podcast|a true crime podcast|the sports news|the cricket|the football commentary|the <word> <word> podcast|a bedtime story|white noise|rain sounds|the <title> audiobook)';
const FREQUENCY =
  '((87|88|89|90|91|92|93|94|95|96|97|98|99|100|101|102|103|104|105|106|107).(1|2|3|4|5|6|7|8|9|0)|(eighty eight|ninety|ninety one|ninety two|ninety four|ninety five|ninety six|ninety eight|ninety nine|one hundred|one oh two|one oh three|one oh four|one oh five|one oh six|one oh seven|a hundred and one) point (one|three|five|seven|nine|two|four))';

/** The show without its article, as places are marked. */
const SHOW_QUERY = SHOW.slice(1, -1)
  .split('|')
  .map((show) => show.replace(/^(the |a |an |)(.+)$/, '$1[query:$2]'))
  .join('|')
  .replace(/^(.*)$/s, '($1)');

/** English templates of media. */
export const EN_MEDIA: Record<string, readonly string[]> = {
  'media.volume.set': [
    'volume [value:<number>]',
    '(turn|take|bring) it (up|down) to [value:(<small>|fifteen|twenty|thirty|12|20|25|30|half)]',
    ...set('(volume|volume|music volume|sound|media volume)', '(<number>|<number>|<percent>|<high>|<low>|<level>|half|<small>)'),
    '(turn|crank|blast) (the volume|the music|it|the sound) (up|) to [value:(max|full|eleven|the max|maximum|<number>|<percent>|100)]',
    '(turn|bring) (the volume|the music|the sound) (down|up) to [value:(<number>|<percent>|<small>|half|low)]',
    'volume (at|to|on|) [value:(<number>|<percent>|max|full|half|<small>)]',
  ],
  'media.volume.up': [
    `turn up <the> ${VOLUME} ([value:<bit>]|)`,
    `turn <the> ${VOLUME} up ([value:<bit>]|)`,
    `(raise|increase|boost|crank up|pump up|bump up) <the> ${VOLUME} ([value:<bit>]|)`,
    '(volume|sound|music) up ([value:(<bit>|<small>)]|)',
    '(crank|pump|blast|jack|whack) (it|that|the tunes|this) (up|)',
    '(louder|crank it up|turn it up|pump it up|turn it up [value:<bit>]|[value:<bit>] louder|louder please|make it louder|make it [value:<bit>] louder|play it louder|turn that up|turn this up)',
    "(i|we) (can't|cannot|can barely|can hardly) hear (it|the music|anything|this|the song|the radio)",
    "(it's|it is|that's|the music is|the sound is|the radio is) (too|a bit too|so|kinda) (quiet|low|soft)",
    '(increase|raise|turn up) the volume by [value:(<small>|ten|ten percent|10%|20 percent|20)]',
    '(more|some more|a bit more) (volume|sound)',
  ],
  'media.volume.down': [
    `turn down <the> ${VOLUME} ([value:<bit>]|)`,
    `turn <the> ${VOLUME} down ([value:<bit>]|)`,
    `(lower|decrease|reduce|drop|bring down) <the> ${VOLUME} ([value:<bit>]|)`,
    '(volume|sound|music) down ([value:(<bit>|<small>)]|)',
    '(down|quieter|softer|lower) ([value:<bit>]|) (please|)',
    '(turn|keep|get) (that|this) (noise|racket|din|row|rubbish) down',
    '(too loud|bit loud|a bit much) for (me|the baby|my ears|grandma|the kids|us)',
    '(quieter|softer|turn it down|keep it down|turn it down [value:<bit>]|[value:<bit>] quieter|quieter please|make it quieter|make it [value:<bit>] quieter|play it softer|turn that down|turn this down|tone it down)',
    "(it's|it is|that's|that is|the music is|the sound is|the radio is|this is) (too|way too|so|a bit too|really) (loud|noisy)",
    '(too|so) (loud|noisy) (in here|)',
    '(decrease|lower|turn down|reduce) the volume by [value:(<small>|ten|ten percent|10%|20 percent|20)]',
    "(the baby|the kid|everyone|the baby's|my daughter|my son) (is|) (sleeping|asleep|trying to sleep) (turn it down|turn the music down|lower the volume|)",
    '(less|a bit less) (volume|sound|noise)',
  ],
  'media.mute': [
    '(mute|mute it|mute the sound|mute the music|mute the audio|mute the volume|mute everything|mute that|mute this|silence|quiet please|silence please|go silent|sound off|kill the sound|no sound)',
    '(turn off|cut|switch off|kill) the (sound|volume|audio)',
    'turn the (sound|volume|audio) off',
  ],
  'media.play': [
    '(play|start|resume|continue) (the|some|my|) (music|song|songs|tunes|track|playback|playing|playlist)',
    '(carry on|keep going|stick|put|get) (playing|some music on|my music on|the music back on|the tunes on)',
    '(play|put on) my (tunes|songs|music|playlist|jams)',
    '(play|resume|continue|keep playing|start playing|unpause|play it|continue playing|carry on playing|hit play|press play)',
    "(put on|put|get|turn on|i want to hear|i want to listen to|let me hear|give me|let's hear|i want) (some|) (music|tunes|songs)",
    '(play|put on) (something|anything|a song|me a song|a random song)',
    '(turn|switch) the music (on|back on)',
    "(i'm bored|it's too quiet) (play some music|put on some music|play something)",
  ],
  'media.pause': [
    '(pause|stop|halt) (the|this|) (music|song|playback|playing|track|tune|audio|podcast)',
    '(pause|hold) (that|it|this|on|a sec|a second|a minute|for a bit|for a moment) ',
    '(pause|pause it|pause that|stop playing|hold the music|stop the song|pause for a moment|pause please|stop that song)',
    '(turn off|switch off|kill|shut off|cut) the (music|song|tunes|radio|podcast)',
    '(no more|enough) music',
    'turn the (music|radio|song) off',
    "(i don't want|i do not want) (any|to hear|to listen to) (music|this music|the music) (anymore|now|)",
  ],
  'media.next': [
    '(nah|no|ugh|boring|not this) (skip|next|skip it|skip this|next one|something else)',
    '(next|skip) (station|channel|chapter|episode|one please)',
    '(next|skip|next song|next track|next one|skip this|skip song|skip this song|skip this one|skip track|skip it|next please|play the next song|play the next track|play next|go to the next song|another song|next tune|forward|change the song|play something else|play another song|skip to the next song|skip to the next track|play a different song|different song|go to the next one)',
    "(i don't like|i hate|i'm tired of|not) this (song|one|track) (skip|next|skip it|)",
    "(can we|let's|please) (skip|skip this|hear the next one|go to the next one)",
    'not this (song|one|again) (next|skip it|)',
  ],
  'media.previous': [
    '(previous|previous song|previous track|last song|go back|back one song|play the previous song|play the last song again|play the previous track|go back a song|go back one track|the one before|previous one|go to the previous song|rewind to the last song|replay the last song|back to the last one|back a track|play that last one again|go to the last song|the song before this|last track|back up one song)',
  ],
  'media.search': [
    `(play|put on|stick on|start) [query:my (gym|running|driving|party|sleep|focus|road trip|dinner|summer) (playlist|mix|songs)]`,
    `(play|put on|stick on) the [query:(<title>|<word>|<word> <word>) (soundtrack|album|playlist|podcast|musical)]`,
    `[query:(<title>|${SONG})] for (the kids|the little one|grandma|my wife)`,
    '(put|stick|get) some [query:(loud|soft|heavy|old|good|cheesy|live) (rock|jazz|country|reggae|metal|pop)] on',
    `(play|put on|i want|give me|throw on|stick on|i feel like|let's have|how about) [query:${MOOD}]`,
    `(play|put on|start|i want to hear|turn on|listen to|stick on|let's listen to) ${SHOW_QUERY}`,
    `(stick|throw|chuck|bung|whack|slap) (on|) (some|a bit of|) [query:(${ARTIST}|${GENRE}|<name>)] (on|)`,
    `(i fancy|i could do with|we want|the kids want|she wants) (some|a bit of|) [query:(${ARTIST}|${GENRE}|<title>)]`,
    `(play|put on) the (latest|new|newest) [query:(<name>|${ARTIST})] (song|single|track)`,
    `(play|put on) [query:(<title>|<name> <title>|${ARTIST} <title>)] (for the kids|for the little one|for me|please|)`,
    `[query:(${ARTIST}|${GENRE}|${SONG})] please`,
    `(got|have you got|do you have) (any|) [query:(${ARTIST}|${GENRE}|<name>)]`,
    `(play|put on) (some|) [query:(60s|70s|80s|90s|two thousands|sixties|seventies|nineties|fifties) (music|hits|rock|pop|)]`,
    '(play|put on|i want to hear|listen to|can you play) (some|songs by|something by|music by|) [query:<name>]',
    '(play|put on|i want to hear|can you play|play the song|play me) [query:(<title>|<title> by <name>)]',
    `(play|put on|i want to hear|i wanna hear|let's hear|can you play|listen to|queue up|throw on) [query:${ARTIST}]`,
    `(play|put on|i want to hear|let's hear|listen to) (some|songs by|music by|something by|anything by|a song by|some music by|some songs by) [query:${ARTIST}]`,
    `(play|put on|i want to hear|i wanna hear|let's hear) (the song|) [query:${SONG}]`,
    `(play|put on|i want to hear|let's hear) [query:${SONG} by ${ARTIST}]`,
    `(play|put on|i want to hear|listen to|i want|i'm in the mood for|i feel like|give me|how about|let's have) (some|) [query:${GENRE}]`,
    `(play|put on|start) (the|my|) [query:(album thriller|album abbey road|album 25|road trip playlist|party playlist|workout playlist|chill playlist|morning playlist)]`,
    `(search for|find|look for|look up) [query:(${ARTIST}|${SONG}|${GENRE})] (songs|music|)`,
  ],
  'media.unmute': [
    '(unmute|unmute it|unmute the sound|unmute the music|unmute the audio|unmute the volume|undo mute|unmute that|cancel mute|stop muting|mute off)',
    '(turn|switch|put|bring) (the|) (sound|audio|volume) (on|back|back on|on again)',
    '(give|let) me (hear it again|have the sound back|hear that again)',
    '(no longer|not) mute(d|)',
    'why is there no sound',
  ],
  'media.forward': [
    '(fast forward|forward|skip ahead|skip forward|jump ahead|jump forward|go forward|wind forward|scrub forward) (a bit|a little|<number> seconds|a minute|thirty seconds|)',
    '(fast forward|skip ahead in|move ahead in) (the|this) (song|track|podcast|book|chapter|audiobook)',
    '(skip|jump) (the intro|past the ads|past the intro|the boring part|the adverts)',
  ],
  'media.rewind': [
    '(rewind|go back|skip back|jump back|wind back|back up|scrub back) (a bit|a little|<number> seconds|a minute|ten seconds|a few seconds)',
    '(rewind|rewind it|rewind that|rewind the song|rewind this|rewind the podcast)',
    '(what did (he|she|they) say|i missed that|say that again) (rewind|go back a bit|skip back|go back)',
  ],
  'media.order': [
    '[mode:(shuffle|repeat one|repeat all|random)] (mode|on|please|)',
    '(turn on|switch on|enable|start|use|put on|put it on|set it to|switch to) [mode:(shuffle|repeat one|repeat all|random)] (mode|play|)',
    '[mode:shuffle] (the|my|this|) (music|songs|playlist|album|library|queue|everything)',
    '(repeat|loop|keep repeating|keep playing) [mode:(this song|this one|this track)] (again and again|on repeat|forever|over and over|)',
    '(put|set) [mode:(this song|this track|the playlist|the album)] on (repeat|loop)',
    '(repeat|loop) [mode:(the playlist|the album|all)] ',
    '(play|put) (it|them|the songs|the tracks|everything) [mode:(in order|on shuffle|in sequence|randomly|at random)]',
    'play in [mode:random] order',
  ],
  'media.favourite.on': [
    '(add|save|put) (this|this song|this track|it|this station|the song|this one) (to|in|into|on) (my|the) (favorites|favourites|library|liked songs|playlist|collection)',
    '(like|love|save|favorite|favourite|heart|star|bookmark) (this song|this track|this one|this station|the song|it)',
    '(i like|i love|i really like) (this song|this one|this track) (save it|add it|like it|)',
    'thumbs up (for this one|for this song|)',
  ],
  'media.favourite.off': [
    '(remove|delete|take) (this|this song|this track|it|this one) (from|off|out of) (my|the) (favorites|favourites|library|liked songs|playlist|collection)',
    "(unlike|unfavorite|unfavourite|don't like|unsave) (this song|this track|this one|this|it)",
    'thumbs down (for this one|for this song|)',
  ],
  'media.tune': [
    `(tune|tune in|set|change|switch|turn) (the|) (radio|station|tuner|dial|fm|) (to|on) [value:${FREQUENCY}] (fm|megahertz|)`,
    `(play|listen to|put on|give me|i want|go to|find|turn on) (fm|radio|station|) [value:${FREQUENCY}] (fm|on the radio|megahertz|)`,
    `(fm|radio|station) [value:${FREQUENCY}]`,
    `(tune|tune in) to [value:${FREQUENCY}] (fm|)`,
    'am (radio |)[value:(540|610|660|710|760|810|880|950|1050|1130|1280|1430|1560)]',
  ],
  'media.source': [
    `(switch|change|go) (over |)to [mode:${SOURCE}]`,
    `(put|turn) on (the|) [mode:(radio|fm radio|am radio|fm|cd)]`,
    `(play|listen to|turn on|switch on) (from|) (the|) [mode:(radio|bluetooth|usb|fm radio|am radio|bluetooth audio|aux|usb stick|cd player)]`,
    `(set|change|switch) the (source|audio source|input|media source|audio input) to [mode:${SOURCE}]`,
    `(use|play from|play music from|play audio from) [mode:(bluetooth|my phone|usb|the usb stick|aux|cd)]`,
    `[mode:(radio|bluetooth|fm radio)] (please|on)`,
    `turn the [mode:radio] on`,
  ],
};
