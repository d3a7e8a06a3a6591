import { off, on, shift } from './patterns.js';

const HEAT = '<maybeSeats>(座椅加热|座椅加热|座位加热|坐椅加热|座椅的加热|加热座椅|座垫加热|椅子加热)';
const VENT = '<maybeSeats>(座椅通风|座椅通风|座位通风|坐椅通风|通风座椅|座椅的通风|座椅吹风|椅子通风|座椅制冷)';
const MASSAGE = '<maybeSeats>(座椅按摩|按摩|按摩座椅|座位按摩|按摩功能|椅子按摩|座椅的按摩)';
const WHEEL = '(方向盘加热|方向盘的加热|转向盘加热|方向盘加温)';
const LEVELS = '(<level>|<level>|最大|最高|最低|最小|最强|最弱|一点|低|中|高|中等)';

const levels = (thing: string): string[] => [
  `<on>${thing}[value:<level>]`,
  `(把|将|)${thing}(开|调|设|打|设置|拉)(到|成|为|至)[value:${LEVELS}]`,
  `${thing}(开|调|设|)(到|)[value:<level>]`,
  `${thing}[value:<level>]`,
  `(开|来|给我|)[value:<level>](的|)${thing}`,
];

/** "Turn it up" of heating and the like: 大一点, 热一点. */
const more = (thing: string, adjectives: string): string[] => [
  ...shift(thing, adjectives),
  `(加大|调高|提高|增强|增加|升高)${thing}([value:(一档|两档|<bit>)]|)`,
  `(把|)${thing}(加|升|提|往上调|调高|提高)[value:(一档|两档|<bit>|一级)]`,
];

const less = (thing: string, adjectives: string): string[] => [
  ...shift(thing, adjectives),
  `(减小|调低|降低|减弱|减少)${thing}([value:(一档|两档|<bit>)]|)`,
  `(把|)${thing}(减|降|往下调|调低|降低)[value:(一档|两档|<bit>|一级)]`,
];

const CHAIR = '<maybeSeats>(座椅|座位|椅子|坐椅|座椅位置)';
const BACK = '<maybeSeats>(靠背|椅背|座椅靠背|座椅|椅子靠背|座椅背)';

