import { off, on, set, shift } from './patterns.js';

const AMBIENT = '(|[zone:<seat>](的|))(氛围灯|氛围灯|气氛灯|车内氛围灯|灯光氛围|氛围灯光)';
const COLOR =
  '(红色|红|蓝色|蓝|绿色|绿|紫色|紫|黄色|黄|白色|白|粉色|粉红色|橙色|青色|天蓝色|冰蓝色|金色|暖色|橘色|暖黄色|粉红|深蓝色|浅蓝色|玫红色|暖白色)';
const READ = '(|[zone:<seat>](的|))(阅读灯|阅读灯|看书灯|头顶灯|读书灯|阅读照明)';
const DOME = '(车内灯|车内灯|顶灯|室内灯|车里的灯|车内照明|车内照明灯|车里灯|车厢灯|车顶灯|里面的灯|内饰灯)';
const LOW = '(大灯|大灯|近光灯|近光|前大灯|车灯|前照灯|头灯|前灯)';
const HIGH = '(远光灯|远光灯|远光|远光大灯)';
const FOG = '(|[zone:<end>](的|))(雾灯|雾灯|防雾灯)';
const PARKING = '(示宽灯|示廓灯|驻车灯|位置灯|小灯|停车灯)';
const HAZARD = '(双闪|双闪|危险报警灯|双跳|双闪灯|应急灯|危险警示灯|警示灯|双跳灯|报警灯)';

/** Chinese templates of lights. */
export const ZH_LIGHTS: Record<string, readonly string[]> = {
  'light.ambient.on': [...on(AMBIENT), ...on(AMBIENT), '(来点|整点|搞点|营造点|弄点)(氛围|气氛|情调)(灯光|)'],
  'light.ambient.off': [...off(AMBIENT), ...off(AMBIENT), '(氛围灯|气氛灯)(太|有点|好)(晃眼|刺眼|花哨|花)(了|)(关掉|关了|关一下|关)'],
  'light.ambient.color': [
    `(把|)${AMBIENT}(的|)(颜色|)(调|换|改|变|设|切换|设置|切|调整)(成|为|到|)[color:${COLOR}](的|)(吧|)`,
    `${AMBIENT}(给我|帮我|)(来|换|弄|整)(个|成|)[color:${COLOR}](的|)`,
    `${AMBIENT}[color:${COLOR}]`,
    `(换|调|切|改|切换|换成|打开|开|来个|我要|我想要)[color:${COLOR}](的|)(氛围灯|气氛灯|氛围灯光)`,
    `(灯光|灯|颜色|车内灯光)(换|调|改|变|切)(成|为|到)[color:${COLOR}]`,
    `(氛围灯|氛围灯颜色)(我要|我想要|我喜欢|要|用)[color:${COLOR}](的|)`,
    `(把|)(灯光|氛围)(弄成|变成|换成|调成)[color:${COLOR}](的|)`,
  ],
  'light.ambient.set': [...set(`${AMBIENT}(的|)(亮度|)`, '(<percent>|<percent>|最亮|最暗|最高|最低|最大|最小|<level>)')],
  'light.ambient.up': [
    ...shift(`${AMBIENT}(的亮度|亮度|)`, '亮|高|强'),
    `${AMBIENT}(太暗|不够亮|有点暗|太弱)(了|)(亮[value:<bit>]|)`,
    `(提高|增加|加大|调高)${AMBIENT}(的|)亮度`,
  ],
  'light.ambient.down': [
    ...shift(`${AMBIENT}(的亮度|亮度|)`, '暗|低|弱|柔和'),
    `${AMBIENT}(太亮|太刺眼|有点亮|太强|别那么亮)(了|)(暗[value:<bit>]|)`,
    `(降低|减小|调低|调暗)${AMBIENT}(的|)亮度`,
  ],
  'light.reading.on': [...on(READ), ...on(READ), '<want>(看书|看个东西|看文件)(开|打开)(一下|)(阅读灯|看书灯)'],
  'light.reading.off': [...off(READ), ...off(READ)],
  'light.dome.on': [
    ...on(DOME),
    ...on(DOME),
    '(车里|车内|里面)(太|好|有点)(黑|暗)(了|)(开灯|开一下灯|开下灯|把灯打开|)',
    '<want>找(个|点|)东西(开|打开)(一下|)(车里|车内|里面|)(的|)灯',
  ],
  'light.dome.off': [...off(DOME), ...off(DOME), '(车里|车内|里面)(的|)灯(太亮了|都|)(关了|关掉|关上)'],
  'light.low-beam.on': [
    ...on(LOW),
    ...on(LOW),
    '(天黑|天快黑|天暗|进隧道)了(，|)(开|打开|开一下)(大灯|车灯|灯|近光灯)',
    '(开灯|开下灯|开个灯|打开灯|亮灯|开一下灯)',
    '(开灯|把灯打开|灯打开|开个车灯)',
    '(外面|前面|路上)(太|好|有点)(黑|暗)(了|)(，|)(开|打开|开一下)(大灯|车灯|灯)',
  ],
  'light.low-beam.off': [...off(LOW), ...off(LOW), '(天亮|出隧道)了(，|)(关|关掉|关一下)(大灯|车灯|近光灯)'],
  'light.high-beam.on': [...on(HIGH), ...on(HIGH), '(切换|换|切|改)(到|成|为)远光(灯|)', '(打|照)(个|一下)远光'],
  'light.high-beam.off': [
    ...off(HIGH),
    ...off(HIGH),
    '(切换|换|切|改)(到|成|为|回)近光(灯|)',
    '对面(来车|有车)(了|)(关远光|关一下远光灯|切近光|把远光关了)',
    '(别|不)(开|打)远光(了|)',
  ],
  'light.fog.on': [
    ...on(FOG),
    ...on(FOG),
    '(雾好|雾太|好大的|外面雾太|起)大(雾|)(了|)(，|)(开|打开)雾灯',
    '(外面|路上)(起|有)雾(了|)(，|)(开|打开)雾灯',
  ],
  'light.fog.off': [...off(FOG), ...off(FOG), '雾散了(，|)(关|关掉|把)雾灯(关了|)'],
  'light.parking.on': [...on(PARKING)],
  'light.parking.off': [...off(PARKING)],
  'light.hazard.on': [...on(HAZARD), ...on(HAZARD), '打(个|)双闪', '打双闪'],
  'light.hazard.off': [...off(HAZARD), ...off(HAZARD)],
  'light.auto': [
    '(大灯|灯光|车灯|前大灯|灯)(调|切|换|设|改|开|设置)(到|成|为|)(自动|auto|AUTO)(模式|档|挡|)',
    '(打开|开启|开|切换到|切换|用)(自动大灯|自动灯光|灯光自动|大灯自动)(模式|)',
    '(自动大灯|大灯自动|灯光自动)(打开|开一下|模式|)',
    '(大灯|灯光)自动(就行|吧|模式|控制)',
  ],
};
