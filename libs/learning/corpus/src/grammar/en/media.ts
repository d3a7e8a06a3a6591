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

/** English templates of media. */
export const EN_MEDIA: Record<string, readonly string[]> = {
  'media.volume.set': [
    ...set('(volume|volume|music volume|sound|media volume)', '(<number>|<number>|<percent>|<high>|<low>|<level>|half|<small>)'),
    '(turn|crank|blast) (the volume|the music|it|the sound) (up|) to [value:(max|full|eleven|the max|maximum|<number>|<percent>|100)]',
    '(turn|bring) (the volume|it|the music) (down|up) to [value:(<number>|<percent>|<small>|half|low)]',
    'volume (at|to|on|) [value:(<number>|<percent>|max|full|half|<small>)]',
  ],
  'media.volume.up': [
    `turn up <the> ${VOLUME} ([value:<bit>]|)`,
    `turn <the> ${VOLUME} up ([value:<bit>]|)`,
    `(raise|increase|boost|crank up|pump up|bump up) <the> ${VOLUME} ([value:<bit>]|)`,
    '(volume|sound|music) up ([value:<bit>]|)',
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
    '(volume|sound|music) down ([value:<bit>]|)',
    '(quieter|softer|turn it down|keep it down|turn it down [value:<bit>]|[value:<bit>] quieter|quieter please|make it quieter|make it [value:<bit>] quieter|play it softer|turn that down|turn this down|tone it down)',
    "(it's|it is|that's|that is|the music is|the sound is|the radio is|this is) (too|way too|so|a bit too|really) (loud|noisy)",
    '(too|so) (loud|noisy) (in here|)',
    '(decrease|lower|turn down|reduce) the volume by [value:(<small>|ten|ten percent|10%|20 percent|20)]',
    "(the baby|the kid|everyone|the baby's|my daughter|my son) (is|) (sleeping|asleep|trying to sleep) (turn it down|turn the music down|lower the volume|)",
    '(less|a bit less) (volume|sound|noise)',
  ],
  'media.mute': [
    '(mute|mute it|mute the sound|mute the music|mute the audio|mute the volume|mute everything|mute that|mute this|silence|be quiet|quiet please|shut up|silence please|go silent|sound off|kill the sound|no sound)',
    '(turn off|cut|switch off|kill) the (sound|volume|audio)',
    'turn the (sound|volume|audio) off',
  ],
  'media.play': [
    '(play|start|resume|continue) (the|some|my|) (music|song|songs|tunes|track|playback|playing|playlist)',
    '(play|resume|continue|keep playing|start playing|unpause|play it|continue playing|carry on playing|hit play|press play)',
    "(put on|put|get|turn on|i want to hear|i want to listen to|let me hear|give me|let's hear|i want) (some|) (music|tunes|songs)",
    '(play|put on) (something|anything|a song|me a song|a random song)',
    '(turn|switch) the music (on|back on)',
    "(i'm bored|it's too quiet) (play some music|put on some music|play something)",
  ],
  'media.pause': [
    '(pause|stop|halt) (the|this|) (music|song|playback|playing|track|tune|audio|podcast)',
    '(pause|pause it|pause that|stop playing|stop it|hold the music|stop the song|pause for a moment|pause please|stop that song)',
    '(turn off|switch off|kill|shut off|cut) the (music|song|tunes|radio|podcast)',
    '(no more|enough) music',
    'turn the (music|radio|song) off',
    "(i don't want|i do not want) (any|to hear|to listen to) (music|this music|the music) (anymore|now|)",
  ],
  'media.next': [
    '(next|skip|next song|next track|next one|skip this|skip song|skip this song|skip this one|skip track|skip it|skip ahead|next please|play the next song|play the next track|play next|go to the next song|another song|next tune|forward|change the song|play something else|play another song|skip to the next song|skip to the next track|play a different song|different song|go to the next one)',
    "(i don't like|i hate|i'm tired of|not) this (song|one|track) (skip|next|skip it|)",
    "(can we|let's|please) (skip|skip this|hear the next one|go to the next one)",
    'not this (song|one|again) (next|skip it|)',
  ],
  'media.previous': [
    '(previous|previous song|previous track|last song|go back|back one song|play the previous song|play the last song again|play the previous track|go back a song|go back one track|the one before|previous one|go to the previous song|rewind to the last song|replay the last song|back to the last one|back a track|play that last one again|go to the last song|the song before this|last track|back up one song)',
  ],
  'media.search': [
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