/** Chinese templates of seats and steering wheel. */
export const ZH_SEATS: Record<string, readonly string[]> = {
  'seat.heat.on': [
    ...on(HEAT),
    ...on(HEAT),
    ...levels(HEAT),
    ...levels(HEAT),
    '(把|给|)<maybeSeats>(座椅|座位|椅子|坐垫|座垫|屁股)(加热|热|加加热|加个热|加热一下|热一下|暖一下|加下热|捂热)(一下|)(|[value:<level>])',
    '(屁股|屁股底下|座椅|坐垫|座位|椅子|屁股下面)(好|有点|太|冰|怎么这么)(冷|凉|冰)(了|啊|)',
    '<want>(暖暖|热热|焐热)(屁股|座椅)',
    '(加热|热)(一下|)<maybeSeats>(座椅|座位|椅子)',
    '(座椅|座位)(加热|)<seats>(也|都)(打开|开一下|开)',
    '给<seats>(座椅|座位|)(也|)(加热|加加热|加个热|开个加热)(一下|)',
    '[zone:<seat>](的|)(加热|座椅)(加热|)(开|打开|打开[value:<level>]|开[value:<level>])',
  ],
  'seat.heat.off': [
    ...off(HEAT),
    ...off(HEAT),
    '(屁股|座椅|座位|坐垫|屁股底下|屁股下面|屁股下边)(太|好|有点|太烫)(烫|热)(了|)(把加热关了|关掉座椅加热|座椅加热关了|关加热|)',
    '<maybeSeats>(座椅|座位)(不用|别|不要|停止|别再)加热了',
    '<maybeSeats>加热(关了|关掉|关一下)',
  ],
  'seat.heat.up': [
    ...more(HEAT, '高|大|热|强'),
    '<maybeSeats>(座椅|座位|椅子|坐垫)(再|稍微|)(热|暖|暖和|烫)[value:<bit>]',
    `${HEAT}(不够热|太低了|不够|有点低|没感觉)`,
  ],
  'seat.heat.down': [
    ...less(HEAT, '低|小|弱'),
    '<maybeSeats>(座椅|座位|椅子|坐垫)(别|不要)(那么|这么)(热|烫)',
    `${HEAT}(太热了|太高了|有点烫|太烫了)(低[value:<bit>]|调低[value:<bit>]|小[value:<bit>]|)`,
  ],
  'seat.vent.on': [
    ...on(VENT),
    ...on(VENT),
    ...levels(VENT),
    ...levels(VENT),
    '(给|把|)<maybeSeats>(座椅|座位|椅子|坐垫)(通风|透透气|吹吹风|通通风|吹一下|通个风|降降温)(一下|)',
    '(屁股|后背|背上|背)(出汗|全是汗|都是汗|都湿了|好热|闷得慌|湿透|黏糊糊的)(了|啊|)(开通风|开座椅通风|通风一下|)',
    '(通风|座椅)(打开|开)(座椅|)通风',
    '<seats>通风(打开|开一下|开|开到[value:<level>]|[value:<level>])',
  ],
  'seat.vent.off': [
    ...off(VENT),
    ...off(VENT),
    '<maybeSeats>(座椅|座位)(不用|别|不要|停止)(通风|吹风|吹)了',
    '<maybeSeats>通风(关了|关掉|关一下|停了)',
  ],
  'seat.vent.up': [...more(VENT, '大|强|高'), '<maybeSeats>(通风)(再|)(大|强)[value:<bit>]', `${VENT}(太小了|不够大|不够|没感觉)`],
  'seat.vent.down': [
    ...less(VENT, '小|弱|低'),
    '<maybeSeats>(通风)(再|)(小|弱)[value:<bit>]',
    `${VENT}(太大了|太强了|太冷了|太凉了)(小[value:<bit>]|)`,
  ],
  'seat.massage.on': [
    ...on(MASSAGE),
    ...on(MASSAGE),
    ...levels(MASSAGE),
    '(给|帮)(我|)(按按|按摩|捏捏|揉揉|捶捶|按一按|按一下|揉一揉)(背|腰|肩|一下|腰背|)',
    '(腰|背|后背|腰背|肩膀|腰部|肩)(好|有点|太|真|疼|很|酸)(酸|疼|累|痛|酸痛)(了|啊|)(按一下|按摩一下|按摩|给我按按|开按摩|开个按摩|)',
    '(坐|开)(久|车|车久)了(腰疼|腰酸|背疼)(开按摩|按按|按摩一下|)',
    '<want>(按摩|按按|做个按摩|按摩一下)',
    '<seats>(按摩|按摩一下|开始按摩)',
    '(放松|缓解)(一下|)(腰|背|疲劳|腰部|肌肉)',
  ],
  'seat.massage.off': [
    ...off(MASSAGE),
    ...off(MASSAGE),
    '(别按|不按|不用按|停止按摩|别按摩|不按摩)了',
    '(按摩)(可以停|停下来|停一下|够|好|舒服)了',
  ],
  'seat.massage.up': [
    ...more(`<maybeSeats>(按摩|座椅按摩|按摩力度|按摩强度)`, '大|强|重|高'),
    '(按|捏|揉)(重|大力|用力|使劲)[value:<bit>]',
    '(按摩|力度)(太轻了|太弱了|没感觉|不够大|不够力|太小了)(重[value:<bit>]|)',
    '(力度|劲)(再|)(大|重|强)[value:<bit>]',
  ],
  'seat.massage.down': [
    ...less(`<maybeSeats>(按摩|座椅按摩|按摩力度|按摩强度)`, '小|弱|轻|低|柔和'),
    '(按|捏|揉)轻[value:<bit>]',
    '(按摩|按得|力度)(太重了|太疼了|太强了|太大了|有点疼|太痛了)(轻[value:<bit>]|)',
    '(力度|劲)(再|)(小|轻|弱)[value:<bit>]',
  ],
  'steering.heat.on': [
    ...on(WHEEL),
    ...on(WHEEL),
    `${WHEEL}(开到|调到|)[value:(<level>|最大|最高)]`,
    '(方向盘|转向盘)(加热|热一下|加加热|加个热|加下热|暖一下|热乎热乎|加热一下|加热打开)',
    '(方向盘)(好|太|有点|怎么这么|冰)(冰|凉|冷|冰手|冻手)(了|啊|)(加热一下|热一下|)',
    '(手|握方向盘的手|手指|双手)(好|太|有点|快要|)(冷|冰|凉|冻僵|冻)(了|死了|啊|)(方向盘热一下|方向盘加热|加热方向盘|)',
    '(加热|热一下|给我热一下)方向盘',
  ],
  'steering.heat.off': [
    ...off(WHEEL),
    ...off(WHEEL),
    '方向盘(太|好|有点)(烫|热|烫手)(了|啊|)(关加热|关掉加热|)',
    '方向盘(不用|别|不要|停止)加热了',
  ],
  'steering.heat.up': [...more(WHEEL, '高|大|热'), '方向盘(再|稍微|)(热|暖)[value:<bit>]'],
  'steering.heat.down': [...less(WHEEL, '低|小|弱'), '方向盘(别|不要)(那么|这么)(热|烫)', '方向盘(稍微|)凉[value:<bit>]'],
  'seat.forward': [
    `(把|)${CHAIR}(往前|向前|朝前)(调|挪|移|动|推|靠|走|)([value:<bit>]|一下|)`,
    `${CHAIR}(前移|靠前|前进|往前)([value:<bit>]|)`,
    `(往前|向前)(挪|移|调|推)(一下|[value:<bit>]|)${CHAIR}`,
    '(腿够不着|够不到刹车|离方向盘太远)(了|)(座椅往前|往前调座椅|把座椅往前调)',
    `${CHAIR}太靠后(了|)`,
  ],
  'seat.backward': [
    `(把|)${CHAIR}(往后|向后|朝后)(调|挪|移|动|推|靠|退|走|)([value:<bit>]|一下|)`,
    `${CHAIR}(后移|靠后|后退|往后)([value:<bit>]|)`,
    `(往后|向后)(挪|移|调|推|退)(一下|[value:<bit>]|)${CHAIR}`,
    '(腿伸不开|腿没地方放|离方向盘太近|腿太挤)(了|)(座椅往后|往后调座椅|把座椅往后调)',
    `${CHAIR}太靠前(了|)`,
  ],
  'seat.recline': [
    `(把|)${BACK}(放倒|往后躺|放平|往后仰|放低|向后倒|往后倒|躺下去|倒下去|往后靠)([value:<bit>]|一下|)`,
    `(放倒|放平)${BACK}`,
    '<want>(躺一会|躺下|躺着|睡一会儿|躺平|休息一下躺着|躺会儿|睡一觉|平躺)',
    `${BACK}太直了`,
    '(躺|仰|往后躺|往后仰)([value:<bit>]|一下|下来|)',
  ],
  'seat.upright': [
    `(把|)${BACK}(调直|立起来|直起来|竖起来|往前|收起来|抬起来|坐直|立直|扶起来|调正|直)([value:<bit>]|一下|)`,
    `(调直|立起|竖起)${BACK}`,
    '<want>(坐直|坐起来|坐正)',
    `${BACK}(太躺了|太平了|太靠后了直[value:<bit>])`,
    '(坐直|坐起来)([value:<bit>]|一下|)',
  ],
  'seat.raise': [
    `(把|)${CHAIR}(升高|调高|抬高|升起来|往上调|往上升|高|往上|加高)([value:<bit>]|一下|)`,
    `(升高|抬高|调高)${CHAIR}`,
    `${CHAIR}(太低了|太矮了|有点低|有点矮)(升高[value:<bit>]|高[value:<bit>]|)`,
    '(坐|坐得)(太低|太矮)了(看不到前面|升高座椅|)',
  ],
  'seat.lower': [
    `(把|)${CHAIR}(降低|调低|降下来|往下调|往下降|低|降|往下|放低)([value:<bit>]|一下|)`,
    `(降低|调低)${CHAIR}`,
    `${CHAIR}(太高了|有点高|太高)(降低[value:<bit>]|低[value:<bit>]|)`,
    '(头|脑袋)(顶到|碰到|撞到)(车顶|顶棚)了',
    '(坐|坐得)太高了(降低座椅|)',
  ],
};
