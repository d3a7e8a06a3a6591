/** Said before what is to be played, whatever its name. */
const PLAY =
  '(放|播放|播|听|给我放|帮我放|来首|放首|放一首|来一首|播一首|播放一首|听听|点播|点一首|给我来首|放点|听点|播点|放一下|播一下|放个|放段|整首|给咱放|接着放|单独放|换首|改放|我想放|随便放点)';
/** Said before what everybody knows as something to listen to: 来点 a word that nobody knows is no request for music. */
const SOME = '(来|来点|来个|来段|整点|搞点|上点|给我来|给我来点|给我整点|换成|换点|弄点|来一段|安排|安排点|开个)';
const HEAR =
  '(我想听|我要听|想听|我想听听|我们想听|听会儿|听一会儿|听一下|我就想听|突然想听|好想听|今天想听|现在想听|要听|咱听|咱们听|继续听|接着听|给我听|我听)';
const FIND = '(搜|搜索|搜一下|搜搜|帮我搜|推荐点|推荐一首|有没有|能不能放|可不可以放|可以放|能放|会放|会不会放|有什么)';
const SEEK = '(找|找一下|帮我找|给我找|找找|查一下|帮我搜|搜一下|我要找)';
/** Said after what is to be played: for whom, until when, what for. */
const TAIL = '(听听|听一下|来听|解解闷|提提神|吧|呗|放松一下|嗨一下|助助兴|打发时间|哄他睡觉|陪我开车|送给她|热闹热闹|醒醒瞌睡|路上听)';
const FOR = '(给<who>听|给<who>听听|让<who>听听|给大家听|给后排听|放给<who>听|给孩子们放|送给<who>)';
const WHY =
  '(今天(我|)<who>(生日|不高兴|开心)|<who>(喜欢|爱听|要听|想听|点的|说好听)|好久没听了|我要睡觉|开车困|路上太闷|一路堵车|心情不好|我快睡着了|这会儿无聊|今天高兴|马上到家了|过年了|天气真好)';
/** 的歌 and the like belong to the sentence, not to what is searched. */
const SONGS = '(的歌|的歌曲|的音乐|的曲子|)';

/** Chinese ways to ask for something to listen to. */
export const ZH_LISTENING: Record<string, readonly string[]> = {
  'media.search': [
    `${PLAY}[query:<query>]`,
    `${PLAY}[query:<query>](，|)(${TAIL}|${FOR}|${WHY})`,
    `${HEAR}[query:<query>]`,
    `${HEAR}[query:<query>](，|)(${TAIL}|${WHY}|了|)`,
    `${SOME}[query:<known>](，|)(${TAIL}|${FOR}|${WHY}||)`,
    `${SEEK}[query:(<artist>|<name>)(的歌|早期的歌|的老歌|的专辑|的<song>|的新歌)](听听|放一下|)`,
    `${SEEK}[query:(<song>|<genre>|<mood>|<show>)](这首歌|听听|放一下|)`,
    `${FIND}[query:<query>](吗|么|没有|听听|放一下|)`,
    `(${PLAY}|${HEAR})[query:(<artist>|<name>)]${SONGS}`,
    `(${PLAY}|${HEAR})[query:<artist>的<song>](这首歌|这首|那首|那首歌|)`,
    `(${PLAY}|${HEAR})[query:<artist>(唱的|版的|版本的|演唱的|那首)<song>]`,
    `(${PLAY}|${HEAR})[query:(<song>|<title>)](这首歌|这首|这歌|那首歌|这个歌|)`,
    `(${PLAY}|${HEAR})[query:<genre>]`,
    `(${PLAY}|${HEAR})[query:<mood>]`,
    `(${PLAY}|${HEAR})[query:<show>]`,
    `(${PLAY}|${HEAR})[query:<era>的(歌|老歌|歌曲|流行歌|金曲)](，|)(${FOR}|)`,
    // Somebody in the car wants it.
    '(我|)<who>(想听|要听|爱听|吵着要听|说要听|说想听|点名要听|非要听)[query:(<query>|<show>|<song>)](了|给放一下|)',
    '给(我|)<who>(放|放点|放首|放个|来个|来首|来段|播|听)[query:(<query>|<show>|<song>)](听|吧|)',
    '(哄|逗)<who>(放|放点|来个|来首|听)[query:(<show>|<song>|<genre>)]',
    // The thing first.
    `[query:<artist>](的歌|的)(来一首|放一首|放几首|来几首|来一个|整一首|放点|随便放一首|安排|安排一下|走一个|有没有)`,
    '[query:(<song>|<show>|<genre>)](来一个|放一下|放起来|安排一下|来一首|整起来|走起|给我放|播一下|有吗|有没有|能放吗|搞起)',
    '(把|)[query:(<song>|<artist>的<song>|<show>)](放一下|放出来|放上|播一下|打开|找出来|给我放上)',
    '(就|还是|只|只想|偏要)(听|放|要)[query:(<artist>|<song>|<genre>|<mood>)](吧|好了|)',
    // A reason and what would help.
    '(困了|好困|快睡着了|犯困了)(，|)(放|来|整|给我来|来点|放点)[query:(提神的|劲爆的|嗨一点的|动感的|吵一点的|摇滚|带劲的)](歌|音乐|)',
    '(心情不好|好烦|失恋了|太累了|好难过|压力好大|睡不着|今天好累)(，|)(放|来|放点|来首|听点|来点)[query:(治愈的|安静的|舒缓的|轻松的|伤感的|开心的|<genre>|<mood>)](歌|音乐|)',
    '(放|播|来)(一些|一点|几首|一下|些|点儿|两首|个)[query:(<genre>|<mood>|<artist>|<era>的歌)]',
    '(换|换成|换个|换首|换点|改成|改放|不听这个了放|别放这个了放|不要这个换)[query:(<artist>的歌|<artist>|<song>|<genre>|<mood>|别的歌手的歌)]',
    '(来|放|播)(个|一个|一段|段|一集)[query:<show>](听听|吧|解闷|)',
    '(继续|接着)(放|播|听)(上次的|昨天的|)[query:<show>]',
    '(有没有|有什么)[query:(好听的歌|适合开车听的|适合孩子听的|提神的歌|安静点的|轻松的音乐|新歌|好笑的相声|<mood>)](推荐|放一下|啊|可以听|)',
    '(我要|我想|来|给我|咱)(点歌|点首歌|点播)(，|)[query:(<song>|<artist>的<song>|<title>)]',
    '(跟|和)(昨天|刚才)一样(的|)放[query:(<artist>|<genre>|<show>)]',
  ],
};
