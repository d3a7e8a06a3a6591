import { normalise } from '@headway/assistant/language';
import type { ChoiceList } from './intent.js';

/** Signal value, how it is spoken back, and the words that name it. */
export interface Choice {
  value: string;
  zh: string;
  en: string;
  words: readonly string[];
}

/** `words` are lists of further words, parted by `|`. */
const choice = (value: string, zh: string, en: string, ...words: string[]): Choice => ({
  value,
  zh,
  en,
  words: [zh, en, ...words.flatMap((list) => list.split('|'))],
});

/** The words that name values of string signals. Where several match, the longest wins. */
export const CHOICES: Readonly<Record<ChoiceList, readonly Choice[]>> = {
  airflow: [
    choice(
      'UP',
      '吹窗',
      'the windscreen',
      '前挡|前风挡|挡风|玻璃|窗户|窗|吹上|上面',
      'windshield|windscreen|window|glass|up|screen|defrost',
    ),
    choice(
      'MIDDLE',
      '吹面',
      'the face',
      '吹脸|脸|头|脑袋|上身|上半身|身上|胸|面|手',
      'head|face|chest|body|me|upper body|middle|eyes|hands',
    ),
    choice('DOWN', '吹脚', 'the feet', '脚|脚面|腿|下面|脚下|膝盖', 'foot|feet|toes|legs|floor|footwell|down|knees|ankles'),
  ],
  ambientColor: [
    choice('#FF0000', '红色', 'red', '红|大红|酒红', 'crimson|scarlet'),
    choice('#FF7F00', '橙色', 'orange', '橙|橘色|橘|橘红', 'amber|peach'),
    choice('#FFFF00', '黄色', 'yellow', '黄|柠檬', 'lemon'),
    choice('#00FF00', '绿色', 'green', '绿|青草绿|薄荷', 'mint|lime'),
    choice('#00FFFF', '青色', 'cyan', '青|湖蓝|蒂芙尼', 'turquoise|teal|aqua'),
    choice('#0000FF', '蓝色', 'blue', '蓝|海蓝|深蓝|靛蓝|宝蓝', 'navy|indigo'),
    choice('#87CEEB', '天蓝色', 'sky blue', '天蓝|冰蓝|浅蓝', 'light blue|ice blue'),
    choice('#800080', '紫色', 'purple', '紫|薰衣草', 'violet|lavender|lilac|magenta|mauve'),
    choice('#FFC0CB', '粉色', 'pink', '粉红|粉|玫红|玫瑰|樱花|桃', 'rose'),
    choice('#FFFFFF', '白色', 'white', '白|冷白|冷光|银', 'cool white|silver'),
    choice('#FFD9A0', '暖色', 'warm white', '暖白|暖黄|暖光|暖|琥珀', 'warm'),
    choice('#FFD700', '金色', 'gold', '金', 'golden'),
  ],
  wiper: [
    choice('SLOW', '慢速', 'slow', '慢|低速|慢一点|慢点|低档|一档|小点|小一点|最慢|最小|小', 'slower|low|slowest|slowly'),
    choice('MEDIUM', '中速', 'medium', '正常|中档|二档|适中', 'normal|middle'),
    choice(
      'FAST',
      '快速',
      'fast',
      '快|高速|快一点|快点|最快|高档|三档|最大|大点|大一点|大雨|大|勤|四档|猛',
      'faster|high|full speed|fastest|max|quick|quicker|quickly|quickest|rapid|top speed|full',
    ),
    choice('INTERVAL', '间歇', 'intermittent', '间歇档|间歇模式|间断|隔一会', 'interval|intermittently|delay'),
    choice('RAIN_SENSOR', '自动', 'automatic', '雨量感应|感应|自动模式', 'auto|rain sensor|rain sensing'),
  ],
  mediaSource: [
    choice('BLUETOOTH', '蓝牙', 'bluetooth', '蓝牙音乐|手机', 'phone|my phone|blue tooth|my mobile|mobile|iphone|wireless'),
    choice('FM', '收音机', 'the radio', '电台|广播|调频', 'fm|radio'),
    choice('AM', '调幅', 'am radio', '中波', 'am'),
    choice('USB', 'U盘', 'usb', '优盘|u盘|u 盘|本地', 'the usb stick|thumb drive|pen drive|flash drive|memory stick'),
    choice(
      'INTERNET',
      '在线音乐',
      'online music',
      '网络|网络音乐|在线|流媒体|网易云|qq音乐|喜马拉雅|酷狗',
      'internet|streaming|online|spotify',
    ),
    choice('AUX', '外接音源', 'aux', '外接', 'line in'),
    choice('CD', '光盘', 'cd', 'cd机'),
    choice('DAB', '数字广播', 'digital radio', 'dab|dab radio'),
  ],
  climateMode: [
    choice('COOL', '制冷', 'cooling', '冷风|冷气', 'cool|cold'),
    choice('HEAT', '制热', 'heating', '热风|暖风|暖气|加热|取暖', 'heat|warm'),
    choice('VENT', '通风', 'ventilation', '自然风|送风|换气|吹风', 'vent|fan only|ventilate'),
    choice('DRY', '除湿', 'dehumidifying', '去湿|去潮|抽湿|干燥', 'dry|dehumidify|dehumidifier'),
  ],
  playOrder: [
    choice(
      'SEQUENCE',
      '顺序播放',
      'in order',
      '顺序|按顺序|挨个|一首一首|不随机|别随机|不要随机|不循环|别循环|不要循环',
      'sequence|normal|one after the other|no shuffle|not shuffled|unshuffle|stop shuffling|turn off shuffle|shuffle off|off shuffle|no repeat|stop repeating',
    ),
    choice('SHUFFLE', '随机播放', 'shuffled', '随机|打乱|乱序', 'shuffle|random|randomly|mixed'),
    choice(
      'REPEAT_ONE',
      '单曲循环',
      'this one again and again',
      '单曲|这首|这一首|一直放这个|重复|一直',
      'repeat one|this song|this one|this track|this tune|on repeat|on a loop|loop|repeat',
    ),
    choice(
      'REPEAT_ALL',
      '列表循环',
      'the whole list again and again',
      '列表|全部循环|循环|整个列表|歌单|专辑',
      'repeat all|all|the playlist|the album|this album|this playlist|the list',
    ),
  ],
  routeAvoid: [
    choice('TOLLS', '收费路段', 'tolls', '收费|过路费|钱|要钱|花钱', 'toll|toll roads|paying|turnpike|turnpikes'),
    choice(
      'MOTORWAYS',
      '高速',
      'motorways',
      '高架|快速路|快速',
      'motorway|highway|highways|freeway|freeways|interstate|expressway|expressways|dual carriageway|dual carriageways',
    ),
    choice(
      'TRAFFIC',
      '拥堵',
      'traffic',
      '堵车|堵|事故|修路|施工',
      'jam|jams|congestion|accident|accidents|crash|queue|queues|tailback|tailbacks|hold-up|hold up|roadworks|gridlock',
    ),
    choice('FERRIES', '轮渡', 'ferries', '渡轮|坐船', 'ferry|boat'),
  ],
  routePrefer: [
    choice(
      'FASTEST',
      '最快路线',
      'the fastest route',
      '最快|时间最短|最省时间|时间优先|快|省时间|时间少',
      'fastest|quickest|fast|quick|quicker|speediest|faster',
    ),
    choice(
      'SHORTEST',
      '最短路线',
      'the shortest route',
      '最短|距离最短|最近|路程最短|最短的路|近|短|少绕|不绕',
      'shortest|shorter|short|closest|nearest',
    ),
    choice(
      'MOTORWAYS',
      '高速',
      'motorways',
      '高架|快速路|快速',
      'motorway|highway|highways|freeway|interstate|expressway|expressways|dual carriageway',
    ),
  ],
  // The target's axis, and which way along it: mirrors turn clockwise (+) to show more of the right.
  direction: [
    choice('Tilt+', '上', 'up', '抬|高|仰', 'upward|upwards|higher'),
    choice('Tilt-', '下', 'down', '低|降|俯', 'downward|downwards|lower'),
    choice('Yaw-', '左', 'left'),
    choice('Yaw+', '右', 'right'),
  ],
  driveMode: [
    choice(
      'NORMAL',
      '普通模式',
      'normal',
      '标准|舒适|普通|正常|日常|舒服|平稳',
      'comfort|standard|regular|everyday|relaxed|chill|gentle|balanced',
    ),
    choice('SPORT', '运动模式', 'sport', '运动|狂暴|激情|性能', 'sports|sporty|sportier|performance'),
    choice(
      'ECONOMY',
      '经济模式',
      'eco',
      '节能|经济|省电|省油|环保|长续航',
      'economy|economical|saving|efficient|echo|battery saver|greener|green',
    ),
    choice('SNOW', '雪地模式', 'snow', '雪地|冰雪|雪', 'winter|ice|slippery'),
    choice('RAIN', '雨天模式', 'rain', '雨天|湿滑|雨', 'wet'),
  ],
  dayNight: [
    choice('DAY', '白天模式', 'day mode', '白天|日间|浅色|白色|亮色|亮|浅|白底|白', 'day|daytime|light|bright|white|brighter|light theme'),
    choice(
      'NIGHT',
      '夜间模式',
      'night mode',
      '夜间|夜晚|晚上|黑夜|深色|黑色|暗色|黑|暗|夜|深',
      'night|nighttime|dark|evening|dusk|darker|black|dim',
    ),
  ],
};

const isLatin = (text: string) => /^[\p{ASCII}]+$/u.test(text);

const holds = (text: string, word: string): boolean =>
  isLatin(word) ? new RegExp(`(?<![a-z])${word}(?![a-z])`, 'u').test(text) : text.includes(word);

/** The choice that the words of a slot name; undefined when none does. */
export function findChoice(list: ChoiceList, text: string): Choice | undefined {
  const spoken = normalise(text);
  let best: { choice: Choice; length: number } | undefined;
  for (const candidate of CHOICES[list]) {
    for (const word of candidate.words) {
      if (word.length > (best?.length ?? 0) && holds(spoken, word.toLowerCase())) best = { choice: candidate, length: word.length };
    }
  }
  return best?.choice;
}
